import NotebookDisplay
import Tensors

/// A text to learn from, and where it is from.
public struct TextCorpus: Hashable, Sendable {
  public let text: String
  /// Where the text is from, in words.
  public let source: String

  public init(_ text: String, source: String? = nil) {
    self.text = text
    self.source = source ?? "a text"
  }

  /// The text of a file in UTF-8, with or without a byte-order mark.
  ///
  /// Throws a ``DataFileError`` where it can't be read, is not UTF-8 (with the place), is empty, or has more than a
  /// gigabyte.
  public init(contentsOf path: String) throws {
    let text = try TextFile.text(path)
    if text.isEmpty { throw DataFileError(path, "is empty: there is no text in it") }
    self.init(text, source: path)
  }

  /// The number of characters (Unicode scalars).
  public var count: Int { text.unicodeScalars.count }

  /// The text's beginning and its end: `let (train, test) = text.split(test: 0.1)`. Traps unless the share is in (0, 1)
  /// and both parts have a character.
  public func split(
    test share: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> (train: TextCorpus, test: TextCorpus) {
    let cut = count.cut(test: share, "characters", file, line)
    let place = text.unicodeScalars.index(text.startIndex, offsetBy: cut)
    return (TextCorpus(String(text[..<place]), source: source), TextCorpus(String(text[place...]), source: source))
  }
}

extension TextCorpus: Displayable, CustomStringConvertible {
  /// The source and the first lines.
  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: "\(description)\n\n\(excerpt)") }

  public var description: String { "\(source): \(count.inGroups) characters" }

  private var excerpt: String {
    let scalars = text.unicodeScalars
    return String(scalars.prefix(400)) + (scalars.count > 400 ? " …" : "")
  }
}
