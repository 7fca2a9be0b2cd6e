/// Packs bytes as zlib streams (RFC 1950 and 1951), for small pictures.
enum Deflate {
  /// The bytes as a zlib stream, in one block with the fixed code.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var writer = BitWriter()
    writer.bytes = [0x78, 0x01]
    // The last block, and one with the fixed code.
    writer.write(1, count: 1)
    writer.write(1, count: 2)
    pack(bytes, into: &writer)
    writer.writeSymbol(256)
    writer.flush()
    let sum = adler32(bytes)
    return writer.bytes + [UInt8(sum >> 24), UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)]
  }

  /// Literals, and references to the last place that began with the same three bytes.
  private static func pack(_ bytes: [UInt8], into writer: inout BitWriter) {
    var lastPlaces = [Int32](repeating: -1, count: 1 << 13)
    func slot(_ index: Int) -> Int {
      let key = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      return Int((key &* 0x9E37_79B1) >> 19)
    }
    var index = 0
    while index < bytes.count {
      var length = 0, distance = 0
      if index + 3 <= bytes.count {
        let slot = slot(index), place = Int(lastPlaces[slot])
        lastPlaces[slot] = Int32(truncatingIfNeeded: index)
        if place >= 0, index - place <= 32_768 {
          distance = index - place
          let most = min(258, bytes.count - index)
          while length < most, bytes[place + length] == bytes[index + length] { length += 1 }
        }
      }
      if length >= 3 {
        writer.writeReference(length: length, distance: distance)
        index += length
      } else {
        writer.writeSymbol(Int(bytes[index]))
        index += 1
      }
    }
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1, b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return b << 16 | a
  }

  /// Writes bits, the lowest first.
  private struct BitWriter {
    var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var count = 0

    mutating func write(_ bits: Int, count added: Int) {
      pending |= UInt64(bits) << UInt64(count)
      count += added
      while count >= 8 {
        bytes.append(UInt8(pending & 255))
        pending >>= 8
        count -= 8
      }
    }

    mutating func flush() { if count > 0 { write(0, count: 8 - count) } }

    /// A symbol in the fixed code, whose bits come highest first.
    mutating func writeSymbol(_ symbol: Int) {
      switch symbol {
      case ..<144: writeReversed(0x30 + symbol, count: 8)
      case ..<256: writeReversed(0x190 + symbol - 144, count: 9)
      case ..<280: writeReversed(symbol - 256, count: 7)
      default: writeReversed(0xC0 + symbol - 280, count: 8)
      }
    }

    mutating func writeReference(length: Int, distance: Int) {
      let lengthCode = Self.lengthBases.lastIndex { $0 <= length }!
      writeSymbol(257 + lengthCode)
      let lengthBits = length == 258 || lengthCode < 8 ? 0 : (lengthCode - 4) / 4
      write(length - Self.lengthBases[lengthCode], count: lengthBits)
      let distanceCode = Self.distanceBases.lastIndex { $0 <= distance }!
      writeReversed(distanceCode, count: 5)
      write(distance - Self.distanceBases[distanceCode], count: distanceCode < 4 ? 0 : (distanceCode - 2) / 2)
    }

    private mutating func writeReversed(_ bits: Int, count: Int) {
      var reversed = 0
      for bit in 0..<count where bits >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
      write(reversed, count: count)
    }

    private static let lengthBases = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let distanceBases = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
      8193, 12_289, 16_385, 24_577,
    ]
  }
}
