extension Stories {
  static let machines = """
    The Clock That Was Always Right

    In the workshop of the clock maker there hung a clock that had stopped. Its hands stood at ten past four. "Twice a \
    day I am right," it said to the others, "and to the second. Which of you can say that?"
    The others were ashamed, for each of them was a little fast or a little slow, and none of them was ever quite \
    right, except in passing.
    "What does it feel like?" they asked. "When you are right?"
    "I do not notice it," said the stopped clock. "I only know that it must be so."
    Under the table there stood a small kitchen clock which lost a minute every hour. "I am wrong all day long," said \
    the kitchen clock. "But I am wrong by so little, and always in the same way, that the cook knows what to make of \
    it. She looks at me, and adds a bit, and the bread is good."
    "Wrong is wrong," said the stopped clock.
    Just then the clock maker came in. She looked at the stopped clock on the wall and then at her watch, and it was \
    ten past four. "Well," she said, "this one is going again." And she sold it that same afternoon to a man who was \
    in a hurry.
    At a quarter past four he brought it back.

    The Machine That Wrote Letters

    A clever man built a machine that could write letters. It had read a great many of them, all the letters in the \
    post office of a large town, and it had found out which word most often follows which. You told it how to begin, \
    and it went on.
    The first person who came to try it was a boy who wanted to write to his aunt. "Dear aunt," he began, and the \
    machine went on: "Dear aunt, thank you for the warm socks. I am well. The weather here is fine."
    "That is what I always write," said the boy.
    "Of course," said the clever man. "It is what everybody writes. That is how it knows."
    The second was a merchant, and for him it wrote: "Dear sir, your letter of the third has come. The goods will be \
    sent at once."
    The third was a girl called Lise, who had a friend beyond the sea. She thought for a while, and then she began: \
    "Dear Jon, last night I dreamed". The machine stood still. Its wheels turned a little to the left and a little to \
    the right. Then it went on: "Dear Jon, last night I dreamed that the goods were well, and the aunt was sent at \
    once, and the weather had come beyond the third sea in warm socks."
    The clever man was ashamed. "It has not read enough letters of that kind," he said. "It does not know what people \
    dream."
    But Lise laughed until she had to sit down. She put the letter in an envelope, as it was, and sent it over the \
    sea. After a month there came an answer, and it said: "Dear Lise, I have never had a better letter. Who is the \
    aunt? Tell me all about her."

    The Loom and the Needle

    The great loom in the mill could weave a hundred yards of cloth in a day. It was as large as a barn, and it was \
    driven by the river. On the window sill beside it there lay a needle, which could sew one seam at a time, if \
    somebody held it.
    "I made the cloth for the sails of nine ships this week," said the loom. "What did you do?"
    "I sewed on a button," said the needle.
    "One button!"
    "It was the button of the man who opens the gate of the river," said the needle. "His coat was open, and he was \
    cold, and he did not want to go out to the gate. Now his coat is closed."
    The loom was about to answer, but it felt the water come, and it had to begin.

    Three Robots and a Door

    Three robots stood in front of a door. The first had been built to open doors. The second had been built to close \
    them. The third had been built to count how often a door is opened and closed.
    In the morning the first robot opened the door. "One," said the third.
    The second robot closed it. "Two," said the third.
    The first robot opened it again, for a closed door was the very thing that it had been built to open, and the \
    second closed it again. So it went on until the evening, and the third robot had counted to eleven thousand four \
    hundred and six.
    Then a cat came and lay down on the threshold. The first robot had opened the door, and it was open. The second \
    robot wished to close it, and could not, because of the cat. It waited. The first robot had nothing to do, because \
    the door was open, so it waited too. The third robot had nothing to count.
    It was very quiet. For the first time they heard that there was a garden on the other side. There was a bird in \
    it, and some water that ran over stones.
    "What is that?" asked the first robot.
    "I do not know," said the second. "I never heard it. I was always about to close the door."
    "I could count the notes of the bird," said the third robot. "But I think that for once I shall not."
    The cat slept until the morning. Nobody has ever found out whom the cat had been built for.

    The Well-Behaved Engine

    There was an engine on the railway that had never once been late. It left at seven and it came at nine. It did not \
    like hills, but it climbed them, and it did not like the long tunnel, but it went through it with its eyes closed.
    One day a child asked the driver: "Does it know where it is going?"
    "It goes where the rails go," said the driver.
    "But does it know?"
    The driver scratched his head. He had driven the engine for twenty years, and the question had never come up. That \
    evening, when the others had gone home, he leaned against the warm side of the engine and asked: "Do you know \
    where you are going?"
    The engine let out a little steam. "I know that there is a bend after the bridge," it said, "and that I must be \
    slow there. I know that there is a long hill after the mill, and that I must begin to pull before I see it. I know \
    where the rails are wet in the autumn, because of the leaves. I know that people stand at the end, and that some \
    of them run. Is that what you mean?"
    "I do not know what I mean," said the driver. "What is the name of the town?"
    "Has it a name?" said the engine.

    Instructions for the Night Watchman

    First, light the lantern. Second, look at the clock and write down the hour. Third, go once around the mill, from \
    the gate to the river, from the river to the chimney, and from the chimney to the gate. If all is quiet, write \
    down: all is quiet. If all is not quiet, write down what it is.
    Do not run. If you run you will hear only yourself.
    If the river is above the second mark, ring the small bell. If it is above the third mark, ring the large bell. If \
    it is above the fourth mark you need not ring a bell, since everybody will know.
    If a machine is warm, put your hand on it. If it is so warm that you can't keep your hand on it, wake the \
    engineer. He will be angry. Wake him all the same.
    If a child has been left behind, give it the blanket from the chest and the bread from the shelf, and do not ask \
    too much.
    Between two and three the night is longest. Then count the windows. There are sixty-four. If there are \
    sixty-three, count again; if there are sixty-five, sit down for a while and look at your hands.
    When the sky is gray, put out the lantern. Write down: all was quiet. Then go home, and do not tell anyone how \
    beautiful it was, or they will all want to do it.
    """
}
