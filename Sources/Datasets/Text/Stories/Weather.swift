extension Stories {
  static let weather = """
    The Office of the Weather

    In the capital there is an office where the weather is made. It has four floors. On the first floor they make the \
    rain, on the second the wind, on the third the snow, and on the fourth, where there are large windows, they make \
    the sun. There is also a cellar, where the fog is kept in jars.
    In this office there worked a clerk whose name was Pell. He carried the letters from one floor to another. When \
    the farmers wrote that they needed rain he carried the letter to the first floor, and when the sailors wrote that \
    they needed wind he carried it to the second. Nobody ever wrote for fog, so he did not often go into the cellar.
    One morning there came a letter in a child's hand. It said: "Dear Office, please send something that is not rain \
    and not wind and not snow and not sun, because I have seen all of them. Yours truly, Anna."
    Pell took the letter to the first floor. "That is not for us," they said. He took it to the second floor, and to \
    the third, and to the fourth, and everywhere they said the same. So he took it down to the cellar.
    The old woman who looked after the jars read the letter twice. "Nobody has ever written to us," she said. She went \
    along the shelves, and at the very end she took down a jar that was covered with dust. "This has been here since \
    before the war. I do not know what is in it. Take it to the roof and open it toward the east."
    Pell went up to the roof and opened the jar. At first nothing happened. Then there was a smell of apples and of \
    cold iron, and over the roofs, very slowly, something went toward the east. It had no colour, and it made no \
    sound, but the pigeons stood up as it went by, and the people in the street looked at one another, and some of \
    them took off their hats.
    A week later there came another letter in the same hand. It said: "Dear Office, thank you. It was here on Tuesday, \
    from three until half past four. My grandmother says that it was the same when she was small. Yours truly, Anna."
    Pell put both letters into the empty jar, closed it, and carried it down to the cellar. The old woman wrote a \
    label for it. She wrote: "Tuesday."

    The North Wind and the Washing

    "I can blow a ship around the world," said the north wind, "and I can blow the snow from one side of a mountain to \
    the other. But there is one thing that makes me angry, and that is washing."
    "Why washing?" asked the east wind.
    "Because they hang it out for me as if I were a servant. I come a thousand miles over the ice, and what do I find? \
    Stockings."
    So the north wind made up its mind to blow every piece of washing off every line. It began in the morning. It took \
    the shirts from the line behind the mill, and the sheets from the line behind the school, and blew them over the \
    fields. In the evening there was washing in all the trees, and the people came out with ladders.
    In the last house of the village there lived an old man who had only one shirt. On that day he had washed it and \
    hung it out, and he sat inside in his coat and waited for it to be dry. The wind came to the line and saw the one \
    shirt. It was thin, and it had been mended on both elbows.
    The wind stopped. It is not easy for a wind to stop, because where it stops it is no longer there. It went around \
    the house and looked in at the window. Then it went back to the line, and it blew, but gently, as it had never \
    blown before, first on the one side and then on the other, until the shirt was dry and warm and a little bit \
    smooth.
    "You have been a long time," said the east wind when they met again.
    "I was held up," said the north wind. "By an island," it added. "A large one."

    How the Fog Learned to Count

    The fog lived in the valley and had never seen anything, because wherever it was, nothing could be seen. It heard \
    voices, though, and it heard that the voices counted. "One sheep, two sheep, three sheep," said the shepherd. "One \
    bell, two bells," said the church.
    "I should like to count as well," said the fog. "But what could I count?"
    "Count the trees," said the owl.
    The fog went into the wood. It came to a tree and put itself around it. "One," said the fog. It came to another \
    tree. "One," said the fog. It came to a third. "One," it said again, because it had let go of the second tree in \
    order to hold the third, and there was only one in it.
    "You must be large enough for all of them," said the owl.
    So the fog grew. It grew until it filled the wood from end to end. Now all of the trees were in it. "How many are \
    there?" asked the owl.
    "One," said the fog.
    "One what?"
    "One wood," said the fog, and it was very happy. The owl wanted to say that this was wrong, but she looked around \
    her in the white light, and could not see where one tree ended and the next began, and she was no longer sure.

    A Conversation about Rain

    "Will it rain today?"
    "It will rain or it will not rain."
    "That is not an answer."
    "It is a very good answer. It is always right."
    "I want to know whether I should take my coat."
    "Ah, that is another question. How wet would you be without it?"
    "Very wet."
    "And how heavy is it?"
    "Not very heavy."
    "Then take it. You see, you did not need to know whether it will rain. You needed to know how much it matters."
    "But how likely is it?"
    "Three days in ten, when the clouds come from the west like this. I have counted."
    "You might have said so at once."
    "If I had said so at once, you would have asked me whether this is one of the three."
    "And is it?"
    "Take your coat," said the old man.

    The Snow That Came Too Early

    In September, when the apples were still on the trees, a little snow came to the village. It was not much, enough \
    to cover a roof and a half. The people looked out of their windows, and they were not pleased.
    "You are too early," said the mayor. "Come back in December."
    "I have come a long way," said the snow. "May I not stay? I shall lie very quietly."
    The mayor asked the farmers, and the farmers said no, because of the apples. He asked the teacher, and the teacher \
    said no, because of the children, who would want to have a holiday. He asked the doctor, and the doctor said no, \
    because of the coughs. But the woman who kept the ice house said: "It can stay with me."
    So the snow was carried to the ice house in eleven buckets, and it lay there in the dark between the straw and the \
    butter. From time to time the woman came with a lantern and told it what was going on. "The apples are in," she \
    said. "The swallows have gone. The first fire was lit today."
    When December came it did not snow. It rained, and the streets were brown, and the children stood at the windows. \
    On the last evening of the year the mayor himself came to the ice house with his hat in his hand.
    "Is it still there?" he asked.
    "It is still there," said the woman, "but it has been lying quietly for so long that I do not know whether it \
    remembers how to fall."
    They carried the eleven buckets up the church tower, and emptied them one after the other. And the snow \
    remembered. It fell on the square, and on the hats of the people, and on the roof and a half, and it was enough.
    """
}
