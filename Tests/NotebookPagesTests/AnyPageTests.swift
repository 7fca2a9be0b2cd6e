import Foundation
import NotebookDocument
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct AnyPageTests {
  @Test("whatever page is read can be rendered, and each of its cells is in its place once")
  func anyPage() throws {
    var generator = SplitMix(state: 11)
    let pieces = [
      "\n```swift\n", "```\n", "$", "$$", "$$\n", "x_1", "\\", "`", "``", "- ", "> ", "1. ", "\n", "\n\n",
      "  ", "    ",
      "# ", "{#a}", "[a]", "[a]: b\n", "![", "](", ")", "|", "*", "<b>", "<div>\n", "a", "\r\n", "\u{E000}", "\u{1}",
      "---\n", "===\n", "::: note\n", ":::\n", "\n::: hint\n", "\n:::\n", "\\@fig-a", "@", "fig-a", " {#eq-b}",
      "a|b\n-|-\n", "\n[^1]: ", "[^1]", ": c", "\n\n![a](b){#fig-a}\n\n",
      "\n\n```swift\nx\n```\n", "\n$$\n```swift\ny\n```\n", "```swift\nlet a = 1\n```\n", "- ```swift\n  b\n  ```\n",
      "$$\na\n$$\n", "> $$\n> a\n> $$\n",
    ]
    var cells = 0
    for _ in 0..<2400 {
      var text = ""
      for _ in 0..<Int.random(in: 1...25, using: &generator) { text += pieces.randomElement(using: &generator)! }
      guard let notebook = try? Notebook(source: Array(text.utf8), name: "a.md") else { continue }
      let outcomes = notebook.cells.map { CellOutcome.ran(.stream(.output, "out \($0.index)")) }
      cells += notebook.cells.count
      let html = HTMLPage(notebook, outcomes: outcomes, assets: .none).text
      for cell in notebook.cells {
        let count = html.components(separatedBy: "<div class=\"cell\" id=\"cell-\(cell.index + 1)\">").count - 1
        #expect(count == 1, "cell \(cell.index + 1) of \(text.debugDescription)")
      }
      #expect(JSONValue(parsing: JupyterNotebook(notebook, outcomes: outcomes).text) != nil)
      let markdown = MarkdownPage(notebook, outcomes: outcomes, filesFolder: "a_files").text
      #expect(markdown.components(separatedBy: "out ").count - 1 == notebook.cells.count, "\(text.debugDescription)")
    }
    #expect(cells > 300)
  }
}

/// A small random source, the same in each run (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
