extension Stories {
  static let journeys = """
    The Ferryman's Daughter

    Where the river is widest there is a ferry, and it belongs to a man called Brand. He has a rope from one bank to \
    the other, and a flat boat, and a bell on each side. Who wants to cross rings the bell. Brand had a daughter whose \
    name was Una, and when she was nine years old she could pull the boat across by herself, if there were no horses \
    on it.
    "Whom do you like best?" her father asked her. "Those who go over, or those who come back?"
    "Those who come back," said Una, "because they tell me what it was like."
    One evening in October the bell rang on the other side. It was so foggy that nothing could be seen. Brand was ill, \
    and lay in bed, so Una took the boat and pulled. In the middle of the river the bell rang again, but now it was \
    behind her, on her own side. She stopped. The rope was wet in her hands. Then the bell rang in front of her once \
    more.
    "There are two of you!" she called. "Which of you was first?"
    Nobody answered. Una did not know whether to go on or to go back. She thought about it, and then she did what her \
    father had taught her: when you do not know where to go, hold the rope, and be still, and listen to the water. If \
    it is louder on the left, the boat is pointing up the river. If it is louder on the right, she is pointing down. \
    If it is the same on both sides, all is well.
    It was the same on both sides. So she went on, and on the other side there stood a woman with a basket, who had \
    rung twice. And when they came back together there stood on the near side the woman's brother, who had come to \
    meet her and had rung because he was afraid.
    "Why did you not answer?" asked Una.
    "We both answered," said the woman, "but we both did it at once, and so you must have taken it for one voice, or \
    for none."

    From the Diary of a Surveyor

    Monday. We left the town at six. The road is good as far as the bridge. I have measured it: four thousand two \
    hundred and ten paces. My helper, whose name is Bo, says four thousand two hundred and six, but his legs are \
    longer.
    Tuesday. Rain. We measured the inn. It is twelve paces long and nine paces wide, and the soup is thin.
    Wednesday. We came to the hill which on the old map is called Great Hill, and climbed it. It is not great. From \
    the top one sees another hill, which is much greater and has no name. Bo asked whether we should exchange them. I \
    said that one can't simply exchange hills.
    Thursday. A farmer showed us a stone that he says is the middle of the country. I asked him how he knew. He said \
    that his father had told him. We measured to the west, and it is eleven days to the border. We shall have to \
    measure to the east as well.
    Friday. My shoes are broken. Bo has mended them with a piece of the tent. He asked me tonight what the map is for. \
    I said: so that people know where they are. He said: but they know where they are, they are here. I could not \
    sleep for a long time.
    Saturday. The great hill without a name is hard to climb. At noon we lost the path and at two we found it again. \
    At the top there is a heap of stones, so somebody has been here before us. We each added a stone. I have written \
    down its height, and then, where the name should be, I have written: Bo.
    Sunday. We rested. A child came up from the valley and asked us what we were looking for. Bo said: everything, but \
    only its length.

    The Island of Yesterday

    The captain of the little steamer said that there was an island, a day to the west, where it was always yesterday. \
    None of the passengers believed him, but they had paid for a week, and so they let him steer toward it.
    They came to it on a Thursday. There was a wooden pier, and a man in a blue coat who caught the rope. "Welcome," \
    he said. "You will be here tomorrow."
    "We are here now," said one of the passengers, who was a lawyer.
    "Not yet," said the man kindly. "Here it is Wednesday."
    They went ashore. In the square there was a market, and they bought some of the bread, and it was a day old. They \
    read the newspaper, and it told them what they had read on the day before. In the church a wedding was going on, \
    and when the bride came out she said to the groom: "How happy we were!"
    The lawyer shook his head over it. But there was an old woman among the passengers, who had said very little on \
    the whole voyage. She went up to the man in the blue coat. "If I came here with a faster ship," she asked, "could \
    I come to last week?"
    "There is an island further to the west," said the man. "They say that it is last year there. And beyond that one \
    there is another. I have never been so far, because I should miss my supper."
    The old woman looked out to the west for a long time, with her hand over her eyes.
    "No," she said in the end. "They would not know me yet." And she bought a second loaf of the bread, because after \
    all it was quite good.

    The Bridge with a Toll

    At the bridge over the gorge there sat a giant, and everyone who wished to cross had to tell him something that he \
    did not know.
    A merchant came and told him the price of silk. "I did not know that," said the giant, "and I shall forget it \
    again," and he let him go over.
    A scholar came and told him the distance to the sun. "That is far," said the giant, and let her go over.
    A boy came with a goat. "I do not know anything," said the boy. "I have only been to school for one winter, and \
    there I sat at the back."
    "Think," said the giant.
    The boy thought. "My goat is called Pim," he said. "She is afraid of white stones, but not of gray ones. When she \
    is pleased she sneezes. If you scratch her here, behind the left horn, she will close her eyes."
    The giant bent down, and with one finger, very carefully, he scratched the goat behind the left horn. She closed \
    her eyes. Then she sneezed.
    "I did not know that," said the giant. "I have sat here for three hundred years, and I have been told the height \
    of all the mountains and the names of all the kings. But I did not know that." He picked up a white stone which \
    lay on the bridge, and threw it into the gorge. "Go over, both of you. And if you come back, come back this way."

    The Last Train to Marrow

    "Does this train go to Marrow?" asked the woman with the green hat.
    "It goes toward Marrow," said the guard.
    "Does it arrive there?"
    "That depends on the cows," said the guard. "There is a farmer at Low Cross whose cows lie down upon the line, \
    because it is warm. When they get up, we go on."
    "And when do they get up?"
    "When they are no longer tired, madam."
    The woman with the green hat sat down. She took a book from her bag, and a pair of spectacles, and then she took \
    off her shoes. At Low Cross the train stopped, and it was so quiet that one could hear the cows breathe. A man \
    came through the carriage with tea. Somebody began to sing, and somebody else knew the second part.
    After two hours the guard came by. "I am sorry, madam," he said. "We can go on now. They have got up."
    "Already?" said the woman with the green hat, and turned down the corner of the page.
    """
}
