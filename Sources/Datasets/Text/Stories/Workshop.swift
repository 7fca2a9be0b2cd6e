extension Stories {
  static let workshop = """
    The Bell Founder

    The bell founder of the old town had made a hundred bells, and each of them had its own voice. When she was old \
    she wished to make one more, the largest of them all. For three years she collected copper and tin. People brought \
    her what they had: a kettle, a door handle, a trumpet with a dent in it, the buckle of a belt.
    "What shall it sound like?" asked her apprentice.
    "I do not know," said the bell founder. "A bell has in it everything that has been put into it. We shall hear."
    The metal was melted, and it ran into the mould like a red river, and for nine days it cooled. On the tenth they \
    broke the mould, and polished the bell, and hung it in the tower. The whole town came. The bell founder took the \
    rope and pulled it, once.
    There was a sound, but it was so low that nobody heard it. They only felt it, in their feet and in their teeth. \
    The mayor looked at the bell founder, and the bell founder looked at the ground.
    "It is too large," she said.
    The people went home, and they were kind, and said that it was a beautiful bell to look at. But that night the \
    dogs in a village on the other side of the mountains lifted their heads, all at once. Far out at sea, a whale that \
    was swimming to the north turned around. And in the morning, when the baker opened his shop, all of his loaves had \
    risen to twice their size.
    Since then the bell has been rung once a year. Nobody hears it. But everybody says, on that day, that they have \
    slept well.

    The Glass Blower's Mistake

    A glass blower made bottles for the chemist, all of one size, for each had to hold the same. He made two hundred \
    of them in a day. One evening he sneezed as he was blowing, and there came out of it something with three bellies \
    and a long thin neck that was bent like a question.
    He put it on the window sill and forgot it. In the night it rained through the roof, one drop after another, and \
    the drops fell into the neck of the bottle. First they filled the lowest belly, and that gave a tone. Then they \
    filled the second one, and the tone was higher. When the third was full, the water ran out over the rim and down \
    the wall, and it was quiet.
    In the morning the chemist came for his bottles. "What is that?" he asked.
    "A mistake," said the glass blower.
    "How much does it hold?"
    "About as much as a night," said the glass blower. He had been awake, and had listened.
    The chemist took out his purse. "Can you make me another one?" he asked. "I have patients who need just that."
    But although the glass blower sneezed on purpose, and stood in the draught, and smelled at the pepper, he never \
    again made one that was like it.

    How the Carpenter Counted

    The carpenter had never learned to count further than ten. If he had to cut twelve boards he cut ten, and then he \
    cut two. If he had to cut thirty he cut ten, made a mark on the wall, cut ten, made a mark, cut ten, and made a \
    mark.
    "How many boards have you cut in your life?" a visitor asked him.
    The carpenter looked at the walls of his shop. They were black with marks, from the floor up to the ceiling. "One \
    shop full," he said.
    "That is not a number," said the visitor.
    "No," said the carpenter, "but you could sit down in it."

    The Weaver and the Wrong Thread

    In the middle of a gray cloth, when she had already woven forty yards, the weaver found a red thread. It had come \
    in by itself, she did not know how. It went straight across, from one edge to the other.
    She could have taken it out, but then she would have had to undo nine yards. So she left it. At the next market a \
    woman came who wanted to buy cloth for a coat. "There is a mistake in it," said the weaver, for she was honest. \
    She unrolled the bale and showed her the red line.
    "Where would that be, in the coat?" asked the woman.
    The weaver held the cloth against her and measured. "Inside," she said. "On the left. Nobody would see it."
    "I would know that it was there," said the woman.
    "That is so," said the weaver, and wanted to roll up the cloth again.
    "You do not understand me," said the woman. "How much more does it cost?"

    Rules of the Repair Shop

    We mend what is broken. We do not mend what is only old.
    If we do not know what it is, we ask you. If you do not know either, we keep it on the shelf, and look at it every \
    day, until one of us has an idea.
    We can't make it as it was before. We can make it so that it works again.
    If we find something inside that does not belong there, such as a coin, a letter or a spider, we give it back to \
    you with the rest.
    Clocks take a week. Pumps take two. Music boxes take as long as they take.
    You need not tell us how it broke. But if you would like to tell us, there is a chair.
    """
}
