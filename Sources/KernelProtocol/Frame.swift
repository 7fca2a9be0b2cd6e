/// A message as it travels: a tag and a payload, preceded by the payload's length (4 bytes, little-endian).
struct Frame {
  var tag: UInt8
  var payload: [UInt8]

  init(tag: UInt8, payload: [UInt8]) {
    self.tag = tag
    self.payload = payload
  }

  init(tag: UInt8, integers: [Int32]) {
    self.init(tag: tag, payload: integers.flatMap { integer in withUnsafeBytes(of: integer.littleEndian, Array.init) })
  }

  init(tag: UInt8, text: String) { self.init(tag: tag, payload: Array(text.utf8)) }

  /// The payload as 32-bit integers; empty where its length is no multiple of four.
  var integers: [Int32] {
    guard payload.count.isMultiple(of: 4) else { return [] }
    return stride(from: 0, to: payload.count, by: 4).map { start in
      Int32(bitPattern: payload[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
  }

  var text: String { String(decoding: payload, as: UTF8.self) }
}

/// What is sent over a ``MessageChannel``.
protocol Message {
  var frame: Frame { get }
  init?(_ frame: Frame)
}
