import NotebookDocument
import Testing

@Suite struct CellOptionsTests {
  private func options(_ lines: String...) throws -> CellOptions {
    let text = "```swift\n" + lines.map { "//| \($0)\n" }.joined() + "let a = 1\n```\n"
    return try #require(try read(text).cells.first).options
  }

  @Test("a cell without options runs and shows everything")
  func defaults() throws {
    let options = try #require(try read("```swift\na\n//| echo: false\n```\n").cells.first).options
    #expect(options == CellOptions())
    #expect(options.eval && options.echo && options.include && options.output == .shown)
  }

  @Test("each option is read as its type")
  func each() throws {
    #expect(try options("label: fig-loss").label == "fig-loss")
    #expect(try !options("eval: false").eval)
    #expect(try !options("echo: false").echo)
    #expect(try options("output: false").output == .hidden)
    #expect(try options("output: asis").output == .asis)
    #expect(try options("error: true").error)
    #expect(try !options("include: false").include)
    #expect(try options("code-fold: true").codeFold == .folded)
    #expect(try options("code-fold: show").codeFold == .open)
    #expect(try options("code-line-numbers: true").codeLineNumbers && !options("").codeLineNumbers)
    #expect(try options("code-summary: \"Show it\"").codeSummary == "Show it")
    #expect(try options("cache: false").cache == false)
    #expect(try options("fig-cap: \"Both settle: $x$\"").figureCaption == "Both settle: $x$")
    #expect(try options("fig-alt: Two curves").figureAlternative == "Two curves")
    #expect(
      try options("fig-width: 6.5", "fig-height: 4")
        == {
          var options = CellOptions()
          (options.figureWidth, options.figureHeight) = (6.5, 4)
          return options
        }())
    #expect(try options("tbl-cap: Losses").tableCaption == "Losses")
    #expect(try options("timeout: 0.5").timeout == 0.5)
    #expect(try options("expect: 3.0").expect == "3.0")
    #expect(try options("parameters: true").parameters)
  }

  @Test("YAML over several option lines is one text")
  func multiLine() throws {
    #expect(try options("fig-cap: >", "  Two", "  lines", "echo: false").figureCaption == "Two lines\n")
    #expect(try options("expect: |-", "  a", "  b").expect == "a\nb")
  }

  @Test("the options are the first lines only, and stay in the source")
  func body() throws {
    let cell = try #require(try read("```swift\n//| echo: false\nlet a = 1\n//| label: no\n```\n").cells.first)
    #expect(cell.source == "//| echo: false\nlet a = 1\n//| label: no")
    #expect(cell.compilableSource == cell.source)
    #expect(cell.body == "let a = 1\n//| label: no")
    #expect((cell.line, cell.bodyLine) == (2, 3))
    #expect(cell.label == nil)
  }

  @Test("an unknown option is an error with its line and the nearest name")
  func unknown() {
    #expect(
      problems(of: "# T\n\n```swift\n//| label: a\n//| fig-widht: 3\na\n```\n") == [
        "page.md:5: unknown option ‘fig-widht’ (did you mean ‘fig-width’?)"
      ])
    #expect(
      problems(of: "```swift\n//| xyzzyx: 3\n```\n")[0].hasPrefix(
        "page.md:2: unknown option ‘xyzzyx’ (options are label, eval"))
  }

  @Test(
    "a wrong type is an error that says what was expected",
    arguments: [
      ("eval: maybe", "‘eval’ must be true or false, and is ‘maybe’"),
      ("eval: \"true\"", "‘eval’ must be true or false, and is ‘true’"),
      ("echo:", "‘echo’ must be true or false, and is nothing"),
      ("timeout: soon", "‘timeout’ must be a number of seconds greater than zero, and is ‘soon’"),
      ("timeout: 1e300", "‘timeout’ must be a number of seconds up to a thousand million, and is ‘1e300’"),
      ("timeout: 0", "‘timeout’ must be a number of seconds greater than zero, and is ‘0’"),
      ("timeout: .inf", "‘timeout’ must be a number of seconds greater than zero, and is ‘.inf’"),
      ("fig-width: -1", "‘fig-width’ must be a number of inches greater than zero, and is ‘-1’"),
      ("fig-cap: [a]", "‘fig-cap’ must be a text, and is a list"),
      ("label: two words", "‘label’ must be letters, digits, ‘-’, ‘_’, ‘.’ or ‘:’, and is ‘two words’"),
      ("code-fold: maybe", "‘code-fold’ must be false, true or show, and is ‘maybe’"),
    ])
  func wrongType(line: String, message: String) {
    #expect(problems(of: "text\n```swift\n//| \(line)\n```\n") == ["page.md:3: \(message)"])
  }

  @Test("an option given twice is an error that names both lines")
  func repeatedOption() {
    #expect(
      problems(of: "```swift\n//| echo: true\n//| eval: true\n//| echo: false\n```\n") == [
        "page.md:4: ‘echo’ is given twice, first in line 2"
      ])
  }

  @Test("a label used twice is an error that names both lines")
  func repeatedLabel() {
    #expect(
      problems(of: "```swift\n//| label: a\n```\n\n```swift\n//| label: a\n```\n") == [
        "page.md:6: the label ‘a’ is already that of the cell in line 2 (give this cell another label)"
      ])
  }

  @Test("broken YAML is an error in its line")
  func brokenYAML() {
    let found = problems(of: "```swift\n//| label: a\n//| fig-cap: \"open\nlet a = 1\n```\n")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("page.md:3: this is not YAML: "))
    #expect(
      problems(of: "```swift\n//| echo\n```\n") == [
        "page.md:2: the options must be ‘name: value’ lines (write a colon and a space after the name)"
      ])
  }

  @Test("all the problems of a page are reported together, in order")
  func together() {
    let cell = "```swift\n//| ehco: true\n```\n"
    #expect(
      problems(of: "---\nsede: 1\n---\n" + cell + cell + "```python\n").map { $0.prefix(10) } == [
        "page.md:2:", "page.md:5:", "page.md:8:", "page.md:10",
      ])
  }
}
