/// Gives each cell of a Jupyter notebook an identifier that is stable and its own: 1 to 64 letters, digits, `-` and `_`.
struct CellIdentifiers {
  private var taken: Set<String> = []

  /// An identifier made of `name`, which others may have too.
  mutating func identifier(for name: String) -> String {
    let legal = name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "-_".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let stem = String(legal.prefix(56))
    var candidate = stem.isEmpty ? "cell" : stem
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(stem)-\(number)"
      number += 1
    }
    return candidate
  }
}
