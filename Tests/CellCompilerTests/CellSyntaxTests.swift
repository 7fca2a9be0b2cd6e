import Testing

@testable import CellCompiler

@Suite("A cell's code, rewritten")
struct CellSyntaxTests {
  private func syntax(_ code: String, after earlier: [Declaration] = []) -> CellSyntax {
    CellSyntax(CellSource(code: code, file: "page.md", line: 11), after: earlier)
  }

  /// The rewritten code without the marks of lines.
  private func rewritten(_ code: String) -> String {
    syntax(code).rewritten.code.replacing(#/NotebookCell\.mark\(\d+\); /#, with: "")
  }

  @Test(
    "the last expression is shown, and only a value",
    arguments: [
      ("x", "NotebookCell.showResult(x)"), ("x;", "_ = x;"), ("let a = 1", "let a = 1"), ("a = 1", "a = 1"),
      ("a += 1", "a += 1"),
      ("a == 1", "NotebookCell.showResult(a == 1)"),
      ("a <= b ? 1 : 2 // c", "NotebookCell.showResult(a <= b ? 1 : 2) // c"),
      ("if a { b }", "if a { b }"), ("f()\n  .g()", "NotebookCell.showResult(f()\n  .g())"),
      ("a\nb", "a\nNotebookCell.showResult(b)"),
      ("func f() {}", "func f() {}"), ("", ""), ("// only words", "// only words"),
      ("#warning(\"w\")", "#warning(\"w\")"),
      ("try f()", "NotebookCell.showResult(try f())"), ("a !== b", "NotebookCell.showResult(a !== b)"),
    ])
  func trailingExpressions(code: String, expected: String) {
    #expect(rewritten(code) == expected)
  }

  @Test(
    "await waits, with try where that stands",
    arguments: [
      ("let a = await f()", "let a = NotebookCell.runBlocking({ await f() })"),
      ("let a = try await f()", "let a = try NotebookCell.runBlocking({ try await f() })"),
      ("let a = try? await f()", "let a = NotebookCell.runBlocking({ try? await f() })"),
      ("let a = 1 + await f() + 2", "let a = 1 + NotebookCell.runBlocking({ await f() + 2 })"),
      ("for await x in s { g(x) }", "NotebookCell.runBlocking({ for await x in s { g(x) } })"),
      ("for try await x in s { g(x) }", "try NotebookCell.runBlocking({ for try await x in s { g(x) } })"),
      ("func f() async { await g() }", "func f() async { await g() }"),
      ("let t = Task { await g() }", "let t = Task { await g() }"),
      ("do { async let a = f(); g(await a) }", "NotebookCell.runBlocking({ do { async let a = f(); g(await a) } })"),
      ("if await f() { g() }", "if NotebookCell.runBlocking({ await f() }) { g() }"),
    ])
  func awaiting(code: String, expected: String) {
    #expect(rewritten(code) == expected)
  }

  @Test(
    "what a guard binds is declared behind it",
    arguments: [
      (
        "guard let n = f() else { exit(1) }",
        "guard let notebookGuarded_n = f() else { exit(1) }; let n = notebookGuarded_n"
      ),
      (
        "guard let a = f(), let b = g(a), b > a else { exit(1) }",
        "guard let notebookGuarded_a = f(), let notebookGuarded_b = g(notebookGuarded_a), notebookGuarded_b > notebookGuarded_a else { exit(1) }; let a = notebookGuarded_a; let b = notebookGuarded_b"
      ),
      (
        "guard var n = f() else { exit(1) }",
        "guard var notebookGuarded_n = f() else { exit(1) }; var n = notebookGuarded_n"
      ),
      ("guard a > 1 else { exit(1) }", "guard a > 1 else { exit(1) }"),
    ])
  func guards(code: String, expected: String) {
    #expect(rewritten(code) == expected)
  }

  @Test("statements are marked with their lines; in loops and branches only those that may throw")
  func marks() {
    #expect(
      syntax("let a = 1\nfor i in 0..<3 {\n  g(i)\n  try f(i)\n}\nfunc h() {\n  try? f(1)\n}").rewritten.code
        == "NotebookCell.mark(11); let a = 1\nNotebookCell.mark(12); for i in 0..<3 {\n  g(i)\n  NotebookCell.mark(14); try f(i)\n}\nfunc h() {\n  try? f(1)\n}"
    )
  }

  @Test("private gives way to blanks, so that nothing moves")
  func privateDeclarations() {
    #expect(rewritten("private let a = 1; fileprivate func f() {}") == "        let a = 1;             func f() {}")
    #expect(rewritten("struct S { private(set) var x = 1 }") == "struct S {              var x = 1 }")
    #expect(rewritten("let s = \"private\" // private") == "let s = \"private\" // private")
  }

  @Test("the rewritten code has the original's lines")
  func lines() {
    let code =
      "import Foundation\n\nguard let n = Int(\"1\") else {\n  fatalError()\n}\nfor await x in s {\n  print(x)\n}\nlet y = await f(\n  1)\n\nawait g(\n)\n"
    #expect(syntax(code).rewritten.code.count(where: \.isNewline) == code.count(where: \.isNewline))
  }

  @Test("imports and declarations are found, with their lines")
  func declarations() {
    let syntax = syntax(
      "import Foundation\n@testable import\n  Other\nlet (a, b) = (1, 2), c = 3\nvar d = { (x: Int) in let inner = x; return inner }\nstruct S { var x = 1 }\nfunc f() {}\ntypealias T = Int\nguard let g = Int(\"1\") else { fatalError() }"
    )
    #expect(
      syntax.imports == ["import Foundation", "@testable import   Other"]
        || syntax.imports == ["import Foundation", "@testable import Other"])
    #expect(syntax.declarations.map(\.name) == ["a", "b", "c", "d", "S", "f", "T", "g"])
    #expect(syntax.declarations.map(\.line) == [14, 14, 14, 15, 16, 17, 18, 19])
    #expect(
      syntax.declarations.map(\.kind) == [
        .constant, .constant, .constant, .variable, .type, .function, .type, .constant,
      ])
  }

  @Test(
    "code with syntax errors is taken as far as it goes",
    arguments: ["let x = ", "func f( {", "}", "\"open", "for", "await", "guard let", "@", "#", "\\(", "private"])
  func broken(code: String) {
    #expect(syntax(code).rewritten.code.count(where: \.isNewline) == 0)
  }
}

@Suite("The nesting of brackets")
struct NestingLimitTests {
  @Test("what no person writes is told by its line, and all else passes")
  func limit() {
    func nested(_ bracket: String, _ depth: Int) -> String { "let x = 1\n" + String(repeating: bracket, count: depth) }
    #expect(NestingLimit.firstLineBeyond(in: nested("[", 12).utf8) == nil)
    #expect(NestingLimit.firstLineBeyond(in: nested("[", 13).utf8) == 2)
    #expect(NestingLimit.firstLineBeyond(in: nested("(", 64).utf8) == nil)
    #expect(NestingLimit.firstLineBeyond(in: nested("{", 65).utf8) == 2)
    #expect(NestingLimit.firstLineBeyond(in: String(repeating: "[[0], [1]]\n", count: 1000).utf8) == nil)
    let colours = #"print("\u{1B}[1mbold\u{1B}[0m \(f("[(", [1])) [")  // [ ( {"# + "\n/* [ /* ( */ [ */\n"
    let raw = ##"let open = #"["(\("# + "[" + "## + "\"\"\"\n  [[[ \\(x) (((\n  \"\"\"\n"
    #expect(NestingLimit.firstLineBeyond(in: String(repeating: colours + raw, count: 100).utf8) == nil)
    #expect(NestingLimit.firstLineBeyond(in: ("\"\\(" + nested("[", 13)).utf8) == 2)
  }
}
