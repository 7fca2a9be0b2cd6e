import NotebookDocument
import Testing

@Suite struct OptionLinesTests {
  @Test("Quarto's cells take both markers, and compile as comments of the same length")
  func quarto() throws {
    let cell = try #require(try read("```{swift}\n#| label: a\n//| echo: false\nb\n```\n").cells.first)
    #expect(cell.label == "a" && !cell.options.echo)
    #expect(cell.source == "#| label: a\n//| echo: false\nb")
    #expect(cell.compilableSource == "// label: a\n//| echo: false\nb")
    #expect(cell.body == "b")
  }

  @Test("a hash in a plain Swift cell is an error that names the right marker")
  func hash() {
    #expect(
      problems(of: "```swift\n#| label: a\n```\n") == [
        "page.md:2: ‘#|’ is not Swift (the options of a ‘swift’ cell begin with ‘//|’)"
      ])
  }

  @Test("MyST's options in colons are understood")
  func mystColons() throws {
    let cell = try #require(
      try read("```{code-cell} swift\n:label: a\n:tags: [hide-input, raises-exception]\nlet b = 1\n```\n").cells.first)
    #expect(cell.label == "a" && cell.options.codeFold == .folded && cell.options.error)
    #expect(cell.compilableSource == "//abel: a\n//ags: [hide-input, raises-exception]\nlet b = 1")
    #expect(cell.body == "let b = 1")
  }

  @Test("MyST's options between rules are understood, and their errors keep their lines")
  func mystBlock() throws {
    let cell = try #require(
      try read("```{code-cell} swift\n---\nname: a\ntags: skip-execution\n---\nlet b = 1\n```\n").cells.first)
    #expect(cell.label == "a" && !cell.isEvaluated)
    #expect(cell.compilableSource == "//-\n//me: a\n//gs: skip-execution\n//-\nlet b = 1")
    #expect(
      problems(of: "```{code-cell} swift\n---\ntags: []\nlable: a\n---\n```\n") == [
        "page.md:4: unknown option ‘lable’ (did you mean ‘label’?)"
      ])
    #expect(
      problems(of: "```{code-cell} swift\n---\ntags: []\n```\n") == [
        "page.md:2: the options that begin here never end (end them with a line ‘---’)"
      ])
  }
}
