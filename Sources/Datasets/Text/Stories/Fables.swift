extension Stories {
  static let fables = """
    The Crab and the Straight Line

    A young crab was told by her mother to walk in a straight line. "I do walk in a straight line," said the crab. "It \
    only goes to the side."
    "Other animals walk forward," said the mother.
    "Then other animals do not see where they have been," said the crab, "nor where they are going to be on the left."
    The mother wanted to show her how it is done. She looked straight ahead, lifted her claws, and walked, and she \
    came to the rock on her right hand side, where she had not wanted to go at all.
    "You see," said the young crab, "it was quite straight."

    The Heron Who Waited

    A heron stood in the shallow water on one leg and waited. A duck swam by. "What are you waiting for?" asked the \
    duck.
    "For a fish," said the heron.
    "I have seen three while you stood there," said the duck. "One swam right between your legs. That is to say, it \
    would have, if you had put down the other one."
    "Those were small fish," said the heron. "I am waiting for a large one."
    The duck ate some weed and came back. "Has it come?"
    "Not yet."
    In the afternoon the duck came back again. The heron stood where he had stood before. "Suppose that it does not \
    come," said the duck.
    "Then I shall have waited for it," said the heron. "You have eaten weed all day long. Nobody will ever be able to \
    say what you were waiting for."
    The duck thought that this was foolish. But from that day she sometimes stood still for a moment, in the middle of \
    the pond, and looked as though something large might come.

    The Mouse in the Piano

    A mouse lived in the piano of the music school. She knew every piece by heart, and she knew which strings moved \
    when the left hand played, and which when the right. At night, when the school was closed, she ran over the \
    strings, and it sounded like rain.
    The old teacher heard it once, when he had forgotten his umbrella. He sat down in the dark and listened. On the \
    next day he said to his pupils: "You all play the notes, but none of you plays what is between them. Last night I \
    heard somebody who played nothing else."
    "Who was it?" asked the pupils.
    "I believe that it was a very great master," said the teacher. "He was too shy to stay."
    From then on he left a piece of cheese on the lid of the piano, because he had heard that great masters are often \
    poor.

    The Fox and the Ice

    The fox came to the river in the winter, and it was frozen. He put one paw on the ice and listened. He could hear \
    the water under it, so he took his paw away. "Thin," he said.
    The next day he came again and put his paw on the ice and listened. He could hear the water, but it was far away. \
    "Better," he said, "but thin."
    On the third day he could hear nothing, and he went across. A hare, who had watched him from the bank, ran after \
    him as fast as she could. In the middle she stopped. "How did you know that it would hold?" she called.
    "I asked it three times," said the fox. "And how did you know?"
    "I watched you," said the hare.
    "But I am lighter than I look," said the fox, "and the sun is shining now."
    The hare looked down at the ice, and for the first time she heard the water.

    The Two Wells

    In the middle of a dry land there were two wells. The one was deep, and its water was cold and clear, but the rope \
    was so long that it took an hour to draw a bucket. The other was shallow, and its water was warm and tasted of \
    earth, but you could reach it with your hand.
    The people drank from the shallow well. "We shall go to the deep one on Sunday," they said, "when we have time." \
    On Sunday they were tired, and they slept.
    Then there came a summer in which no rain fell, and the shallow well was dry. Now they all ran to the deep well, \
    and pulled at the long rope, and each of them drank. "How good it is!" they said. "Why did we never come here?"
    In the autumn it rained, and there was water in the shallow well again, warm and brown. The people looked at it. \
    They looked at the long road to the other well.
    "On Sunday," they said.

    The Swallow and the Weathercock

    The swallow sat down beside the weathercock on the church. "You have a fine view," said the swallow. "Where have \
    you been?"
    "I have never been anywhere," said the weathercock. "But I know where everybody comes from. Today they all come \
    from the south."
    "I come from the south myself," said the swallow. "There is a river there as wide as a sea, and there are beasts \
    in it with mouths like trunks."
    "I know," said the weathercock.
    "How can you know, if you have never been there?"
    "I do not know about the river. I know that you come from the south, because you smell of dust and are out of \
    breath. Tomorrow you will want to go out over the fields, and I shall tell you not to, because the wind will turn \
    at noon, and there will be hail."
    "How can you tell?" asked the swallow.
    "My left side itches," said the weathercock.
    The swallow stayed under the roof that day, and at noon there was hail as large as cherries. In the evening she \
    flew up again. "You ought to see the world," she said. "You would understand it better than any of us."
    "I think," said the weathercock, and he turned a little, with a creak, "that I would only see the part that I was \
    in."

    The Donkey Who Carried the Books

    A donkey carried the books of a scholar from one town to another. There were forty of them, in two baskets. In the \
    evening the donkey said to the ox: "Today I carried all that is known about the stars on the left side, and all \
    that is known about the law on the right."
    "And which was heavier?" asked the ox.
    "The law," said the donkey, "until it rained. Then it was the same."

    The Spider's Bridge

    A spider wished to build a bridge from one side of the gate to the other. She let out a thread and waited for the \
    wind to carry it across. The wind carried it up. She let out another, and the wind carried it down. She let out a \
    third, and the wind carried it back to her, so that it stuck to her own feet.
    "You should wait for a better wind," said the snail, who sat on the post.
    "There is no better wind," said the spider. "There is only another thread."
    She let out a fourth, and a fifth, and a sixth. The snail had drawn in his horns and gone to sleep when the \
    nineteenth thread touched something on the other side and held. The spider pulled at it. She went out upon it, \
    slowly, and made it double, and then she made it strong.
    In the morning the whole gate was full of light. "That was quick," said the snail, when he woke up.
    """
}
