/// The lines that begin and end callouts, written as another system writes them.
struct CalloutSpelling {
  /// What a line becomes, apart from what stands before its colons.
  private var lines: [Int: String] = [:]

  init(prose: ParsedProse, spelling: CellSpelling) {
    var open: [(line: Int, callout: Callout, height: Int)] = []
    for (line, mark) in prose.calloutMarks.sorted(by: { $0.key < $1.key }) {
      switch mark {
      case .calloutBegins(let callout): open.append((line, callout, 0))
      case .calloutEnds:
        guard let begun = open.popLast() else { continue }
        if !open.isEmpty { open[open.count - 1].height = max(open[open.count - 1].height, begun.height + 1) }
        guard let words = Self.words(begun.callout, spelling) else { continue }
        // In MyST the colons of a callout around others are more than theirs.
        let colons = String(repeating: ":", count: 3 + (spelling == .myst ? begun.height : 0))
        lines[begun.line] = colons + words
        lines[line] = colons
      case .table, .nothing: break
      }
    }
  }

  /// A line of the page in the new spelling; nil where it is none of these, or stays as it is.
  func line(_ line: Int, from content: String) -> String? {
    guard let new = lines[line], let colon = content.firstIndex(of: ":") else { return nil }
    return content[..<colon] + new
  }

  /// What follows the colons; nil where the spelling has no words for it.
  private static func words(_ callout: Callout, _ spelling: CellSpelling) -> String? {
    let kind = callout.kind.rawValue
    let isFoldedByItself = callout.isFolded == [.solution, .hint].contains(callout.kind)
    // In braces a title is quoted, and outside them it must not look like attributes.
    let quote = callout.title.map { $0.contains("\"") ? "'" : "\"" } ?? ""
    if let title = callout.title, title.contains("\"") && title.contains("'") || title.contains("{") { return nil }
    switch spelling {
    case .plain:
      guard isFoldedByItself else { return nil }
      return " " + kind + (callout.title.map { " " + $0 } ?? "")
    case .quarto:
      let isOfQuarto = [.note, .tip, .warning].contains(callout.kind)
      let attributes = [
        isOfQuarto ? ".callout-\(kind)" : ".\(kind)", callout.title.map { "title=\(quote)\($0)\(quote)" },
        isFoldedByItself ? nil : "collapse=\"\(callout.isFolded)\"",
      ]
      return " {" + attributes.compactMap(\.self).joined(separator: " ") + "}"
    case .myst:
      guard isFoldedByItself else { return nil }
      return "{\(kind)}" + (callout.title.map { " " + $0 } ?? "")
    }
  }
}
