/// A stream's text as a terminal would leave it: a carriage return takes the line back to its start.
///
/// Bytes are gathered as they come; they are text only at the end, because a character may arrive in two parts.
struct TextAccumulator {
  private var bytes: [UInt8] = []
  private var lineStart = 0
  /// A carriage return came, and not yet what follows it: `\r\n` only ends the line.
  private var returned = false

  var count: Int { bytes.count }
  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ more: ArraySlice<UInt8>) {
    if !returned, !more.contains(UInt8(ascii: "\r")) {
      if let last = more.lastIndex(of: UInt8(ascii: "\n")) { lineStart = bytes.count + (last - more.startIndex) + 1 }
      bytes += more
      return
    }
    for byte in more {
      switch byte {
      case UInt8(ascii: "\r"): returned = true
      case UInt8(ascii: "\n"):
        returned = false
        bytes.append(byte)
        lineStart = bytes.count
      default:
        if returned { bytes.removeSubrange(lineStart...) }
        returned = false
        bytes.append(byte)
      }
    }
  }
}
