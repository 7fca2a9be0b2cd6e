/// How a page writes the opening fence of a Swift cell.
public enum CellSpelling: Hashable, Sendable {
  /// ` ```swift `
  case plain
  /// ` ```{swift} `, Quarto's.
  case quarto
  /// ` ```{code-cell} swift `, MyST's.
  case myst
}

/// What the info string of a fence says.
struct FenceInfo: Hashable, Sendable {
  /// Nil where the block is not a Swift cell.
  var spelling: CellSpelling?
  /// Jupytext's `.noeval`: shown, never run.
  var isNoEval = false
  /// Attributes that mean nothing here: `.noevla`.
  var unknownClasses: [String] = []

  init(_ info: String) {
    let info = info.trimmingBlanks()
    let attributes: Substring
    if info.hasPrefix("{"), let end = info.firstIndex(of: "}") {
      let inner = info[info.index(after: info.startIndex)..<end]
      let rest = info[info.index(after: end)...]
      switch inner.prefix(while: { !$0.isWhitespace && $0 != "," }) {
      case "swift":
        spelling = .quarto
        attributes = inner.dropFirst("swift".count) + " " + rest
      case "code-cell":
        let language = rest.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
        // MyST runs a cell without a language by the page's kernel, and here that is Swift.
        guard language.isEmpty || language == "swift" else { return }
        spelling = .myst
        attributes = rest.drop(while: \.isWhitespace).dropFirst(language.count)
      default: return
      }
    } else {
      guard info.prefix(while: { !$0.isWhitespace && $0 != "{" }) == "swift" else { return }
      spelling = .plain
      attributes = info.dropFirst("swift".count)
    }
    for word in attributes.split(whereSeparator: { $0.isWhitespace || "{},".contains($0) }) where word.hasPrefix(".") {
      if word == ".noeval" { isNoEval = true } else { unknownClasses.append(String(word)) }
    }
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and line ends around it.
  func trimmingBlanks() -> SubSequence {
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex...]
    }
    return self[start...end]
  }
}
