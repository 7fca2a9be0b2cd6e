/// A Swift cell of a page.
public struct CodeCell: Hashable, Sendable {
  /// The cell's place among the page's cells, from 0.
  public let index: Int
  public let options: CellOptions
  public let spelling: CellSpelling
  /// Whether the fence says `.noeval`: the cell is shown and never run.
  public let isNoEval: Bool
  /// The text between the fences, option lines included, with `\n` between lines, and without the indentation
  /// of the list or quote around it.
  public let source: String
  /// ``source`` as Swift reads it: option lines that are not Swift are comments, and every line stays in its place.
  public let compilableSource: String
  /// ``source`` without the option lines.
  public let body: String
  /// The line of the page in which ``source`` begins.
  public let line: Int
  /// The lines of the page from the opening fence to the closing one.
  public let lines: ClosedRange<Int>
  /// How many of ``source``'s first lines are options.
  public let optionLineCount: Int
  /// What stands before the opening fence in its line: a list's marker, a quote's mark, spaces.
  public let openingPrefix: String
  /// The same for each line below it, which belongs to that list or quote.
  public let linePrefix: String
  /// The expressions of which the cell consists, where it stands in no fence but in the prose; see ``isInline``.
  package let expressions: [InlineExpression]
  /// How many bytes of the page stand before each line of ``source``.
  let indentations: [Int]

  /// Whether the cell is made of the expressions between two cells of the page: their values are shown in the prose, and
  /// what they do to the page's state is forgotten.
  public var isInline: Bool { !expressions.isEmpty }
  public var label: String? { options.label }
  /// Whether the cell is to be run.
  public var isEvaluated: Bool { options.eval && !isNoEval }
  /// The line of the opening fence.
  public var fenceLine: Int { lines.lowerBound }
  /// The line of the page in which ``body`` begins.
  public var bodyLine: Int { line + optionLineCount }

  /// How many bytes of a line of the page the list or quote around the cell takes: a compiler's column in ``source``
  /// and this make a column in the page.
  public func indentation(ofLine line: Int) -> Int {
    indentations.indices.contains(line - self.line) ? indentations[line - self.line] : 0
  }
}
