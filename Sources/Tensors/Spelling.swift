/// What somebody may have meant who wrote a name that there is not.
package enum Spelling {
  /// The name with the fewest edits to it, where they are not more than a third of its letters.
  package static func nearest(to name: String, among names: [String]) -> String? {
    let best = names.map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }.min { $0.1 < $1.1 }
    guard let (candidate, edits) = best, edits <= max(1, candidate.count / 3) else { return nil }
    return candidate
  }

  /// What follows ‘there is no …’: `: did you mean ‘rain’?`, or a full stop.
  package static func suggestion(for name: String, among names: [String]) -> String {
    nearest(to: name, among: names).map { ": did you mean ‘\($0)’?" } ?? "."
  }

  /// How many letters must be added, removed, changed or swapped with the next (Damerau, 1964).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var edits = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { edits = min(edits, before[j - 1] + 1) }
        next.append(edits)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
