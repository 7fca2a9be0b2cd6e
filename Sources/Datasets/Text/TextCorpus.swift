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
    let text = try Self.read(path)
    if text.isEmpty { throw DataFileError(path, "is empty: there is no text in it") }
    self.init(text, source: path)
  }

  static func read(_ path: String) throws(DataFileError) -> String {
    let bytes = try readBytes(path)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let text = String(validating: bytes[start...], as: UTF8.self) { return text }
    let valid = bytes[start...].validUTF8Count
    let before = bytes[start..<(start + valid)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lastLine = before.suffix(from: before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex)
    throw DataFileError(
      path, at: .line(line, column: String(decoding: lastLine, as: UTF8.self).unicodeScalars.count + 1),
      "the byte \(bytes[start + valid]) is not UTF-8. Is the file in another encoding? Convert it: "
        + "iconv -f latin1 -t utf8 old.txt > new.txt")
  }

  static func readBytes(_ path: String) throws(DataFileError) -> [UInt8] {
    try DataFileError.reading { () throws(TensorFileError) in
      let file = try InputFile(path)
      if file.byteCount > 1 << 30 {
        throw TensorFileError(path, "has \(file.byteCount) bytes, and at most \(1 << 30) are read at once")
      }
      return try file.bytes(0..<file.byteCount)
    }
  }

  /// The number of characters (Unicode scalars).
  public var count: Int { text.unicodeScalars.count }

  /// The text's beginning and its end: `let (train, test) = text.split(test: 0.1)`. Traps unless the share is in (0, 1)
  /// and both parts have a character.
  public func split(
    test share: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> (train: TextCorpus, test: TextCorpus) {
    if !(share > 0 && share < 1) {
      fail("split: the share must be between 0 and 1, and is \(share)", file: file, line: line)
    }
    let cut = count - Int((Double(count) * share).rounded())
    if cut == 0 || cut == count {
      fail("split: a share of \(share) of \(count) characters leaves one part empty", file: file, line: line)
    }
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

extension ArraySlice where Element == UInt8 {
  /// How many bytes from the beginning on are whole characters.
  fileprivate var validUTF8Count: Int {
    var decoder = Unicode.UTF8.ForwardParser()
    var source = makeIterator()
    var count = 0
    while true {
      switch decoder.parseScalar(from: &source) {
      case .valid(let bytes): count += bytes.count
      case .error, .emptyInput: return count
      }
    }
  }
}
