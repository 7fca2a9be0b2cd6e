import SwiftSyntax

/// Makes what a `guard` at top level binds visible to the cells after it.
///
/// The compiler leaves such names out of a module. So the guard binds another name, and a declaration behind it the one
/// that its author chose: `guard let n = f() else { … }` becomes `guard let guarded_n = f() else { … }; let n = guarded_n`.
enum GuardRewriting {
  private static let prefix = "notebookGuarded_"

  static func insertions(into items: CodeBlockItemListSyntax) -> [Insertion] {
    items.flatMap { item in item.item.as(GuardStmtSyntax.self).map(insertions) ?? [] }
  }

  private static func insertions(into statement: GuardStmtSyntax) -> [Insertion] {
    var insertions: [Insertion] = []
    var declarations = ""
    var bound: Set<String> = []
    for condition in statement.conditions {
      insertions += References.find(bound, in: Syntax(condition)).map { ($0.startOffset, prefix) }
      for (name, keyword) in bindings(of: condition) {
        insertions.append((name.startOffset, prefix))
        if isShorthand(condition) { insertions.append((name.endOffset, " = \(name.text)")) }
        declarations += "; \(keyword) \(name.text) = \(prefix)\(name.text)"
        bound.insert(name.text)
      }
    }
    return declarations.isEmpty ? [] : insertions + [(statement.endOffset, declarations)]
  }

  /// The names that a condition binds, each with `let` or `var`.
  private static func bindings(of condition: ConditionElementSyntax) -> [(name: TokenSyntax, keyword: String)] {
    if let binding = condition.condition.as(OptionalBindingConditionSyntax.self) {
      return TopLevelDeclarations.boundNames(in: binding.pattern).map { ($0, binding.bindingSpecifier.text) }
    }
    guard let match = condition.condition.as(MatchingPatternConditionSyntax.self) else { return [] }
    return TopLevelDeclarations.boundNames(in: match.pattern).map { name in
      var node = name.parent
      while let current = node, !current.is(ValueBindingPatternSyntax.self) { node = current.parent }
      return (name, node?.as(ValueBindingPatternSyntax.self)?.bindingSpecifier.text ?? "let")
    }
  }

  /// Whether the condition is `let name`, without a value.
  private static func isShorthand(_ condition: ConditionElementSyntax) -> Bool {
    condition.condition.as(OptionalBindingConditionSyntax.self).map { $0.initializer == nil } ?? false
  }
}
