import NotebookDocument
import Testing

@Suite struct SpellingTests {
  private func spelled(_ text: String, _ spelling: CellSpelling) throws -> String {
    try read(text).spelled(spelling).text
  }

  @Test("a cell's fence and options change, and its code does not")
  func cells() throws {
    let plain = "# T\n\n```swift\n//| label: fig-a\n//| fig-cap: \"A: b\"\n//| echo: false\nplot()\n```\n"
    let quarto = "# T\n\n```{swift}\n#| label: fig-a\n#| fig-cap: \"A: b\"\n#| echo: false\nplot()\n```\n"
    let myst = "# T\n\n```{code-cell} swift\n:tags: [remove-input]\n:label: fig-a\n:caption: \"A: b\"\nplot()\n```\n"
    #expect(try spelled(plain, .quarto) == quarto)
    #expect(try spelled(plain, .myst) == myst)
    #expect(try spelled(quarto, .plain) == plain)
    #expect(try read(myst).cells[0].options == read(plain).cells[0].options)
    #expect(try read(spelled(myst, .plain)).cells[0].options == read(plain).cells[0].options)
  }

  @Test(
    "whatever a cell's options are, they are the same in every spelling",
    arguments: [CellSpelling.quarto, .myst, .plain])
  func options(spelling: CellSpelling) throws {
    let text = """
      ```swift
      //| label: a
      //| eval: true
      //| output: false
      //| include: false
      //| error: true
      //| parameters: true
      //| code-fold: true
      //| timeout: 2.5
      x
      ```

      - ~~~~swift
        //| fig-cap: |
        //|   Two
        //|
        //|   lines.
        //| expect: "~~~"
        //| code-fold: show
        //|output: asis
        x
        ~~~~

      ```swift
      //| eval: false
      //| tbl-cap: "a: b"
      ```

      ```{code-cell} swift
      ---
      name: b
      tags: [hide-input,
        raises-exception]
      caption: C
      ---
      x
      ```
      """
    let page = try read(text)
    let other = try read(page.spelled(spelling).text)
    #expect(other.cells.map(\.options) == page.cells.map(\.options))
    #expect(other.cells.map(\.body) == page.cells.map(\.body))
    #expect(other.cells.allSatisfy { $0.spelling == spelling })
    #expect(other.spelled(spelling).text == other.source)
  }

  @Test("what a spelling has no words for is told with its line")
  func lost() throws {
    let lost = try read("a\n\n```{code-cell} swift\n:linenos:\n:tags: [mine]\nx\n```\n").spelled(.plain).lost
    #expect(lost.map(\.line) == [4, 4])
    #expect(
      lost.map(\.message) == [
        "the option ‘linenos’ has no counterpart and is left out", "the tag ‘mine’ has no counterpart and is left out",
      ])
  }

  @Test("callouts are written as each system writes them, those around others with more colons in MyST")
  func callouts() throws {
    let plain = "::: note Look *here*\ntext\n\n::: hint\na\n:::\n\n:::\n"
    #expect(
      try spelled(plain, .quarto)
        == "::: {.callout-note title=\"Look *here*\"}\ntext\n\n::: {.hint}\na\n:::\n\n:::\n")
    #expect(try spelled(plain, .myst) == "::::{note} Look *here*\ntext\n\n:::{hint}\na\n:::\n\n::::\n")
    for spelling in [CellSpelling.quarto, .myst] { #expect(try spelled(spelled(plain, spelling), .plain) == plain) }
    let folded = "> ::: {.callout-tip collapse=\"true\"}\n> a\n> :::\n"
    #expect(try spelled(folded, .myst) == folded)
  }

  @Test("every byte that is no fence and no option stays as it is")
  func otherBytes() throws {
    let text = "\u{FEFF}---\ntitle: A\n---\r\na  \r\n```swift\r\n\tx\r\n```  \r\n```swift .noeval\ny\n```\nend"
    #expect(try spelled(text, .quarto) == text.replacing("```swift\r\n", with: "```{swift}\r\n"))
    #expect(try spelled(text, .plain) == text)
  }
}
