import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct MarkdownPageTests {
  @Test("a cell becomes a plain fence without options, and its output a block below it")
  func cells() throws {
    let page = try SamplePage(
      "---\ntitle: T\n---\na\n\n~~~{swift}\n#| label: c\nx\n~~~\n\nb\n",
      .ran(.stream(.output, "1\n\u{1B}[31m2\u{1B}[0m\n"), .result(MIMEBundle(plainText: "```"))))
    #expect(
      page.markdown.text == "# T\n\na\n\n```swift\nx\n```\n\n```text\n1\n2\n```\n\n````text\n```\n````\n\nb\n")
  }

  @Test("a cell in a list or a quote stays in it")
  func containers() throws {
    let page = try SamplePage(
      "- ```swift\n  x\n\n  y\n  ```\n\n> ```swift\n> z\n> ```\n", .ran(.stream(.output, "1")),
      .ran(.stream(.output, "2")))
    #expect(
      page.markdown.text
        == "- ```swift\n  x\n\n  y\n  ```\n\n  ```text\n  1\n  ```\n\n> ```swift\n> z\n> ```\n>\n> ```text\n> 2\n> ```\n"
    )
  }

  @Test("pictures are files beside the page")
  func pictures() throws {
    let page = try SamplePage(
      "```swift\n//| label: fig-a\n//| fig-cap: A [b]\n//| echo: false\nx\n```\n",
      .ran(
        .display(MIMEBundle(plainText: "p").adding(.svg, "<svg/>")),
        .display(MIMEBundle(plainText: "q").adding(.png, data: [7]))))
    #expect(
      page.markdown.text
        == "![A \\[b\\]](module2_files/fig-a.svg)\n\n*A [b]*\n\n![q](module2_files/fig-a-2.png)\n")
  }

  @Test("the page shows only what the options allow")
  func hidden() throws {
    let out = CellOutcome.ran(.stream(.output, "1"))
    #expect(try SamplePage("```swift\n//| include: false\nx\n```\n", out).markdown.text == "\n")
    #expect(try SamplePage("```swift\n//| output: false\nx\n```\n", out).markdown.text == "```swift\nx\n```\n")
    #expect(try SamplePage("```swift\n//| echo: false\nx\n```\n", out).markdown.text == "```text\n1\n```\n")
  }

  @Test("a failure stands in its place")
  func failure() throws {
    let page = try SamplePage(
      "```swift\nx\n```\n\n```swift\ny\n```\n",
      .failed(.uncaughtError, CellFailure.Problem(message: "no", line: 2)), CellOutcome(status: .notRun))
    #expect(
      page.markdown.text == """
        ```swift
        x
        ```

        **This cell threw an error that nothing caught.**

        ```text
        notebooks/module2.md:2: no

        2 │ x
        ```

        ```swift
        y
        ```

        *Not run.*

        """)
  }
}
