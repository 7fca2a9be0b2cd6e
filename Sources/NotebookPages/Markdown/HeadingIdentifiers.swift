/// Gives each heading of a page an identifier of its own, made from its words.
struct HeadingIdentifiers {
  private var taken: Set<String>

  /// `reserved` are the page's other identifiers, such as its cells' labels.
  init(reserved: Set<String>) { taken = reserved }

  /// Letters and digits in lower case with `-` between words, and a number where another heading has the same words.
  mutating func identifier(for heading: String) -> String {
    let words = heading.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    return unique(words.isEmpty ? "section" : words.joined(separator: "-"))
  }

  /// The identifier itself, with a number where it is taken.
  mutating func unique(_ identifier: String) -> String {
    var candidate = identifier
    var number = 1
    while !taken.insert(candidate).inserted {
      candidate = "\(identifier)-\(number)"
      number += 1
    }
    return candidate
  }
}
