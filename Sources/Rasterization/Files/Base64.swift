/// Bytes as letters, three in four (RFC 4648): how a file stands in a `data:` address.
package enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encoded(_ data: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(data.count * 4 / 3 + 4)
    for start in stride(from: 0, to: data.count, by: 3) {
      let count = min(3, data.count - start)
      var bits = 0
      for index in 0..<3 { bits = bits << 8 | (index < count ? Int(data[start + index]) : 0) }
      for index in 0..<4 { text.append(index <= count ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "=")) }
    }
    return text
  }

  /// Nil where a letter is none.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var data: [UInt8] = [], bits = 0, count = 0
    for letter in text where letter != UInt8(ascii: "=") {
      let value = values[Int(letter)]
      if value < 0 { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        data.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return data
  }

  private static let values: [Int] = {
    var values = [Int](repeating: -1, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = value }
    return values
  }()
}
