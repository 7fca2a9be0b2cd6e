/// What generated documents are about: words, the most typical first.
struct Theme {
  let name: String
  let words: [String]

  private init(_ name: String, _ words: String) {
    self.name = name
    self.words = words.split(separator: " ").map(String.init)
  }

  static let all = [
    Theme(
      "cooking",
      """
      oven salt butter onion flour pepper sauce garlic recipe dough sugar pan bake boil cream soup egg bread oil spoon \
      knife stir taste dish cheese tomato herb spice vinegar roast simmer kitchen chop lemon broth basil rice pastry \
      yeast slice fry mushroom carrot plate whisk honey parsley crust
      """),
    Theme(
      "sea",
      """
      ship wave harbour sail tide anchor captain sailor wind storm deck mast island gull reef lighthouse coast \
      fisherman net boat current rope crew pier voyage compass keel dock whale shore salt fog oar rudder cargo horizon \
      buoy shell crab seaweed lagoon hull knot drift beacon squall ferry
      """),
    Theme(
      "football",
      """
      goal match ball team player referee penalty coach striker defender pass kick league stadium keeper corner \
      midfield score header tackle fan whistle offside season cup pitch derby winger half draw training transfer \
      substitute captain crossbar dribble foul bench victory defeat fixture tournament rebound supporter jersey squad \
      net counterattack
      """),
    Theme(
      "astronomy",
      """
      star planet telescope galaxy orbit moon light sun comet gravity spectrum nebula dust asteroid mass observatory \
      eclipse distance supernova crater radiation hydrogen helium dwarf giant cluster constellation mirror lens \
      horizon meteor satellite ring cosmos brightness redshift rotation axis parallax void probe shadow magnitude \
      collapse binary dawn horizon night
      """),
    Theme(
      "medicine",
      """
      patient doctor disease treatment blood nurse hospital fever symptom vaccine dose heart infection surgery pain \
      drug lung diagnosis therapy virus cell wound pulse clinic tissue artery muscle bone immune bacteria prescription \
      allergy fracture liver kidney nerve recovery trial injection tablet cough breath inflammation scan bandage \
      antibody stethoscope pressure
      """),
    Theme(
      "music",
      """
      melody song violin rhythm chord piano orchestra concert note guitar choir harmony drum singer tempo composer \
      scale sonata key tune audience cello flute conductor opera verse string bass octave rehearsal album symphony \
      trumpet bow beat chorus pitch lyric stage quartet pedal score organ clarinet ballad encore applause refrain
      """),
    Theme(
      "garden",
      """
      seed soil flower root leaf water plant rose tree bloom compost weed spade pot bee branch petal shade hedge rain \
      prune stem bulb harvest lawn worm moss ivy tulip greenhouse rake fern apple cherry blossom thorn trellis mulch \
      gardener frost bark shrub pond butterfly nettle lavender fence sprout
      """),
    Theme(
      "computers",
      """
      program code memory network data file server bug screen keyboard loop function compiler processor variable disk \
      cache user algorithm software error thread packet query kernel binary byte driver password backup test stack \
      queue pointer router browser terminal patch index signal script array buffer interface update hash parser \
      debugger
      """),
  ]

  /// Words of documents about anything.
  static let common =
    """
    day time people year morning night hand work place world story friend house hour small great long quiet early late \
    slow quick bright dark warm cold young strong careful simple whole begin wait watch carry learn show ask answer \
    remember find change leave turn
    """.split(separator: " ").map(String.init)
}
