extension Stories {
  static let conversations = """
    The Kettle and the Thermometer

    "I am about to boil," said the kettle.
    "You are at eighty-one degrees," said the thermometer.
    "I can feel it. It is in my spout already."
    "Eighty-four."
    "You are very cold," said the kettle.
    "I am eighty-four as well," said the thermometer. "It is my whole art, to be as warm as the one with whom I am \
    talking."
    "Then do you not feel that something great is going to happen?"
    "I feel eighty-nine," said the thermometer. "But I must admit that it is rising."

    Question and Answer

    "Grandmother, why is the sea salt?"
    "Because the rivers bring a little salt into it every day, and the sun takes away the water, but leaves the salt \
    behind."
    "Then why are the rivers not salt?"
    "They are, but so little that you don't taste it."
    "And why does the sun not take the salt?"
    "It is too heavy for the sun."
    "Then the sea will be more and more salt, until it is all salt and no water, and one will be able to walk on it."
    "Not quite so soon. Some of the salt goes to the bottom again, and becomes stone, and the stone becomes land."
    "And the rivers wash it out of the land."
    "Yes."
    "So it is always the same salt?"
    "It is always the same salt."
    "Then it must be very old. Have I eaten any of it?"
    "This morning, on your egg."
    The child was silent for a while. "Somebody should have told me," it said. "I would have eaten it more slowly."

    In the Repair Shop

    "What is wrong with it?" asked the woman behind the counter.
    "It hums," said the customer. "When I switch it on it hums, and when I switch it off it goes on humming."
    "How long does it go on?"
    "I do not know. I have always fallen asleep first."
    The woman turned the little machine over. It was a box of dark wood with a dial on the front, and it had neither a \
    maker's name nor a number. "What does it do, apart from that?"
    "Nothing that I know of. I inherited it from my uncle. The dial goes from one to nine. At one it hums low, and at \
    nine it hums high. My uncle always kept it at four."
    "Then why do you bring it to me?"
    "Because I thought that it must be for something," said the customer. "A thing that only hums can't be all right."
    The woman switched it on and turned the dial to four. It was a warm sound, like a bee in a foxglove. They listened \
    to it. Outside a tram went by, and the windows shook, and then they could hear the humming again.
    "I could open it," said the woman after some time. "But if I do I shall find a coil, and a spring, and a piece of \
    felt, and when I have put them together again it may not hum."
    "What would you do?" asked the customer.
    "I should keep it at four," said the woman.

    Two Pilots

    "Do you steer by the stars?"
    "When I can see them."
    "And when you can't?"
    "Then I steer by the compass."
    "And when the compass is broken?"
    "By the waves. They come from the southwest here, nine days out of ten."
    "And on the tenth day?"
    "By the birds. In the evening they fly toward the land."
    "And if there are no birds?"
    "Then I steer by what I did an hour ago. It can't all have been wrong."
    "And if you have just woken up, and do not know what you did an hour ago?"
    "Then I ask you," said the second pilot. "That is why there are two of us."

    The Argument of the Numbers

    The numbers were quarrelling about which of them was the most important.
    "I am the first," said One. "Without me none of you would have begun."
    "With me it gets interesting," said Two. "By yourself you can't even have a conversation."
    "A table with three legs never wobbles," said Three.
    "But nobody has a chair with three," said Four.
    "Look at your hand," said Five.
    So it went on. Seven said that it was lucky, and Nine said that it was three times Three, and Twelve said that one \
    could divide it in more ways than all of them together, and that the bakers knew this. Far away at the back the \
    very large numbers murmured, but nobody could understand them, because they took so long to say.
    Only Zero had said nothing. "And you?" asked One. "What are you good for?"
    "I keep the place," said Zero, "when one of you is not there."
    The numbers were silent. Each of them looked to the side, at the one that stood next to it, and some moved a \
    little closer.

    The Examination

    "What is a wave?" asked the examiner.
    "It is something that goes along, while the water stays where it is," said the student.
    "Good. And what is a rumour?"
    "It is something that goes along, while people stay where they are."
    "Very good. What is a habit?"
    The student thought about it. "It is something that stays where it is, while people go along," she said.
    The examiner wrote this down. He had asked the question for eleven years, and he had never before had to write \
    down the answer.

    Letters Between the Lighthouse and the Mill

    Dear Mill, the days are getting short here. I begin at five now, and I do not stop until eight. A ship went by on \
    Monday that had four masts. I hope that you have enough wind. Your Lighthouse.
    Dear Lighthouse, we have more wind than we need. The miller has taken in half of the sails, and still I shake. On \
    Wednesday I ground the wheat from the upper field, and it was a little damp. What does a ship do with four masts? \
    Your Mill.
    Dear Mill, it goes faster, or so the gulls say. I only see it come and go. Is it true that people stand inside \
    you? In me there is only one, and he is mostly asleep. Your Lighthouse.
    Dear Lighthouse, it is true. They stand and talk while I work, and they have flour in their eyebrows. I do not \
    mind. Sometimes a child puts a hand on my beam to feel me tremble. Does nobody put a hand on you? Your Mill.
    Dear Mill, I am too hot at the top and too cold at the bottom. But at night, when there is mist, my light lies on \
    it like a long arm, and then it goes around over the sea, and over the beach, and far away over the land. I think \
    that once, in October, it touched something that was turning. Was that you? Your Lighthouse.
    Dear Lighthouse, it was me. I waved, but you had already gone on. You came again after twelve seconds, and I waved \
    again. Your Mill.
    Dear Mill, I shall look more carefully. Your Lighthouse.
    """
}
