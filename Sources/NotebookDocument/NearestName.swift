/// The name that a mistyped one was perhaps meant to be.
public enum NearestName {
  /// A hint that names the nearest candidate, or nil where none is near.
  public static func hint(for name: String, among candidates: some Sequence<String>) -> String? {
    find(name, among: candidates).map { "did you mean ‘\($0)’?" }
  }

  /// The candidate with the fewest edits, at most a third of the longer name's length and one more.
  public static func find(_ name: String, among candidates: some Sequence<String>) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let name = name.lowercased()
    let ranked = candidates.map { (candidate: $0, distance: distance(name, $0)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= max(name.count, best.candidate.count) / 3 + 1, best.distance < best.candidate.count
    else { return nil }
    return best.candidate
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
  /// (the optimal string alignment distance).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforePrevious[j - 1] + 1) }
        row.append(best)
      }
      (beforePrevious, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
