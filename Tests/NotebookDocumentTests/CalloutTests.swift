import Testing

@testable import NotebookDocument

@Suite struct CalloutTests {
  @Test(
    "a callout's first line is written as Pandoc, Quarto or MyST write it",
    arguments: [
      ("::: note", .opening(Callout(kind: .note, title: nil, isFolded: false))),
      (":::: tip A *title* ::::", .opening(Callout(kind: .tip, title: "A *title*", isFolded: false))),
      ("::: {.callout-note}", .opening(Callout(kind: .note, title: nil, isFolded: false))),
      (
        "::: {.callout-warning #id title=\"A } title\" collapse=\"true\"}",
        .opening(Callout(kind: .warning, title: "A } title", isFolded: true))
      ),
      (":::{exercise} A title", .opening(Callout(kind: .exercise, title: "A title", isFolded: false))),
      ("::: exercise {title='A title'}", .opening(Callout(kind: .exercise, title: "A title", isFolded: false))),
      (":::solution", .opening(Callout(kind: .solution, title: nil, isFolded: true))),
      ("::: hint The set {x", .opening(Callout(kind: .hint, title: "The set {x", isFolded: true))),
      ("::: {.column-margin}", .unknown(kind: "column-margin")), ("::: {}", .unknown(kind: "")),
      (":::", .closing), ("::::::  ", .closing), (":: note", nil), ("note", nil),
    ] as [(String, CalloutFence?)])
  func spellings(line: String, fence: CalloutFence?) {
    #expect(CalloutFence(line) == fence)
  }

  @Test("a callout without an end, an end without a callout and an unknown kind are errors in their lines")
  func errors() {
    #expect(
      problems(of: "---\ntitle: A\n---\n::: note\n\ntext\n") == [
        "page.md:4: the callout that begins here never ends (end it with a line ‘:::’)"
      ])
    #expect(
      problems(of: "a\n::: warnign\nb\n:::\n") == ["page.md:2: unknown callout ‘warnign’ (did you mean ‘warning’?)"])
    #expect(
      problems(of: "::: important\nb\n:::\n") == [
        "page.md:1: unknown callout ‘important’ (callouts are note, tip, warning, exercise, solution, hint)"
      ])
    #expect(
      problems(of: "::: note\n:::\n:::\n") == [
        "page.md:3: no callout is open here (begin one with ‘::: note’, or write ‘\\:::’ for the colons)"
      ])
    #expect(problems(of: "::: note\n- a\n\n  :::\n").map { $0.prefix(10) } == ["page.md:1:", "page.md:4:"])
    #expect(problems(of: "> ::: note\n> a\n\n:::\n").map { $0.prefix(10) } == ["page.md:1:", "page.md:4:"])
    #expect(problems(of: ":::: note\n::: tip\n:::\n").map { $0.prefix(10) } == ["page.md:1:"])
  }

  @Test(
    "colons in code, in raw HTML and inside a line are no callout's",
    arguments: [
      "```\n::: note\n```\n", "    ::: note\n", "<div>\n::: note\n</div>\n", "a ::: note\n", "\\::: note\n",
      ":: note\n",
      "```swift\n//| eval: false\n:::\n```\n",
    ])
  func elsewhere(text: String) {
    #expect(problems(of: text) == [])
  }

  @Test("a page of colons is read in time that grows with its length alone")
  func manyLines() {
    #expect(problems(of: String(repeating: "::: note\n", count: 20_000)).count == 20_000)
    #expect(problems(of: String(repeating: ":::\n", count: 20_000)).count == 20_000)
    #expect(problems(of: String(repeating: "::: note\na\n:::\n", count: 10_000)) == [])
  }

  @Test("a cell in a callout is a cell")
  func cells() throws {
    let page = try read("::: exercise\n```swift\n1\n```\n:::\n")
    #expect(page.cells.map(\.line) == [3])
  }
}
