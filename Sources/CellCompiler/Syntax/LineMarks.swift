import SwiftSyntax

/// Marks the beginning of statements, so that the runner knows where a cell was when it threw, left or was stopped.
///
/// Every statement at top level is marked; inside a loop or a branch only those that may throw, because a mark costs time.
enum LineMarks {
  static func insertions(into items: CodeBlockItemListSyntax, place: PlaceInPage) -> [Insertion] {
    items.flatMap { item -> [Insertion] in
      guard isExecutable(item) else { return [] }
      return [mark(item, place: place)] + marksInside(item, place: place)
    }
  }

  private static func mark(_ item: CodeBlockItemSyntax, place: PlaceInPage) -> Insertion {
    (item.startOffset, "NotebookCell.mark(\(place.line(of: item))); ")
  }

  private static func isExecutable(_ item: CodeBlockItemSyntax) -> Bool {
    switch item.item {
    case .decl(let declaration): declaration.is(VariableDeclSyntax.self)
    case .stmt, .expr: true
    @unknown default: false
    }
  }

  /// The marks of the statements in a statement's own blocks, but not in closures and functions.
  private static func marksInside(_ item: CodeBlockItemSyntax, place: PlaceInPage) -> [Insertion] {
    guard case .stmt(let statement) = item.item else { return [] }
    return nestedBlocks(of: Syntax(statement)).flatMap { block in
      block.flatMap { item -> [Insertion] in
        guard isExecutable(item), mayThrow(Syntax(item)) else { return [] }
        return [mark(item, place: place)] + marksInside(item, place: place)
      }
    }
  }

  private static func nestedBlocks(of statement: Syntax) -> [CodeBlockItemListSyntax] {
    statement.children(viewMode: .sourceAccurate).flatMap { child -> [CodeBlockItemListSyntax] in
      if let block = child.as(CodeBlockItemListSyntax.self) { return [block] }
      return opensScopeOfItsOwn(child) ? [] : nestedBlocks(of: child)
    }
  }

  /// Whether the node contains a `try` or a `throw` that leaves it unless it is caught.
  static func mayThrow(_ node: Syntax) -> Bool {
    if let expression = node.as(TryExprSyntax.self), expression.questionOrExclamationMark == nil { return true }
    if node.is(ThrowStmtSyntax.self) { return true }
    if node.as(ForStmtSyntax.self)?.tryKeyword != nil { return true }
    return node.children(viewMode: .sourceAccurate).contains { !opensScopeOfItsOwn($0) && mayThrow($0) }
  }
}

/// Whether the code inside a node runs when it is called, not where it stands.
func opensScopeOfItsOwn(_ node: Syntax) -> Bool {
  switch node.kind {
  case .closureExpr, .functionDecl, .initializerDecl, .deinitializerDecl, .subscriptDecl, .accessorBlock, .structDecl,
    .classDecl, .enumDecl, .actorDecl, .protocolDecl, .extensionDecl, .macroDecl:
    true
  default: false
  }
}
