import SwiftSyntax

/// Makes a cell's `await` at top level wait.
///
/// Left as it is, it would make the compiler emit an asynchronous main function, which ends the process. Each such
/// expression becomes the argument of `runBlocking`, which keeps its type; a `for await` loop goes there whole, and so does
/// a statement that contains `async let`.
enum AwaitRewriting {
  static func insertions(into items: CodeBlockItemListSyntax) -> [Insertion] {
    items.flatMap { item -> [Insertion] in
      if case .decl(let declaration) = item.item, opensScopeOfItsOwn(Syntax(declaration)) { return [] }
      if case .stmt(let statement) = item.item,
        containsAsyncLet(Syntax(statement)) || containsLoopThatIsLeft(Syntax(statement))
      {
        return wrap(statement)
      }
      return insertions(inside: Syntax(item))
    }
  }

  private static func insertions(inside node: Syntax) -> [Insertion] {
    if opensScopeOfItsOwn(node) { return [] }
    if let loop = node.as(ForStmtSyntax.self), loop.awaitKeyword != nil { return wrap(loop.labeled) }
    if let expression = node.as(TryExprSyntax.self), containsAwait(node) { return wrap(expression) }
    if let expression = node.as(AwaitExprSyntax.self) { return wrap(expression) }
    if let sequence = node.as(ExprListSyntax.self), sequence.parent?.is(SequenceExprSyntax.self) == true {
      return insertions(inSequence: sequence)
    }
    return node.children(viewMode: .sourceAccurate).flatMap(insertions(inside:))
  }

  /// `await` covers all to its right: `a + await b + c` waits for `b + c`.
  private static func insertions(inSequence elements: ExprListSyntax) -> [Insertion] {
    var found: [Insertion] = []
    for element in elements {
      let isTry = element.is(TryExprSyntax.self)
      if element.is(AwaitExprSyntax.self)
        || (isTry && elements.contains { $0.position >= element.position && containsAwait(Syntax($0)) })
      {
        let keyword = element.as(TryExprSyntax.self)
        return found + wrap(from: element.startOffset, to: elements.endOffset, throwing: keyword.map(isPlain) ?? false)
      }
      found += insertions(inside: Syntax(element))
    }
    return found
  }

  private static func wrap(_ expression: TryExprSyntax) -> [Insertion] {
    wrap(from: expression.startOffset, to: expression.endOffset, throwing: isPlain(expression))
  }

  private static func wrap(_ expression: AwaitExprSyntax) -> [Insertion] {
    wrap(from: expression.startOffset, to: expression.endOffset, throwing: false)
  }

  private static func wrap(_ statement: some SyntaxProtocol) -> [Insertion] {
    wrap(from: statement.startOffset, to: statement.endOffset, throwing: LineMarks.mayThrow(Syntax(statement)))
  }

  private static func wrap(from start: Int, to end: Int, throwing: Bool) -> [Insertion] {
    [(start, (throwing ? "try " : "") + "NotebookCell.runBlocking({ "), (end, " })")]
  }

  /// `try`, neither `try?` nor `try!`.
  private static func isPlain(_ expression: TryExprSyntax) -> Bool { expression.questionOrExclamationMark == nil }

  private static func containsAwait(_ node: Syntax) -> Bool {
    if node.is(AwaitExprSyntax.self) { return true }
    return node.children(viewMode: .sourceAccurate).contains { !opensScopeOfItsOwn($0) && containsAwait($0) }
  }

  /// Whether there is a `for await` that `break` or `continue` leaves for a loop around it.
  private static func containsLoopThatIsLeft(_ node: Syntax) -> Bool {
    if let loop = node.as(ForStmtSyntax.self), loop.awaitKeyword != nil {
      let own = labels(in: loop.labeled)
      return jumps(in: node).contains { !own.contains($0) }
    }
    return node.children(viewMode: .sourceAccurate).contains { !opensScopeOfItsOwn($0) && containsLoopThatIsLeft($0) }
  }

  private static func labels(in node: Syntax) -> Set<String> {
    let own = node.as(LabeledStmtSyntax.self).map { [$0.label.text] } ?? []
    return node.children(viewMode: .sourceAccurate).reduce(into: Set(own)) { $0.formUnion(labels(in: $1)) }
  }

  /// The labels that `break` and `continue` name.
  private static func jumps(in node: Syntax) -> [String] {
    let label = node.as(BreakStmtSyntax.self)?.label ?? node.as(ContinueStmtSyntax.self)?.label
    return (label.map { [$0.text] } ?? []) + node.children(viewMode: .sourceAccurate).flatMap(jumps)
  }

  static func containsAsyncLet(_ node: Syntax) -> Bool {
    if let declaration = node.as(VariableDeclSyntax.self), declaration.isAsync { return true }
    return node.children(viewMode: .sourceAccurate).contains { !opensScopeOfItsOwn($0) && containsAsyncLet($0) }
  }
}

extension VariableDeclSyntax {
  var isAsync: Bool { modifiers.contains { $0.name.tokenKind == .keyword(.async) } }
}

extension ForStmtSyntax {
  /// The loop with its label, where it has one.
  fileprivate var labeled: Syntax { parent?.as(LabeledStmtSyntax.self).map(Syntax.init) ?? Syntax(self) }
}
