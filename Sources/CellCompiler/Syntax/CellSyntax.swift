import SwiftParser
import SwiftSyntax

/// A cell's code, parsed: what it imports and declares, and the code that is compiled in its place.
struct CellSyntax {
  /// The import declarations: each as one line, or a whole `#if` that contains some.
  let imports: [String]
  let declarations: [Declaration]
  let rewritten: RewrittenSource
  /// What is wrong with the cell although it may compile.
  let objections: [CompilerDiagnostic]

  /// Parses a cell that follows the given declarations. Code with syntax errors is parsed as far as it goes; the compiler
  /// then says what is wrong.
  init(_ source: CellSource, after earlier: [Declaration]) {
    let tree = Parser.parse(source: source.code)
    let lines = SourceLocationConverter(fileName: source.file, tree: tree)
    let place = PlaceInPage(source: source, converter: lines)
    let items = tree.statements
    imports = items.compactMap { item in
      if let declaration = item.item.as(ImportDeclSyntax.self) { return declaration.withoutComments }
      guard let condition = item.item.as(IfConfigDeclSyntax.self), condition.importsSomething else { return nil }
      return condition.trimmedDescription
    }
    declarations = TopLevelDeclarations.find(in: items, place: place)
    objections =
      Objections.find(in: items, declaring: declarations, after: earlier, place: place)
      + (source.expressionCount.map { InlineValues.objections(to: items, count: $0, place: place) } ?? [])

    var insertions = LineMarks.insertions(into: items, place: place)
    insertions += AwaitRewriting.insertions(into: items)
    insertions += GuardRewriting.insertions(into: items)
    insertions =
      source.expressionCount != nil
      ? InlineValues.insertions(into: items, around: insertions)
      : TrailingExpression.insertions(into: items, around: insertions)
    rewritten = RewrittenSource(AccessModifiers.blanked(in: source.code, tree: tree), inserting: insertions)
  }
}

typealias Insertion = (offset: Int, text: String)

/// Turns places in a cell's tree into places in its page.
struct PlaceInPage {
  let source: CellSource
  let converter: SourceLocationConverter

  func line(of node: some SyntaxProtocol) -> Int {
    converter.location(for: node.positionAfterSkippingLeadingTrivia).line + source.line - 1
  }

  func column(of node: some SyntaxProtocol) -> Int {
    converter.location(for: node.positionAfterSkippingLeadingTrivia).column
  }

  func error(
    _ message: String, at node: some SyntaxProtocol, notes: [CompilerDiagnostic.Note] = []
  ) -> CompilerDiagnostic {
    CompilerDiagnostic(severity: .error, message: message, line: line(of: node), column: column(of: node), notes: notes)
  }
}

extension SyntaxProtocol {
  /// The UTF-8 offset of the first token, behind spaces and comments.
  var startOffset: Int { positionAfterSkippingLeadingTrivia.utf8Offset }
  /// The UTF-8 offset of the last token's end, before spaces and comments.
  var endOffset: Int { endPositionBeforeTrailingTrivia.utf8Offset }
}

extension ImportDeclSyntax {
  /// The declaration on one line.
  fileprivate var withoutComments: String {
    tokens(viewMode: .sourceAccurate).reduce("") { text, token in
      let needsSpace = !text.isEmpty && !text.hasSuffix(".") && token.text != "." && !text.hasSuffix("@")
      return text + (needsSpace && !text.hasSuffix("(") && token.text != "(" && token.text != ")" ? " " : "")
        + token.text
    }
  }
}

extension IfConfigDeclSyntax {
  fileprivate var importsSomething: Bool {
    tokens(viewMode: .sourceAccurate).contains { $0.parent?.is(ImportDeclSyntax.self) == true }
  }
}
