extension InlineScanner {
  /// A footnote's mark that begins with the bracket here; not the one that begins the footnote's text.
  func footnote(from start: Int, in range: Range<Int>) -> Match? {
    guard byte(start + 1, in: range) == UInt8(ascii: "^"),
      let end = bytes[start..<min(start + 100, range.upperBound)].firstIndex(of: UInt8(ascii: "]")),
      let label = Self.footnoteLabel(bytes[start + 2..<end])
    else { return nil }
    if byte(end + 1, in: range) == UInt8(ascii: ":") {
      let before = bytes[range.lowerBound..<start].reversed().prefix { $0 != 0x0A && $0 != 0x0D }
      if before.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: ">") }) { return nil }
    }
    return Match(range: start..<end + 1, kind: .footnote(label: label))
  }

  /// The name between `[^` and `]`, without spaces and brackets; nil where it is none.
  static func footnoteLabel(_ bytes: ArraySlice<UInt8>) -> String? {
    let isName = !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && !"[]^`$\\".utf8.contains($0) }
    return isName ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
