import Testing

@testable import NotebookDocument

@Suite struct CrossReferencesTests {
  @Test("figures, tables, equations and sections are numbered each in the order of the page")
  func numbers() throws {
    let page = try read(
      """
      # A {#sec-a}
      $$x$$ {#eq-x} and $$y$$ and
      $$
      z
      $$ {#eq-z}
      ```swift
      //| label: fig-b
      ```
      - ```swift
        //| label: tbl-c
        ```
      ::: note
      ```swift
      //| label: fig-d
      ```
      Setext *e* {#sec-e}
      ---
      :::
      ```swift
      //| label: other
      ```
      See @fig-b, @fig-d, [@tbl-c], @eq-x, **@eq-z**, @sec-a and @sec-e.
      """)
    let targets = page.crossReferences.targets
    #expect(
      targets.mapValues(\.number) == [
        "sec-a": 1, "eq-x": 1, "eq-z": 2, "fig-b": 1, "tbl-c": 1, "fig-d": 2, "sec-e": 2,
      ])
    #expect(targets["sec-a"]?.title == "A" && targets["sec-e"]?.title == "Setext *e*")
    #expect(targets["fig-b"]?.line == 6)
  }

  @Test("a reference to nothing is an error in its line that names the nearest label")
  func missing() {
    #expect(
      problems(of: "---\ntitle: A\n---\n$$x$$ {#eq-loss}\n\n- text\n  @eq-los.\n") == [
        "page.md:7: there is no ‘eq-los’ to refer to (did you mean ‘eq-loss’?)"
      ])
    #expect(
      problems(of: "@sec-x\n") == [
        "page.md:1: there is no ‘sec-x’ to refer to (a section is labelled by ‘## Title {#sec-x}’)"
      ])
    #expect(problems(of: "::: note On @fig-x\n:::\n").map { $0.prefix(10) } == ["page.md:1:"])
    #expect(
      problems(of: "```swift\n//| label: fig-a\n//| fig-cap: As in @fig-b.\n```\n") == [
        "page.md:3: there is no ‘fig-b’ to refer to (did you mean ‘fig-a’?)"
      ])
  }

  @Test("a label given twice is an error in the second line")
  func repeated() {
    #expect(
      problems(of: "# A {#sec-a}\n\n# B {#sec-a}\n") == [
        "page.md:3: the label ‘sec-a’ is already given in line 1 (give this one another label)"
      ])
    #expect(problems(of: "```swift\n//| label: fig-a\n```\n```swift\n//| label: fig-a\n```\n").count == 1)
  }

  @Test(
    "what only looks like a reference is left alone",
    arguments: [
      "\\@fig-x", "`@fig-x`", "```\n@fig-x\n```", "me@fig-x.org", "<https://a.b/@fig-x>", "[a](b@eq-x)",
      "<b title='@fig-x'>",
      "$@fig-x$", "@figure", "@fig-", "@someone", "ä@fig-x", "[a](@fig-x)", "[a]: @fig-x",
    ])
  func notReferences(text: String) {
    #expect(problems(of: text + "\n") == [])
  }
}
