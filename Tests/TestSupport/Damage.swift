/// Bytes that chance has damaged: shortened, with other bytes in them, with another number, with a piece repeated or
/// cut out.
public func damaged(_ whole: [UInt8], _ round: Int, _ random: inout some RandomNumberGenerator) -> [UInt8] {
  var bytes = whole
  switch round % 4 {
  case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
  case 1:
    for _ in 0...Int.random(in: 0...3, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
  case 2:
    // A digit or sign is worth more than a random byte: it changes a number and keeps the grammar.
    let places = bytes.indices.filter { (0x2C...0x39).contains(bytes[$0]) || bytes[$0] < 3 }
    if let place = places.randomElement(using: &random) {
      bytes[place] = bytes[place] < 3 ? 0xFF : Array("0123456789-,".utf8).randomElement(using: &random)!
    }
  default:
    let from = Int.random(in: 0..<bytes.count, using: &random), to = Int.random(in: 0..<bytes.count, using: &random)
    if round % 8 == 3 {
      let piece = Array(bytes[from..<min(bytes.count, from + Int.random(in: 1...40, using: &random))])
      bytes.insert(contentsOf: piece, at: to)
    } else {
      bytes.removeSubrange(min(from, to)..<max(from, to))
    }
  }
  return bytes
}
