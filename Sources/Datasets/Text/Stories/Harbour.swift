extension Stories {
  static let harbour = """
    The Lamp at the End of the Wall

    At the end of the long sea wall stood a lamp, and in the house below the lamp lived a man called Osk. Every \
    evening he climbed ninety steps, lit the flame, and wound the clock that turned the glass. Every morning he \
    climbed the same ninety steps, put the flame out, and wiped the salt from the windows. He had done this for thirty \
    years, and he did not think that he would ever do anything else.
    One winter the wind came from the north for nine days. On the first day it took the flags. On the second day it \
    took the tiles from the roofs. On the third day the fishermen pulled their boats up to the church, and on the \
    fourth day nobody went out at all, except Osk, who climbed his ninety steps.
    On the ninth night the clock stopped. Osk opened it and saw that a small wheel was broken. He had no other wheel, \
    and the shop that sold wheels was three days away, beyond the hills and the snow. So he sat down beside the glass \
    and turned it with his hand. He counted slowly, one, two, three, four, and at every four the light went once \
    around.
    "If I count too fast," he said to the cat, "they will think it is another lamp. If I count too slowly, they will \
    think it is another sea."
    The cat said nothing, because she was asleep.
    All that night he counted. His arm grew tired, and he changed it for the other arm. He thought of bread, and of \
    summer, and of his sister who lived in a town where there was no water. Toward morning he saw a small green light \
    far out, and it rose and fell, and it came nearer. When the sky was gray a ship lay in the harbour with ice on all \
    her ropes, and forty people stood on her deck.
    The captain climbed the ninety steps to thank him. "We counted with you," said the captain. "One, two, three, \
    four. When the light was late we were afraid, and when it came we were glad. Some of us fell asleep and counted in \
    our sleep."
    "It was late twice," said Osk. "Once I drank some water, and once I thought of my sister."
    "Then give her our regards," said the captain.
    The wheel came in the spring, in a box with straw. Osk put it into the clock, and the clock turned the glass as \
    before. But it is said that on winter nights he still sat beside it, and counted, so that the lamp would not be \
    alone.

    The Boat That Wanted to Be a House

    There was once a boat that was tired of the water. "All day I am wet," she said. "All night I am pulled to the \
    left and to the right. A house stands still and is dry. I should like to be a house."
    The gull heard this and told the carpenter, and the carpenter, who was a kind man and had nothing to do that week, \
    pulled the boat up the beach, turned her over, cut a door in her side, and put a chimney on her back.
    "Now you are a house," said the carpenter.
    At first the boat was happy. She was dry, and she stood still. A family moved in, and they hung their coats on her \
    ribs. In the evening the fire was lit, and the smoke went straight up, and she thought that there could be nothing \
    better in the world.
    But in the autumn the rain fell on her back, and it ran down on both sides, and the sound of it was the sound of \
    the sea. At night the wind came over the dunes and pushed at her, and she could not lean with it, as she had done \
    before, because a house does not lean.
    "What is the matter?" asked the gull. "You are dry, and you stand still."
    "I am dry," said the boat. "But nothing comes toward me any more. On the water there was always something that \
    came toward me."
    The gull thought about this, for she was an honest bird, and then she told the smallest child of the family. The \
    child told nobody. But every evening after that the child sat at the door in the side of the boat, and looked out, \
    and said what was there.
    "A ship with red sails is coming," said the child. "A whale is coming. Now an island is coming, and there are \
    trees on it, and somebody is waving."
    And the boat, who knew very well that she was a house, leaned a little, so little that no cup fell from the shelf.

    What the Tide Said

    Every day the tide came up the beach, and every day it went away again. The stones, who never went anywhere, did \
    not understand this.
    "If you like it here, why do you go?" they asked. "And if you do not like it here, why do you come?"
    "I do not come and I do not go," said the tide. "It is the moon who pulls me."
    "Then why does the moon not make up her mind?" said the stones.
    So the tide asked the moon. It took a long time, because the moon is far away and the tide can only speak to her \
    at night.
    "I do not pull you to and fro," said the moon. "I go around the world, as I must, and you follow me. It is the \
    beach that comes to you and leaves you again."
    The tide went back and told the stones. "It is you who come and go," said the tide. "The moon has seen it."
    The stones talked about this for a hundred years. In the end they agreed that it was a strange thing to say, but \
    that it was pleasant to be told, for once, that one had travelled.

    The Price of Salt

    In a village on the coast there lived two neighbours, Mara and Tull. Mara boiled sea water in a wide pan until \
    there was salt in it, and Tull caught fish. When Tull had a good day he gave Mara two fish, and Mara gave him a \
    bag of salt, and neither of them ever wrote anything down.
    Then a trader came with a small black book. "How do you know who owes what to whom?" asked the trader. "Suppose \
    that the fish are small. Suppose that the salt is wet. You should write it down."
    He sold them each a book. From that day Tull wrote down each fish, how long it was and how heavy, and Mara wrote \
    down each bag of salt, how white it was and how dry. In the first week Tull found that he had given too much. In \
    the second week Mara found that she had given too much. In the third week they did not speak to each other.
    In the fourth week there was a storm, and the rain came through both roofs, and the ink ran out of both books, so \
    that every page was blue and nothing could be read.
    Tull stood at the fence with his blue book, and Mara stood on the other side of it with hers.
    "Mine says nothing," said Tull.
    "Neither does mine," said Mara.
    "Then we are even," said Tull.
    They laughed, and he gave her two fish, and she gave him a bag of salt. When the trader came again in the summer \
    and asked about the books, they showed him the pages. "This is the sea," said Mara, "and that is the sky. We think \
    that it is a very good book."

    The Map Maker's Apprentice

    The map maker had an apprentice called Ines, who was careful with the pen and careless with the truth. Where the \
    map maker had left a white place, she drew an island. "It looks better," she said.
    "It looks better," said the map maker, "but a white place says: here I do not know. That is the most important \
    thing that a map can say. Take the island away."
    Ines took most of the islands away. But one of them, a small one, was so pretty that she could not do it, and she \
    made it only a little smaller, and wrote a name beside it: Saint Nobody.
    Years passed. The map maker died, and Ines became the map maker, and she was careful with the pen and careful with \
    the truth. She had forgotten the island. One day a sailor came into her shop, brown and thin, and bought a chart.
    "Your old maps saved my life," he said. "We were lost, and we had no water left. On the map there was an island, \
    Saint Nobody. So we turned toward it, although the wind was against us."
    Ines grew pale. "There is no such island," she said. "I drew it when I was fourteen."
    "I know," said the sailor. "We sailed right over it. But a day behind it there was a ship, and she gave us water. \
    If we had gone with the wind we should never have met her."
    Ines sat for a long time in front of the old map. Then she took her pen. She did not take the island away, and she \
    did not leave it as it was. She drew a thin line around it, and wrote in small letters: here I did not know.
    """
}
