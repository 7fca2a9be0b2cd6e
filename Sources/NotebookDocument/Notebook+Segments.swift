extension Notebook {
  /// The page below its front matter: prose and cells, in order.
  public var segments: [Segment] {
    var segments: [Segment] = []
    var next = bodyLine
    func prose(until line: Int) -> Segment? {
      guard next < line else { return nil }
      return .prose(Segment.Prose(text: text(ofLines: next...line - 1), lines: next...line - 1))
    }
    for cell in cells {
      if let prose = prose(until: cell.lines.lowerBound) { segments.append(prose) }
      segments.append(.cell(cell.index))
      next = cell.lines.upperBound + 1
    }
    if let prose = prose(until: page.count + 1) { segments.append(prose) }
    return segments
  }

  /// Where an expression of the prose stands in the page: its line, and the columns that it takes there, from 1.
  package func place(of expression: InlineExpression) -> (line: Int, columns: Range<Int>) {
    let offset = expression.codeOffset + page.start(ofLine: bodyLine)
    let line = page.line(at: offset)
    let column = offset - page.start(ofLine: line) + 1
    return (line, column..<column + expression.code.utf8.count)
  }

  /// A stretch of prose with the expressions in it replaced; one for which `replacement` has nothing stays as it is.
  package func text(of prose: Segment.Prose, replacing replacement: (InlineExpression) -> String?) -> String {
    let bodyStart = page.start(ofLine: bodyLine)
    let start = page.start(ofLine: prose.lines.lowerBound), end = page.start(ofLine: prose.lines.upperBound + 1)
    var text: [UInt8] = []
    var copied = start
    for expression in steps.flatMap(\.expressions) {
      let place = expression.range.lowerBound + bodyStart
      guard (start..<end).contains(place), let new = replacement(expression) else { continue }
      text += page.bytes[copied..<place] + new.utf8
      copied = expression.range.upperBound + bodyStart
    }
    return String(decoding: text + page.bytes[copied..<end], as: UTF8.self)
  }

  /// The front matter as it stands in the page, with its two lines `---`; nil where there is none.
  public var frontMatterText: String? { bodyLine > 1 ? text(ofLines: 1...bodyLine - 1) : nil }

  /// The page below its front matter, as it stands there.
  public var body: String { bodyLine <= page.count ? text(ofLines: bodyLine...page.count) : "" }

  /// How many lines the page has.
  public var lineCount: Int { page.count }

  /// Whole lines of the page, their ends included.
  public func text(ofLines lines: ClosedRange<Int>) -> String {
    String(decoding: page[lines.lowerBound..<lines.upperBound + 1], as: UTF8.self)
  }

  /// One line of the page without its end; nil where the page has no such line.
  public func text(ofLine line: Int) -> String? {
    1..<page.count + 1 ~= line ? String(decoding: page[line], as: UTF8.self) : nil
  }
}
