extension Table {
  /// The rows that a long table shows: its first ones and its last ones.
  struct Excerpt {
    var first: ArraySlice<[String]>
    var last: ArraySlice<[String]>
    /// How many rows stand between them.
    var omitted: Int

    var rows: ArraySlice<[String]> { first + last }

    /// In words: `99,960 rows are left out`.
    var words: String { "\(omitted.inGroups) rows are left out" }
  }

  /// All rows where there are at most sixty, else the first thirty and the last ten.
  var excerpt: Excerpt {
    guard rows.count > 60 else { return Excerpt(first: rows[...], last: [], omitted: 0) }
    return Excerpt(first: rows.prefix(30), last: rows.suffix(10), omitted: rows.count - 40)
  }
}

extension Int {
  /// The number with a comma before every third digit from its end.
  fileprivate var inGroups: String {
    var text = ""
    for (index, digit) in String(self).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
