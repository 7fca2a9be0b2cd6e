import Tensors

/// A file that is read as a whole.
enum TextFile {
  /// The text, without a byte-order mark. Throws where the bytes are not UTF-8, with the place of the first.
  static func text(_ path: String) throws(DataFileError) -> String {
    let bytes = try bytes(path)
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

  /// The bytes; throws where there are more than a gigabyte, and where they are no text by their beginning.
  static func bytes(_ path: String) throws(DataFileError) -> [UInt8] {
    let bytes = try DataFileError.reading { () throws(TensorFileError) in
      let file = try InputFile(path)
      if file.byteCount > 1 << 30 {
        throw TensorFileError(path, "has \(file.byteCount) bytes, and at most \(1 << 30) are read at once")
      }
      return try file.bytes(0..<file.byteCount)
    }
    for (beginning, advice) in notText where bytes.starts(with: beginning) {
      throw DataFileError(path, at: .byte(0), advice)
    }
    return bytes
  }

  /// How files begin that are often taken for text, and what to do with them.
  private static let notText: [([UInt8], String)] = [
    ([0x1F, 0x8B], "is compressed. Unpack it first: gunzip -k file.gz"),
    ([0x50, 0x4B, 0x03, 0x04], "is a zip archive, as spreadsheets are too. Unpack it, or save the sheet as CSV"),
    ([0xFF, 0xFE], "is in UTF-16. Convert it: iconv -f utf-16 -t utf-8 old.txt > new.txt"),
    ([0xFE, 0xFF], "is in UTF-16. Convert it: iconv -f utf-16 -t utf-8 old.txt > new.txt"),
  ]
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
