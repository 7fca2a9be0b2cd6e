import SwiftSyntax

/// Finds what compiles, or fails with a message that no reader of the page could understand, and says it in words.
enum Objections {
  static func find(
    in items: CodeBlockItemListSyntax, declaring declarations: [Declaration], after earlier: [Declaration],
    place: PlaceInPage
  ) -> [CompilerDiagnostic] {
    asyncLets(in: items, place: place) + usesBeforeRedeclaration(in: items, after: earlier, place: place)
      + shorthandGuards(in: items, after: earlier + declarations, place: place)
  }

  private static func asyncLets(in items: CodeBlockItemListSyntax, place: PlaceInPage) -> [CompilerDiagnostic] {
    items.compactMap { item in
      guard let declaration = item.item.as(VariableDeclSyntax.self), declaration.isAsync else { return nil }
      return place.error(
        "‘async let’ is not allowed at the top level of a cell", at: declaration,
        notes: [.init(message: "put it into ‘do { … }’ or a function, or start a ‘Task’ and await its ‘value’")])
    }
  }

  /// `guard let x else` at top level declares an `x` beside the one that it unwraps.
  private static func shorthandGuards(
    in items: CodeBlockItemListSyntax, after known: [Declaration], place: PlaceInPage
  ) -> [CompilerDiagnostic] {
    items.compactMap { $0.item.as(GuardStmtSyntax.self) }.flatMap(\.conditions).compactMap { condition in
      guard let binding = condition.condition.as(OptionalBindingConditionSyntax.self), binding.initializer == nil,
        let name = TopLevelDeclarations.boundNames(in: binding.pattern).first?.text,
        known.contains(where: { $0.name == name })
      else { return nil }
      return place.error(
        "‘\(name)’ can't be unwrapped into its own name at the top level of a cell", at: binding.pattern,
        notes: [.init(message: "choose another name: ‘guard let value = \(name) else { … }’")])
    }
  }

  /// A cell that declares an earlier cell's variable again shadows it everywhere, also above the declaration and in its
  /// initialiser, where the new one has no value yet.
  private static func usesBeforeRedeclaration(
    in items: CodeBlockItemListSyntax, after earlier: [Declaration], place: PlaceInPage
  ) -> [CompilerDiagnostic] {
    let known = Dictionary(earlier.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return items.flatMap { item -> [CompilerDiagnostic] in
      guard let declaration = item.item.as(VariableDeclSyntax.self) else { return [] }
      return declaration.bindings.flatMap { binding in
        TopLevelDeclarations.boundNames(in: binding.pattern).compactMap { name -> CompilerDiagnostic? in
          guard let first = known[name.text], first.kind == .variable || first.kind == .constant,
            let use = firstUse(of: name.text, in: items, before: binding.endPosition)
          else { return nil }
          let advice =
            first.kind == .variable ? "write ‘\(name.text) = …’ or choose another name" : "choose another name"
          return place.error(
            "‘\(name.text)’ is declared again in this cell, but used before it has its new value; \(advice)", at: use,
            notes: [
              .init(message: "‘\(name.text)’ is declared here first", line: first.line),
              .init(message: "and here again", line: place.line(of: name)),
            ])
        }
      }
    }
  }

  private static func firstUse(
    of name: String, in items: CodeBlockItemListSyntax, before end: AbsolutePosition
  ) -> DeclReferenceExprSyntax? {
    for item in items where item.position < end {
      if let use = uses(of: name, in: Syntax(item)).first(where: { $0.position < end }) { return use }
    }
    return nil
  }

  /// The references to a top-level name that run where they stand; none where the statement binds that name itself.
  private static func uses(of name: String, in item: Syntax) -> [DeclReferenceExprSyntax] {
    let isDeclaration = item.as(CodeBlockItemSyntax.self)?.item.is(VariableDeclSyntax.self) == true
    let bindings = item.tokens(viewMode: .sourceAccurate).filter { $0.text == name && $0.isBinding }
    if bindings.count > (isDeclaration ? 1 : 0) { return [] }
    return References.find([name], in: item, entersScopes: false)
  }
}
