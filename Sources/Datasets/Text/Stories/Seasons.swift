extension Stories {
  static let seasons = """
    A Year in the Harbour

    January. The boats lie upside down on the beach, and the paint comes off them in long blue strips. In the morning \
    there is ice in the buckets. The men sit in the shed and mend the nets, and they tell one another what the sea was \
    like when they were young. It was higher, they say, and there was more in it.
    February. The ice goes out of the bay in one night. It makes a noise like furniture. The children have a holiday, \
    although nobody has given them one, and they stand on the wall and count the pieces. A seal comes by on one of \
    them, like a lady in a carriage.
    March. The wind turns to the west, and everything that was dry gets wet. The widow Harm paints her door green, as \
    she does every year, and every year it is another green. The first boat goes out and comes back again with \
    nothing, but it has been out.
    April. Now there are herring. They come up out of the deep water in such numbers that the sea looks gray, and the \
    gulls scream the whole day. In the evening nobody has time to eat, and everyone smells of fish, so that in the end \
    nobody smells it.
    May. The teacher takes the children to the cliff to look at the puffins. "Each of them has only one egg," says the \
    teacher, "so it has to be careful." The smallest child asks what happens if it is not careful. "Then it is sad," \
    says the teacher, "and next year it tries again."
    June. It does not get dark. The lamp on the wall is lit all the same, because it is written in the rules, and at \
    midnight you can see the flame and the sun at the same time. People sit on the steps in front of their houses and \
    can't go to bed. Old quarrels are settled, and some new ones begin.
    July. The summer guests come with white shoes. They ask what the name of the island is over there, and they are \
    told that it is a cloud. They buy baskets. One of them falls into the harbour, and is pulled out, and says that it \
    was delightful.
    August. The hay is brought in, what there is of it. There is thunder over the hills, but it does not come down to \
    the sea. The boys dive for the anchor that a ship lost in the time of their grandfathers. Each year somebody \
    touches it, and nobody brings it up.
    September. The swallows sit on the wire like notes. The widow Harm says that they spell a song, and that it is \
    always the same one, but she will not sing it. The guests have gone, and their white shoes with them. The water is \
    warmer now than it was in June.
    October. The first storm comes in the second week. It takes the bench in front of the inn and carries it around \
    the point, and a week later the people of the next village bring it back. They have mended one of the legs.
    November. Fog. One hears the boats before one sees them, and one hears the men before one hears the boats, because \
    they sing to let the others know where they are. On the wall the bell is rung, ten strokes and a pause. Who can't \
    sleep counts the strokes, and who counts them sleeps.
    December. The boats are pulled up on the beach and turned over. In each of the windows there is a light. In the \
    shed a net hangs from one wall to the other, whole again, and when someone opens the door it moves a little, as if \
    there were something in it.

    The Gardener and the Frost

    The gardener had covered the roses with straw and the fig tree with sacks. She had carried the lemon trees into \
    the house, and the pots of herbs into the cellar. Then she sat down on the wall and waited for the frost.
    It came at about four in the morning, over the hill, on its toes. "Good morning," said the gardener.
    The frost was startled. "You are not usually here," it said.
    "I wanted to see you," said the gardener. "For thirty years I have seen what you do, and never you. What have you \
    against the dahlias?"
    "Against the dahlias?" said the frost. "I love them. All the year I hear about the colours that there are in your \
    garden. But wherever I come, everything is covered with straw and sacks. Only the dahlias are always there. I \
    touch them, very lightly, and at once they are black. I have never understood it."
    The gardener was silent. She looked at the frost, and it was quite young, and there was something like a bow in \
    its hair.
    "Wait here," she said. She went into the cellar and came back with a basket, and in the basket there were brown \
    roots with earth on them. "These are the dahlias. They are asleep. You may look at them, but you must not touch \
    them. In the summer they are red and yellow, and one of them is nearly white."
    The frost bent down over the basket with its hands on its back. "Which of them is the white one?" it asked softly.
    "That one," said the gardener.
    They sat on the wall until it grew light, with the basket between them. Then the frost had to go. Where it had \
    sat, there was the shape of a flower on the stone, with all its petals, drawn in white, as fine as with a needle.

    The Baker's Calendar

    The baker did not need a calendar, since he knew the time of the year from the bread. In the spring the dough was \
    restless, and rose before he had turned his back on it. In the summer it was lazy, and lay in the bowl like a cat. \
    In the autumn it smelled of apples, even if there was none in it. And in the winter it had to be talked to.
    "What do you say to it?" asked the apprentice.
    "I tell it that there are people outside who are cold," said the baker. "I tell it their names. The postman, I \
    say, has to go as far as the farm today. The children of the smith have no gloves. Then it begins to rise."
    The apprentice did not believe a word. But in the next winter, when the baker was ill and he stood by himself in \
    the dark in front of the bowl, and the dough did not move, he looked around him, and bent down, and said in a low \
    voice: "The postman has to go as far as the farm."
    Nothing happened. He thought about it.
    "And I," he said, "was afraid to walk here this morning, because there were no lamps."
    The dough sighed a little, and there was a bubble on one side of it, and then another.
    """
}
