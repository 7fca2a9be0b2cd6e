extension InlineScanner {
  /// A reference that begins with the `@` here: not in an e-mail's address, nor in one of the web.
  func reference(from start: Int, in range: Range<Int>) -> Match? {
    guard !followsWord(start, in: range) else { return nil }
    // More bytes than a label has; what is cut off of a character at their end is none of a label's.
    let rest = String(decoding: bytes[start + 1..<min(start + 256, range.upperBound)], as: UTF8.self)
    var label = rest.prefix { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
    while let last = label.last, "-_.:".contains(last) { label.removeLast() }
    guard CrossReferences.Kind(ofLabel: label) != nil else { return nil }
    let end = start + 1 + label.utf8.count
    let isBracketed =
      byte(start - 1, in: range) == UInt8(ascii: "[") && byte(end, in: range) == UInt8(ascii: "]")
      && byte(end + 1, in: range).map { !"([:".utf8.contains($0) } ?? true
    return Match(range: isBracketed ? start - 1..<end + 1 : start..<end, kind: .reference(label: String(label)))
  }

  /// Where ` {#eq-x}` follows an equation that ends here: its label, and its end.
  func equationLabel(from start: Int, in range: Range<Int>) -> (label: String, end: Int)? {
    let opening = bytes[start..<range.upperBound].drop { $0 == UInt8(ascii: " ") }
    guard opening.starts(with: "{#eq-".utf8), let end = opening.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let label = String(decoding: bytes[opening.startIndex + 2..<end], as: UTF8.self)
    guard CrossReferences.Kind(ofLabel: label) == .equation,
      label.allSatisfy({ $0.isLetter || $0.isNumber || "-_.:".contains($0) })
    else { return nil }
    return (label, end + 1)
  }

  /// Whether the byte before is a letter's, a digit's, or one of an address.
  private func followsWord(_ index: Int, in range: Range<Int>) -> Bool {
    guard let last = byte(index - 1, in: range) else { return false }
    if last < 0x80 {
      let scalar = Unicode.Scalar(last)
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "/@.=&?%+~".utf8.contains(last)
    }
    let before = bytes[max(range.lowerBound, index - 4)..<index]
    let start = before.lastIndex { $0 & 0xC0 != 0x80 } ?? before.startIndex
    return String(decoding: before[start...], as: UTF8.self).unicodeScalars.last?.properties.isAlphabetic ?? false
  }
}
