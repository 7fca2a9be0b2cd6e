/// A line of a page, and what a cell of a Jupyter notebook shows of it.
struct ShownLine: Hashable {
  /// The line as it stands in the page, with its end.
  var text: String
  /// The line without its end; nil where the notebook does not show it.
  var shown: String?

  /// The lines of a text, which end at a line feed, a carriage return or both.
  static func all(in text: String) -> [ShownLine] {
    var lines: [ShownLine] = []
    var (content, line) = ("", "")
    for character in text {
      line.append(character)
      // Swift has `\r\n` as one character.
      if ["\n", "\r", "\r\n"].contains(character) {
        lines.append(ShownLine(text: line, shown: content))
        (content, line) = ("", "")
      } else {
        content.append(character)
      }
    }
    if !line.isEmpty { lines.append(ShownLine(text: line, shown: content)) }
    return lines
  }
}

extension [ShownLine] {
  /// The lines' text after what is shown of them was edited: what is not shown, and what did not change, stays as it is.
  func edited(to source: String) -> String {
    let old = compactMap(\.shown)
    let new = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let kept = zip(old, new).prefix { $0 == $1 }.count
    let keptAtEnd = zip(old.dropFirst(kept).reversed(), new.dropFirst(kept).reversed()).prefix { $0 == $1 }.count
    let inserted = new.dropFirst(kept).dropLast(keptAtEnd)
    let ending = first { $0.text.last?.isNewline == true }?.text.last.map(String.init) ?? "\n"
    var text = ""
    func append(_ line: String) {
      if let last = text.last, !last.isNewline { text += ending }
      text += line
    }
    var index = 0
    for line in self {
      if line.shown != nil {
        if index == kept { for line in inserted { append(line + ending) } }
        index += 1
        if index > kept, index <= old.count - keptAtEnd { continue }
      }
      append(line.text)
    }
    if index == kept { for line in inserted { append(line + ending) } }
    // A last line that had no end has none.
    if last?.text.last?.isNewline == false, text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
