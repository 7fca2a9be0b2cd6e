import Testing

@testable import NotebookExecution

@Suite("Cells that do not compile")
struct CompileErrorTests {
  @Test("a type error is told at its line and column, and the cells after it are not run")
  func typeErrors() async throws {
    let page = try await PageTrial("print(\"first\")", "let n = 1\nlet text: String = n", "print(\"last\")")
    #expect(page.statuses == ["ran", "compile-error", "not run"])
    #expect(page.text(0) == "first\n")
    #expect(page.message(1) == "cannot convert value of type 'Int' to specified type 'String'")
    #expect(page.line(ofFailure: 1) == "let text: String = n")
    #expect(page.failure(1)?.problems.first?.column == 20)
    #expect(page.outcomes[2].executionCount == nil)
  }

  @Test(
    "a syntax error is told at its line",
    arguments: [
      ("print(1)\nlet x = = 2\nprint(2)", "let x = = 2"), ("print(1)\nfunc f( {", "func f( {"),
      ("print(1)\nlet s = \"open", "let s = \"open"), ("print(1)\nfor i in 0..<3 {\n  print(i)", "print(i)"),
      ("print(1)\n}", "}"),
    ])
  func syntaxErrors(code: String, line: String) async throws {
    let page = try await PageTrial(code)
    #expect(page.statuses == ["compile-error"])
    #expect(page.line(ofFailure: 0) == line)
    #expect(page.text(0) == "")
  }

  @Test("a cell's errors are all told, each once")
  func severalErrors() async throws {
    let page = try await PageTrial("let a: Int = \"text\"\nlet b = missing\nlet c: [Int] = [1, 2.5]")
    let lines = page.failure(0)?.problems.compactMap(\.line)
    #expect(lines == [4, 5, 6])
  }

  @Test("where errors are allowed, the cells after one compile against the last good cell")
  func lastGoodCell() async throws {
    let page = try await PageTrial(
      "var x = 1", "var x = \"text\"\nlet y: Int = x", "x += 1", "missing()", "print(x)",
      options: RunOptions(allowsErrors: true))
    #expect(page.statuses == ["ran", "compile-error", "ran", "compile-error", "ran"])
    #expect(page.lastText == "2\n")
    #expect(page.line(ofFailure: 1) == "let y: Int = x")
    #expect(page.line(ofFailure: 3) == "missing()")
  }

  @Test("the option error: true lets the cells after it run, and only it")
  func errorOption() async throws {
    let page = try await PageTrial("//| error: true\nmissing()", "print(\"runs\")", "missing()", "print(\"never\")")
    #expect(page.statuses == ["compile-error", "ran", "compile-error", "not run"])
    #expect(page.text(1) == "runs\n")
  }

  @Test("an error behind text that was written into its line keeps its column")
  func columns() async throws {
    let page = try await PageTrial("print(1); print(2); let n: Int = \"x\"; print(n)")
    #expect(page.failure(0)?.problems.first?.column == 34)
  }

  @Test("what the library keeps to itself is answered in words")
  func libraryInternals() async throws {
    let page = try await PageTrial("import GenerativeAI\nprint(Tensor.blank(\"randn\", Shape([2, 3]), .float32))")
    #expect(page.statuses == ["compile-error"])
    #expect(page.message(0).contains("is not part of the library's API"))
    #expect(page.message(0).contains("blank"))
  }
}
