/// Reads the dictionary of an npy file's header: Python's literals, as far as they occur there.
struct PythonReader {
  enum Value {
    case string(String)
    case truth(Bool)
    case tuple([Int])
  }

  typealias Entry = (key: String, value: Value)

  struct Failure: Error {
    let problem: String
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The whole text as a dictionary, no key twice.
  mutating func dictionary() throws(Failure) -> [Entry] {
    var entries: [Entry] = []
    try expect("{")
    while !take("}") {
      let key = try string()
      if entries.contains(where: { $0.key == key }) { throw failure("‘\(key)’ is there twice") }
      try expect(":")
      let value = try value()
      entries.append((key, value))
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    if place < bytes.count { throw failure("something follows the dictionary") }
    return entries
  }

  private mutating func value() throws(Failure) -> Value {
    skipSpace()
    switch place < bytes.count ? bytes[place] : 0 {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "("): return .tuple(try tuple())
    case UInt8(ascii: "["): throw failure("its elements are records of several fields, which no tensor here can hold")
    default:
      if take(word: "True") { return .truth(true) }
      if take(word: "False") { return .truth(false) }
      throw failure("a value is expected")
    }
  }

  private mutating func tuple() throws(Failure) -> [Int] {
    try expect("(")
    var sizes: [Int] = []
    while !take(")") {
      sizes.append(try integer())
      if sizes.count > 64 { throw failure("the shape has more than 64 sizes") }
      if !take(",") {
        try expect(")")
        break
      }
    }
    return sizes
  }

  private mutating func integer() throws(Failure) -> Int {
    skipSpace()
    let start = place
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) || bytes[place] == UInt8(ascii: "-") { place += 1 }
    guard let integer = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      throw failure("a whole number is expected")
    }
    return integer
  }

  private mutating func string() throws(Failure) -> String {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "'") || bytes[place] == UInt8(ascii: "\"") else {
      throw failure("a string is expected")
    }
    let quote = bytes[place]
    let start = place + 1
    guard let end = bytes[start...].firstIndex(of: quote) else { throw failure("it ends in the middle of a string") }
    guard let text = String(validating: bytes[start..<end], as: UTF8.self), !text.contains("\\") else {
      throw failure("a string is not plain text")
    }
    place = end + 1
    return text
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    if !take(character) { throw failure("‘\(character)’ is expected") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A { place += 1 }
  }

  private func failure(_ problem: String) -> Failure { Failure(problem: "\(problem), at byte \(place)") }
}
