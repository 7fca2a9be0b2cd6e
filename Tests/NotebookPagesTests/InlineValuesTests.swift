import NotebookDisplay
import NotebookDocument
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite("Values in the prose")
struct InlineValuesTests {
  private func outcomes(_ texts: String..., failure: CellFailure? = nil) -> [CellOutcome] {
    let outputs = texts.map { CellOutput.result(MIMEBundle(plainText: $0)) }
    return [CellOutcome(status: failure.map { .failed($0) } ?? .succeeded, outputs: outputs)]
  }

  private func html(_ text: String, _ outcomes: [CellOutcome]) throws -> String {
    HTMLPage(try Notebook(source: Array(text.utf8), name: "page.md"), outcomes: outcomes).text
  }

  @Test("they show as text, markup and all")
  func escaped() throws {
    let text = "Loss `{swift} loss`, **`{swift} name`**."
    #expect(try html(text, outcomes("0.25", "<b>&")).contains("<p>Loss 0.25, <strong>&lt;b&gt;&amp;</strong>.</p>"))
    let notebook = try Notebook(source: Array(text.utf8), name: "page.md")
    let page = MarkdownPage(notebook, outcomes: outcomes("0.25", "<b>&*"), filesFolder: "files")
    #expect(page.text == "Loss 0.25, **\\<b\\>\\&\\***.\n")
  }

  @Test("the failed one says why, those after it that they were not computed")
  func failed() throws {
    let failure = CellFailure(
      kind: .compileError, problems: [.init(message: "cannot find ‘b’", line: 1, column: 26)])
    let page = try html("`{swift} a` and `{swift} b` and `{swift} c`", outcomes("1", failure: failure))
    #expect(page.contains("<p>1 and <span class=\"inline-failure\"><code>b</code> cannot find ‘b’</span> and "))
    #expect(page.contains("title=\"not computed: line 1 has an error\">c</code></p>"))
  }

  @Test("without a run the code shows; doubled braces show the marker itself")
  func notRun() throws {
    #expect(
      try html("`{swift} a` `{{swift}} b`", []).contains(
        "<code class=\"not-computed\" title=\"not run\">a</code> <code>{swift} b</code>"))
  }
}
