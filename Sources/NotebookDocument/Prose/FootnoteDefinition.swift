/// A footnote's text where it stands: `[^1]: text`, and the indented lines below.
struct FootnoteDefinition {
  let label: String
  /// The lines of the text that belong to it, the empty ones between them included.
  let lines: ClosedRange<Int>
  /// The bytes before `[^1]:`.
  let indentation: Int
  /// The bytes before the footnote's own words in the first line.
  let markerLength: Int

  /// The definitions of a text outside code, by their labels; the first of those with one label.
  static func all(
    in source: SourceLines, codeLines: Set<Int>, fences: Set<Int>, interruptions: Set<Int>
  ) -> [FootnoteDefinition] {
    var definitions: [FootnoteDefinition] = []
    var labels: Set<String> = []
    var line = 1
    while line <= source.count {
      guard !codeLines.contains(line), let marker = Marker(source[line]) else {
        line += 1
        continue
      }
      var last = line
      var next = line + 1
      while next <= source.count {
        let content = source[next]
        if content.allSatisfy(\.isBlank) {
          next += 1
          continue
        }
        let isIndented = content.first == UInt8(ascii: "\t") || content.starts(with: "    ".utf8)
        let isBelow = next == last + 1
        if fences.contains(next) || !isIndented && (!isBelow || interruptions.contains(next) || Marker(content) != nil)
        {
          break
        }
        last = next
        next += 1
      }
      if labels.insert(marker.label).inserted {
        definitions.append(
          FootnoteDefinition(
            label: marker.label, lines: line...last, indentation: marker.indentation, markerLength: marker.length))
      }
      line = last + 1
    }
    return definitions
  }

  /// The footnote's own Markdown, a line an element.
  func content(in source: SourceLines) -> [ArraySlice<UInt8>] {
    lines.map { line in
      let content = source[line]
      if line == lines.lowerBound { return content.dropFirst(markerLength) }
      if content.first == UInt8(ascii: "\t") { return content.dropFirst() }
      return content.dropFirst(content.prefix(4).prefix { $0 == UInt8(ascii: " ") }.count)
    }
  }

  private struct Marker {
    let label: String
    let indentation: Int
    let length: Int

    init?(_ line: ArraySlice<UInt8>) {
      let text = line.drop { $0 == UInt8(ascii: " ") }
      indentation = line.count - text.count
      guard indentation <= 3, text.starts(with: "[^".utf8), let end = text.firstIndex(of: UInt8(ascii: "]")),
        text[(end + 1)...].first == UInt8(ascii: ":"),
        let label = InlineScanner.footnoteLabel(text[text.startIndex + 2..<end])
      else { return nil }
      self.label = label
      length = line.count - text[(end + 2)...].drop(while: \.isBlank).count
    }
  }
}
