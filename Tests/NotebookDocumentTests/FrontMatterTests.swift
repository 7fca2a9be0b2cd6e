import NotebookDocument
import Testing

@Suite struct FrontMatterTests {
  @Test("the names that mean something are read as their types")
  func known() throws {
    let page = try read(
      "---\ntitle: 2024\ndescription: |\n  Two\n  lines\norder: 3\nseed: 18446744073709551615\ntimeout: 1.5\n---\ntext\n"
    )
    #expect(page.frontMatter.title == "2024")
    #expect(page.frontMatter.description == "Two\nlines\n")
    #expect(page.frontMatter.order == 3)
    #expect(page.frontMatter.seed == .max)
    #expect(page.frontMatter.timeout == 1.5)
    #expect(page.bodyLine == 10)
  }

  @Test("what Jupytext and Quarto wrote is kept")
  func others() throws {
    let page = try read(
      "---\njupyter:\n  kernelspec:\n    name: swift\n  nbformat: 4\n  list: [1, 2.5, true, null, a]\nauthor: A\nexecute:\n  echo: false\n---\n"
    )
    #expect(page.frontMatter.jupyter?["kernelspec"]?["name"] == .string("swift"))
    #expect(page.frontMatter.jupyter?["nbformat"] == .integer(4))
    #expect(page.frontMatter.jupyter?["list"] == .list([.integer(1), .number(2.5), .bool(true), .null, .string("a")]))
    #expect(page.frontMatter.others.map(\.name) == ["author", "execute"])
  }

  @Test("an unknown name is an error with its line and the nearest name")
  func unknown() {
    #expect(
      problems(of: "---\ntitle: a\nsede: 1\n---\n") == [
        "page.md:3: unknown name ‘sede’ in the front matter (did you mean ‘seed’?)"
      ])
  }

  @Test(
    "a wrong type is an error that says what was expected",
    arguments: [
      ("order: first", "‘order’ must be a whole number, and is ‘first’"),
      ("seed: -1", "‘seed’ must be a whole number, zero or greater, and is ‘-1’"),
      ("timeout: {a: 1}", "‘timeout’ must be a number of seconds greater than zero, and is a mapping"),
      (
        "jupyter: {kernelspec: {name: python3}}",
        "the page is for the kernel ‘python3’ (cells run in the kernel ‘swift’)"
      ),
    ])
  func wrongType(line: String, message: String) {
    #expect(problems(of: "---\ntitle: a\n\(line)\n---\n") == ["page.md:3: \(message)"])
  }

  @Test("broken YAML is an error in the file's line")
  func brokenYAML() {
    let found = problems(of: "---\ntitle: a\norder: [1\n---\n")
    #expect(found.count == 1 && found[0].hasPrefix("page.md:3: this is not YAML") == true, "\(found)")
    #expect(problems(of: "---\ntitle: a: b\n---\n").first?.hasPrefix("page.md:2: this is not YAML") == true)
    #expect(problems(of: "---\njust text\n---\n").first?.hasPrefix("page.md:2: the front matter must be") == true)
  }

  @Test("front matter that never ends is an error")
  func unclosed() {
    #expect(
      problems(of: "---\ntitle: a\n\ntext\n") == [
        "page.md:1: the front matter that begins here never ends (end it with a line ‘---’)"
      ])
  }

  @Test(
    "a rule elsewhere, or before an empty line, is no front matter",
    arguments: [
      "---\n\ntext\n\n---\n", "text\n\n---\ntitle: a\n---\n", "---",
    ])
  func rules(text: String) throws {
    let page = try read(text)
    #expect(page.frontMatterText == nil && page.frontMatter == FrontMatter())
  }

  @Test("a mark, CRLF and blanks after the rules do not hide it")
  func lineEnds() throws {
    let page = try read("\u{FEFF}---  \r\ntitle: a\r\n--- \r\n# b\r\n")
    #expect(page.frontMatter.title == "a")
    #expect(page.frontMatterText == "---  \r\ntitle: a\r\n--- \r\n")
  }
}
