import Testing

@Suite("Redefinition")
struct RedefinitionTests {
  @Test("a variable is declared again with another type")
  func variables() async throws {
    let page = try await PageTrial("let value = 1", "let value = \"text\"", "value")
    #expect(page.lastText == #""text""#)
  }

  @Test("a function is declared again")
  func functions() async throws {
    let page = try await PageTrial(
      "func f() -> Int { 1 }\nfunc callsF() -> Int { f() }", "func f() -> Int { 2 }", "print(f(), callsF())")
    #expect(page.lastText == "2 1\n")
  }

  @Test("a type is declared again")
  func types() async throws {
    let page = try await PageTrial(
      "struct P { var x = 1 }\nlet old = P()", "struct P { var y = 2.5 }", "print(P(), old)")
    #expect(page.lastText == "P(y: 2.5) P(x: 1)\n")
  }

  @Test("an extension's method and an operator are declared again")
  func extensionMethodsAndOperators() async throws {
    let page = try await PageTrial(
      "extension Int { func scaled() -> Int { self * 2 } }\ninfix operator <+>: AdditionPrecedence\nfunc <+> (a: Int, b: Int) -> Int { a + b }",
      "extension Int { func scaled() -> Int { self * 100 } }\nfunc <+> (a: Int, b: Int) -> Int { a * 1000 + b }",
      "print(3.scaled(), 1 <+> 2)")
    #expect(page.lastText == "300 1002\n")
  }

  @Test("an overload stays beside the new one")
  func overloads() async throws {
    let page = try await PageTrial(
      "func show(_ x: Int) -> String { \"Int\" }", "func show(_ x: String) -> String { \"String\" }",
      "print(show(1), show(\"\"))")
    #expect(page.lastText == "Int String\n")
  }

  @Test(
    "a variable used before its new value is answered in words",
    arguments: ["let x = x + 1", "x += 1\nvar x = 5", "print([1].map { $0 + x })\nlet x = 2"])
  func usesBeforeRedeclaration(code: String) async throws {
    let page = try await PageTrial("var x = 1", code)
    let problem = try #require(page.failure(1)?.problems.first)
    #expect(page.statuses == ["ran", "compile-error"])
    #expect(problem.message.hasPrefix("‘x’ is declared again in this cell"))
    #expect(problem.message.contains("write ‘x = …’ or choose another name"))
  }

  @Test("a name that only a parameter or a loop reuses is no redeclaration")
  func localNames() async throws {
    let page = try await PageTrial(
      "var i = 1", "for i in 0..<2 { print(i) }\nprint([5].map { i in i + 1 })\nlet i = 7\ni")
    #expect(page.lastText == "0\n1\n[6]\n7")
  }
}
