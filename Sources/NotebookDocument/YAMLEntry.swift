import Yams

/// One `name: value` of a page's YAML, read as the type that its name asks for.
struct YAMLEntry {
  var file: String
  var name: String
  var line: Int
  var value: Node
  var valueLine: Int

  /// `true` or `false`.
  func bool() throws(NotebookError) -> Bool {
    guard value.tag == Tag(.bool), let bool = value.bool else { throw wrongType("true or false") }
    return bool
  }

  /// Any scalar, as it is written.
  func text() throws(NotebookError) -> String {
    guard let scalar = value.scalar, value.null == nil || scalar.style != .plain else { throw wrongType("a text") }
    return scalar.string
  }

  /// One of a few words, or `true` and `false`.
  func choice<Choice>(_ choices: KeyValuePairs<String, Choice>) throws(NotebookError) -> Choice {
    let word = value.tag == Tag(.bool) ? value.bool.map { $0 ? "true" : "false" } : value.scalar?.string
    guard let match = choices.first(where: { $0.key == word }) else {
      let words = choices.map(\.key)
      throw wrongType(words.dropLast().joined(separator: ", ") + " or \(words.last ?? "")")
    }
    return match.value
  }

  /// A number greater than zero; `unit` is what it counts: "seconds".
  func positiveNumber(of unit: String) throws(NotebookError) -> Double {
    let number = [Tag(.int), Tag(.float)].contains(value.tag) ? value.float : nil
    guard let number, number.isFinite, number > 0 else { throw wrongType("a number of \(unit) greater than zero") }
    guard number <= 1e9 else { throw wrongType("a number of \(unit) up to a thousand million") }
    return number
  }

  func integer() throws(NotebookError) -> Int {
    guard value.tag == Tag(.int), let integer = value.int else { throw wrongType("a whole number") }
    return integer
  }

  /// A whole number that is not negative.
  func natural() throws(NotebookError) -> UInt64 {
    guard value.tag == Tag(.int), let natural = value.scalar.flatMap(UInt64.construct(from:)) else {
      throw wrongType("a whole number, zero or greater")
    }
    return natural
  }

  /// A mapping or anything else, kept as it is.
  var metadata: MetadataValue { MetadataValue(value) }

  /// An error in the line of this value.
  func error(_ message: String, hint: String? = nil) -> NotebookError {
    NotebookError(file: file, line: valueLine, message: message, hint: hint)
  }

  private func wrongType(_ expected: String) -> NotebookError {
    let found =
      switch value {
      case .scalar(let scalar) where value.null == nil: "‘\(scalar.string)’"
      case .scalar: "nothing"
      case .sequence: "a list"
      case .mapping: "a mapping"
      case .alias: "an alias"
      }
    return error("‘\(name)’ must be \(expected), and is \(found)")
  }
}

extension MetadataValue {
  init(_ node: Node) {
    switch node {
    case .sequence(let sequence): self = .list(sequence.map(MetadataValue.init))
    case .mapping(let mapping):
      self = .mapping(mapping.map { Entry(name: $0.key.string ?? "", value: MetadataValue($0.value)) })
    case .alias: self = .null
    case .scalar(let scalar):
      switch node.tag {
      case Tag(.null): self = .null
      case Tag(.bool): self = node.bool.map(Self.bool) ?? .string(scalar.string)
      case Tag(.int): self = node.int.map(Self.integer) ?? .string(scalar.string)
      case Tag(.float):
        self = node.float.flatMap { $0.isFinite ? .number($0) : nil } ?? .string(scalar.string)
      default: self = .string(scalar.string)
      }
    }
  }
}
