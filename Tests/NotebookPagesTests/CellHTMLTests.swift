import Foundation
import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct CellHTMLTests {
  private func html(
    _ options: String..., fence: String = "swift", outcome: CellOutcome = .ran(.stream(.output, "out\n"))
  ) throws -> String {
    let lines = options.map { "//| \($0)\n" }.joined()
    return try SamplePage("```\(fence)\n\(lines)let a = 1 < 2\n```\n", outcome).html
  }

  @Test("a cell shows its code, escaped and without option lines, and its output")
  func plain() throws {
    #expect(
      try html("label: c") == """
        <div class="cell" id="c"><pre class="code"><code class="language-swift">\
        <span class="line"><span class="hl-keyword">let</span> a = <span class="hl-number">1</span> &lt; \
        <span class="hl-number">2</span></span></code></pre>\
        <div class="outputs"><pre class="stream stdout">out
        </pre>
        </div></div>

        """)
  }

  @Test("the page shows only what the options allow")
  func hidden() throws {
    #expect(try !html("echo: false").contains("let</span> a"))
    #expect(try html("echo: false").contains("out"))
    #expect(try !html("output: false").contains("out\n"))
    #expect(try html("output: false").contains("let</span> a"))
    #expect(try html("include: false") == "\n")
  }

  @Test("code can be folded, closed or open, under words of its own")
  func folds() throws {
    #expect(try html("code-fold: true").contains("<details class=\"fold\"><summary>Code</summary><pre"))
    #expect(
      try html("code-fold: show", "code-summary: A<b").contains(
        "<details class=\"fold\" open=\"\"><summary>A&lt;b</summary>"))
  }

  @Test("the lines of one cell's code can be numbered")
  func lineNumbers() throws {
    #expect(try html("code-line-numbers: true").contains("<pre class=\"code numbered\">"))
    #expect(try html("code-line-numbers: false").contains("<pre class=\"code\">"))
  }

  @Test("a cell that is never run is shown")
  func noEval() throws {
    let markup = try html(fence: "swift {.noeval}", outcome: CellOutcome(status: .notEvaluated))
    #expect(markup.contains("let</span> a") && !markup.contains("outputs"))
  }

  @Test("output that is Markdown becomes part of the page")
  func asis() throws {
    #expect(try html("output: asis", outcome: .ran(.stream(.output, "*x*\n"))).contains("<p><em>x</em></p>"))
  }

  @Test("a cell in a list stays in it, and the list goes on")
  func list() throws {
    let page = try SamplePage(
      "1. a\n\n   ```swift\n   x\n   ```\n\n2. [b][r]\n\n[r]: http://y\n", .ran(.result(MIMEBundle(plainText: "7"))))
    let markup = page.html
    #expect(markup.components(separatedBy: "<ol>").count == 2)
    #expect(markup.contains("<pre class=\"result\">7</pre>"))
    #expect(markup.contains("<a href=\"http://y\">b</a>"))
  }

  @Test("warnings are folded away")
  func warnings() throws {
    let warning = CellFailure.Problem(message: "never <used>", line: 2, column: 5)
    let markup = try html(outcome: .ran(warnings: [warning, warning]))
    #expect(markup.contains("<details class=\"warnings\"><summary>2 warnings</summary>"))
    #expect(markup.contains("never &lt;used&gt;"))
  }

  @Test("a cell that an earlier failure kept from running says so")
  func notRun() throws {
    #expect(try html(outcome: CellOutcome(status: .notRun)).contains("<p class=\"not-run\">Not run</p>"))
  }
}
