/// A page's bytes, known to be UTF-8.
enum PageText {
  /// The bytes as text, unchanged, byte-order mark included.
  static func decode(_ bytes: [UInt8], file: String) throws(NotebookError) -> String {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      let line = max(1, SourceLines(Array(bytes[...offset])).count)
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      throw NotebookError(
        file: file, line: line, message: "not UTF-8: byte 0x\(byte) can't stand here",
        hint: "save the page in the encoding UTF-8")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
