import SwiftSyntax

/// Where code refers to one of some names, as far as it is not its own: not after a dot or in a key path, and not where a
/// closure, a `catch` or a function in between binds the name anew.
enum References {
  /// - Parameter entersScopes: Whether functions and types, whose code runs later, are searched too.
  static func find(_ names: Set<String>, in node: Syntax, entersScopes: Bool = true) -> [DeclReferenceExprSyntax] {
    if names.isEmpty || (!entersScopes && opensScopeOfItsOwn(node) && !node.is(ClosureExprSyntax.self)) { return [] }
    if let reference = node.as(DeclReferenceExprSyntax.self) {
      return names.contains(reference.baseName.text) && !reference.isMember ? [reference] : []
    }
    let visible = names.subtracting(namesBound(by: node))
    return node.children(viewMode: .sourceAccurate).flatMap { find(visible, in: $0, entersScopes: entersScopes) }
  }

  private static func namesBound(by node: Syntax) -> Set<String> {
    if let clause = node.as(CatchClauseSyntax.self), clause.catchItems.isEmpty { return ["error"] }
    guard node.is(ClosureExprSyntax.self) || node.is(FunctionDeclSyntax.self) else { return [] }
    return Set(node.tokens(viewMode: .sourceAccurate).filter(\.isBinding).map(\.text))
  }
}

extension TokenSyntax {
  /// Whether the token names something that it binds: in a pattern, or as a parameter.
  var isBinding: Bool {
    guard let parent else { return false }
    return parent.is(IdentifierPatternSyntax.self) || parent.is(ClosureShorthandParameterSyntax.self)
      || parent.is(ClosureParameterSyntax.self) || parent.is(ClosureCaptureSyntax.self)
      || parent.is(FunctionParameterSyntax.self)
  }
}

extension DeclReferenceExprSyntax {
  /// Whether the name follows a dot, also in a key path.
  fileprivate var isMember: Bool {
    parent?.as(MemberAccessExprSyntax.self)?.declName.id == id
      || parent?.is(KeyPathPropertyComponentSyntax.self) == true
  }
}
