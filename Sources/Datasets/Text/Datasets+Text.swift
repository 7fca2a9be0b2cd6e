extension Datasets {
  /// A text of the library's own: stories of the sea, the weather and machines in plain English, to learn a language model from.
  public static func text() -> TextCorpus {
    let text = stories.joined(separator: "\n\n")
    return TextCorpus(text, source: "stories of a harbour")
  }

  static let stories: [String] = []
}
