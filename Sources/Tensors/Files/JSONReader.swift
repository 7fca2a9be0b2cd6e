/// A value of JSON (RFC 8259) as the headers of files hold it: numbers are whole.
enum JSONValue: Equatable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  /// A number that is not whole, a truth value or null: nothing that a header uses.
  case other(String)

  struct Member: Equatable {
    let name: String
    let value: JSONValue
  }
}

/// Why a text is not JSON.
struct JSONError: Error {
  let problem: String
}

/// Reads JSON strictly: nothing before or behind it, no name twice in an object, valid UTF-8, and no more than a few levels.
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private static let deepest = 8

  static func value(of bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    if reader.place < bytes.count { throw reader.failure("something follows the value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ problem: String) -> JSONError { JSONError(problem: "\(problem), at byte \(place)") }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (byte >= 9 && byte <= 13 && byte != 11 && byte != 12) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    if depth > Self.deepest { throw failure("more than \(Self.deepest) levels lie in each other") }
    if take("{") { return try object(depth) }
    if take("[") { return try array(depth) }
    guard let byte = next else { throw failure("it ends where a value is expected") }
    if byte == UInt8(ascii: "\"") { return .string(try string()) }
    return try word()
  }

  private mutating func object(_ depth: Int) throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      let name = try string()
      if !names.insert(name).inserted { throw failure("‘\(name)’ is there twice") }
      if !take(":") { throw failure("a ‘:’ is expected behind ‘\(name)’") }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
    } while take(",")
    if !take("}") { throw failure("a ‘,’ or ‘}’ is expected") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    if take("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    if !take("]") { throw failure("a ‘,’ or ‘]’ is expected") }
    return .array(elements)
  }

  private mutating func string() throws(JSONError) -> String {
    guard next == UInt8(ascii: "\"") else { throw failure("a string is expected") }
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("a string is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): try appendEscaped(to: &text)
      case 0..<0x20: throw failure("a control character is in a string")
      default: text.append(byte)
      }
    }
    throw failure("it ends in the middle of a string")
  }

  private mutating func appendEscaped(to text: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw failure("it ends in the middle of a string") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if code >> 10 == 0xD800 >> 10, next == UInt8(ascii: "\\") {
        place += 1
        guard next == UInt8(ascii: "u") else { throw failure("half a surrogate pair is in a string") }
        place += 1
        let low = try fourDigits()
        guard low >> 10 == 0xDC00 >> 10 else { throw failure("half a surrogate pair is in a string") }
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair is in a string") }
      text += Unicode.UTF8.encode(scalar)!
    default: throw failure("‘\\’ is followed by nothing that it can escape")
    }
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("four hexadecimal digits are expected behind ‘\\u’")
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(JSONError) -> JSONValue {
    let start = place
    while let byte = next, Self.isPartOfWord(byte) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    if ["true", "false", "null"].contains(word) { return .other(word) }
    let digits = word.utf8.drop { $0 == UInt8(ascii: "-") }
    let isWhole = !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    if isWhole && word.utf8.count - digits.count <= 1 && (digits.count == 1 || digits.first != UInt8(ascii: "0")) {
      guard let number = Int(word) else { throw failure("the number \(word) is too large") }
      return .integer(number)
    }
    if Self.isFraction(word) { return .other(word) }
    place = start
    throw failure("a value is expected")
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Whether a word is a number with a fraction or an exponent, as JSON writes them.
  private static func isFraction(_ word: String) -> Bool {
    let parts = word.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    func isDigits(_ text: some StringProtocol) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0].hasPrefix("-") ? mantissa[0].dropFirst() : mantissa[0]
    let isMantissa =
      isDigits(whole) && (whole.count == 1 || !whole.hasPrefix("0")) && mantissa.dropFirst().allSatisfy(isDigits)
    let hasExponent = parts.dropFirst().allSatisfy {
      isDigits($0.first == "-" || $0.first == "+" ? $0.dropFirst() : $0)
    }
    return parts.count <= 2 && mantissa.count <= 2 && isMantissa && hasExponent
  }
}
