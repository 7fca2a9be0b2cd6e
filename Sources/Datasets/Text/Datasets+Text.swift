extension Datasets {
  /// A text of the library's own to learn a language model from: stories of the sea, the weather and machines in plain
  /// English, of some 50,000 characters, of which there are about 60 different ones.
  public static func text() -> TextCorpus {
    TextCorpus(Stories.all.joined(separator: "\n\n") + "\n", source: "stories of the library's own")
  }
}
