import SwiftSyntax

/// Finds the names that a cell declares at top level.
enum TopLevelDeclarations {
  static func find(in items: CodeBlockItemListSyntax, place: PlaceInPage) -> [Declaration] {
    items.flatMap { item -> [Declaration] in
      func declaration(_ name: TokenSyntax, _ kind: Declaration.Kind) -> Declaration {
        Declaration(name: name.text, kind: kind, line: place.line(of: name))
      }
      switch Syntax(item.item).as(SyntaxEnum.self) {
      case .variableDecl(let node):
        let kind: Declaration.Kind = node.bindingSpecifier.tokenKind == .keyword(.let) ? .constant : .variable
        return node.bindings.flatMap { boundNames(in: $0.pattern) }.map { declaration($0, kind) }
      case .guardStmt(let node):
        return node.conditions.flatMap { boundNames(in: $0) }.map { declaration($0, .constant) }
      case .functionDecl(let node): return [declaration(node.name, .function)]
      case .structDecl(let node): return [declaration(node.name, .type)]
      case .classDecl(let node): return [declaration(node.name, .type)]
      case .enumDecl(let node): return [declaration(node.name, .type)]
      case .actorDecl(let node): return [declaration(node.name, .type)]
      case .protocolDecl(let node): return [declaration(node.name, .type)]
      case .typeAliasDecl(let node): return [declaration(node.name, .type)]
      case .operatorDecl(let node): return [declaration(node.name, .other)]
      default: return []
      }
    }
  }

  /// The names that a pattern binds: one, or those of a tuple.
  static func boundNames(in pattern: some SyntaxProtocol) -> [TokenSyntax] {
    pattern.tokens(viewMode: .sourceAccurate).filter { token in
      guard let name = token.parent, name.is(IdentifierPatternSyntax.self) else { return false }
      var node = name.parent
      while let current = node, current.id != pattern.id {
        if opensScopeOfItsOwn(current) { return false }
        node = current.parent
      }
      return true
    }
  }
}
