/// A line that begins or ends a callout, after Pandoc's fenced divs: at least three colons, and what follows them.
enum CalloutFence: Hashable, Sendable {
  case opening(Callout)
  /// Begins a callout of a kind that there is not.
  case unknown(kind: String)
  case closing

  /// Nil where the line, without the list or quote around it, does not begin with three colons.
  init?(_ line: String) {
    let colons = line.prefix { $0 == ":" }
    guard colons.count >= 3 else { return nil }
    var rest = line.dropFirst(colons.count).trimmingBlanks()
    // Pandoc lets colons close the line as well.
    if let last = rest.lastIndex(where: { $0 != ":" }), rest[last].isWhitespace {
      rest = rest[..<last].trimmingBlanks()
    }
    guard !rest.isEmpty else {
      self = .closing
      return
    }
    var word = ""
    if rest.first != "{" {
      word = String(rest.prefix { !$0.isWhitespace && $0 != "{" })
      rest = rest.dropFirst(word.count).trimmingBlanks()
    }
    let attributes = Attributes(in: &rest)
    if word.isEmpty { word = attributes.className ?? "" }
    let name = word.hasPrefix("callout-") ? String(word.dropFirst("callout-".count)) : word
    guard let kind = Callout.Kind(rawValue: name) else {
      self = .unknown(kind: name)
      return
    }
    let title = attributes.values["title"] ?? String(rest)
    let isFolded = attributes.values["collapse"].map { $0 == "true" } ?? [.solution, .hint].contains(kind)
    self = .opening(Callout(kind: kind, title: title.isEmpty ? nil : title, isFolded: isFolded))
  }

  /// What stands in braces: `{.callout-note title="A *title*"}`.
  private struct Attributes {
    /// The first class, or MyST's bare name.
    var className: String?
    var values: [String: String] = [:]

    /// Takes the first braces out of a text; none where it has none.
    init(in text: inout Substring) {
      guard let open = text.firstIndex(of: "{") else { return }
      var words: [String] = [""]
      var quotation: Character?
      var index = text.index(after: open)
      while index < text.endIndex {
        let character = text[index]
        if character == quotation {
          quotation = nil
        } else if quotation == nil, character == "\"" || character == "'" {
          quotation = character
        } else if quotation == nil, character == "}" {
          break
        } else if quotation == nil, character.isWhitespace {
          words.append("")
        } else {
          words[words.count - 1].append(character)
        }
        index = text.index(after: index)
      }
      // Braces that never end are the title's own.
      guard index < text.endIndex else { return }
      for word in words where !word.isEmpty && !word.hasPrefix("#") {
        if let equals = word.firstIndex(of: "="), !word.hasPrefix(".") {
          values[String(word[..<equals])] = String(word[word.index(after: equals)...])
        } else if className == nil {
          className = word.hasPrefix(".") ? String(word.dropFirst()) : word
        }
      }
      let before = text[..<open].trimmingBlanks()
      let after = text[text.index(after: index)...].trimmingBlanks()
      text = before.isEmpty ? after : before
    }
  }
}
