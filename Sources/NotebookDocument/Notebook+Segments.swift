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
