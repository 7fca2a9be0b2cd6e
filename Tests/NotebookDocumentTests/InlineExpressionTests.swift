import Testing

@testable import NotebookDocument

@Suite("Swift expressions in the prose")
struct InlineExpressionTests {
  private func page(_ text: String) throws -> Notebook { try Notebook(source: Array(text.utf8), name: "page.md") }

  @Test("each stands in its own line and column of a cell between the cells around it")
  func places() throws {
    let text = "é `{swift} a` and ``{swift} b``\n\n```swift\nlet c = 1\n```\n\n| x |\n|---|\n| `{swift}  c` |\n"
    let notebook = try page(text)
    #expect(notebook.steps.map(\.index) == [1, 0, 2])
    #expect(notebook.steps.map(\.isInline) == [true, false, true])
    #expect(
      notebook.steps[0].source == String(repeating: " ", count: 12) + "a;" + String(repeating: " ", count: 15) + "b;")
    #expect(notebook.steps[2].source == String(repeating: " ", count: 12) + "c;")
    #expect(notebook.steps.map(\.line) == [1, 4, 9])
    #expect(notebook.serialized() == Array(text.utf8))
  }

  @Test("an expression may go on in the next line, also in a quote")
  func twoLines() throws {
    let notebook = try page("> `{swift} a\n> + b` and `{swift} c`\n")
    #expect(
      notebook.steps.first?.source == String(repeating: " ", count: 11) + "a + b;\n" + String(repeating: " ", count: 20)
        + "c;")
    #expect(notebook.steps.first?.expressions.map(\.code) == ["a + b", "c"])
  }

  @Test(
    "other code is no expression",
    arguments: [
      "`swift x`", "`{swift}`", "`{swift} `", "`{{swift}} x`", "`{python} x`", "`x {swift} y`", "    `{swift} x`",
      "```\n`{swift} x`\n```", "\\`{swift} x`", "<!-- `{swift} x` -->",
    ])
  func otherCode(text: String) throws { #expect(try page(text + "\n").steps.isEmpty) }

  @Test("a page's text is given back with the expressions replaced")
  func replaced() throws {
    let notebook = try page("---\ntitle: T\n---\nA `{swift} a` é `{swift} b`\nC\n")
    guard case .prose(let prose)? = notebook.segments.first else { return #expect(Bool(false)) }
    #expect(notebook.text(of: prose) { $0.code == "b" ? "2" : nil } == "A `{swift} a` é 2\nC\n")
  }
}
