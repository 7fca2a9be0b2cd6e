import Foundation
import NotebookDocument
import Testing

@testable import NotebookPages

@Suite struct ImportedPageTests {
  private func ipynb(_ page: String) throws -> String {
    JupyterNotebook(try Notebook(source: Array(page.utf8), name: "page.md")).text
  }

  private func page(_ ipynb: String) throws -> String {
    try ImportedPage(jupyter: Array(ipynb.utf8), name: "page.ipynb").text
  }

  /// The page after its notebook's cells were changed as Jupyter changes them.
  private func page(_ text: String, editing edit: (inout [[String: Any]]) -> Void) throws -> String {
    var file = try #require(JSONSerialization.jsonObject(with: Data(ipynb(text).utf8)) as? [String: Any])
    var cells = try #require(file["cells"] as? [[String: Any]])
    edit(&cells)
    file["cells"] = cells
    return try page(String(decoding: JSONSerialization.data(withJSONObject: file), as: UTF8.self))
  }

  private func notebook(_ cells: String, metadata: String = "{}", minor: Int = 5) -> String {
    #"{"nbformat": 4, "nbformat_minor": \#(minor), "metadata": \#(metadata), "cells": [\#(cells)]}"#
  }

  private static let python = #"{"kernelspec": {"name": "python3", "language": "python"}}"#

  @Test("numbers that Python writes and JSON has not")
  func pythonsNumbers() throws {
    let file =
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a", "outputs": [{"data": [NaN, -Infinity]}]}]}"#
    #expect(try ImportedPage(jupyter: Array(file.utf8), name: "a.ipynb").text == "```swift\na\n```\n")
  }

  @Test(
    "a page that became a notebook and a page again is the same, byte for byte",
    arguments: [
      "", "text", "text\n\n\n", "\u{FEFF}# T\r\n\r\n```swift\r\na\r\n```\r\nend", "```swift\na\n```\n```swift\nb\n```",
      "1. One\n\n   ~~~~ swift\n   let b = \"~~~\"\n   ~~~\n   ~~~~  \n\n2. Two\n",
      "> ```{swift}\n> #| echo: false\n> a\n> ```\n", "```{code-cell} swift\n:tags: [hide-input]\na\n```\n",
      "---\njupyter:\n  kernelspec: {name: swift}\ntitle: A   # why\n---\ntext  \n", "---\n\ntext\n",
      "a\r\n\nb\r```swift\nx\n```\n \t\n", "```swift .noeval\nx\n```\n", "\n\n```swift\n\n```\n", "   \n",
    ])
  func roundTrip(text: String) throws { #expect(try Array(page(ipynb(text)).utf8) == Array(text.utf8)) }

  @Test("so is whatever page is read")
  func anyPage() throws {
    var generator = SplitMix(state: 5)
    let pieces = [
      "\n```swift\n", "```\n", "~~~~ swift\n", "~~~~\n", "let a = 1", "//| label: a\n", "//| echo: false\n", "- ",
      "> ", "1. ", "\n", "\n\n", "\r\n", "\r", "  ", "\t", "    ", "# T\n", "---\n", "text",
      "```{swift}\n#| eval: true\n",
      "```{code-cell} swift\n:label: b\n", "```swift .noeval\n", "\u{1}", "é世", "::: note\n", "\n:::\n", "$$\nx\n$$\n",
      "\n\n```swift\nx\n```\n", "- ```swift\n  b\n  ```\n", "---\ntitle: T\njupyter: {a: 1}\nseed: 3\n---\n",
      "```python\n1\n```\n",
    ]
    var count = 0
    for _ in 0..<3000 {
      var text = Bool.random(using: &generator) ? "" : "---\ntitle: A\n---\n"
      for _ in 0..<Int.random(in: 1...16, using: &generator) { text += pieces.randomElement(using: &generator)! }
      guard let notebook = try? Notebook(source: Array(text.utf8), name: "a.md") else { continue }
      count += notebook.cells.isEmpty ? 0 : 1
      #expect(try Array(page(JupyterNotebook(notebook).text).utf8) == Array(text.utf8), "\(text.debugDescription)")
    }
    #expect(count > 300)
  }

  @Test("a page in the ordinary spelling leaves nothing of its own in the notebook's metadata")
  func ordinary() throws {
    #expect(try !ipynb("# A\n\n```swift\n//| label: a\n1\n```\n\nb\n").contains("\"page\""))
    #expect(try ipynb("# A\n\n```swift\n1\n```\nb\n").contains("\"page\""))
  }

  @Test("what was edited in Jupyter is taken over, and nothing else changes")
  func edited() throws {
    let text =
      "\u{FEFF}# T\r\n\r\n\r\nold  \r\nkept\r\n```swift\r\na\r\nb\r\n```\r\n\r\n> ~~~{swift}\n> #| echo: false\n> c\n> ~~~"
    let new = try page(text) { cells in
      cells[0]["source"] = "# T\n\n\nnew\nlines\nkept"
      cells[1]["source"] = ["a\n", "c"]
      cells[2]["source"] = "//| echo: true\nc\nd"
    }
    #expect(
      new
        == "\u{FEFF}# T\r\n\r\n\r\nnew\r\nlines\r\nkept\r\n```swift\r\na\r\nc\r\n```\r\n\r\n> ~~~{swift}\n> #| echo: true\n> c\n> d\n> ~~~"
    )
  }

  @Test("cells that were added, moved and removed find their places, also where the identifiers are gone")
  func rearranged() throws {
    let text = "A\n```{swift}\n1\n```\nB\n```{swift}\n2\n```\nC\n"
    func code(_ source: String) -> [String: Any] { ["cell_type": "code", "source": source, "outputs": []] }
    for keepsIdentifiers in [true, false] {
      func changed(_ edit: @escaping (inout [[String: Any]]) -> Void) throws -> String {
        try page(text) { cells in
          if !keepsIdentifiers { for index in cells.indices { cells[index]["id"] = nil } }
          edit(&cells)
        }
      }
      #expect(try changed { _ in } == text)
      #expect(
        try changed { $0.insert(code("new"), at: 2) }
          == "A\n```{swift}\n1\n```\n\n```swift\nnew\n```\n\nB\n```{swift}\n2\n```\nC\n")
      #expect(try changed { $0.remove(at: 1) } == "A\n\nB\n```{swift}\n2\n```\nC\n")
      #expect(try changed { $0.append(code("end")) } == text + "\n```swift\nend\n```\n")
      #expect(try changed { $0.removeAll() } == "")
      let moved = try changed { $0.swapAt(1, 3) }
      #expect(try Notebook(source: Array(moved.utf8), name: "m.md").cells.map(\.source) == ["2", "1"])
    }
  }

  @Test("an edited front matter keeps the part that Jupyter does not show")
  func frontMatter() throws {
    let text = "---\ntitle: A\njupyter:\n  jupytext: {formats: md}\norder: 2 # second\n---\n\ntext\n"
    #expect(
      try page(text) { $0[0]["source"] = "---\ntitle: B\norder: 2 # second\n---" }
        == "---\ntitle: B\njupyter:\n  jupytext: {formats: md}\norder: 2 # second\n---\n\ntext\n")
  }

  @Test("another language's cells are shown and not run, and that is told")
  func otherLanguage() throws {
    let cells = #"{"cell_type": "code", "metadata": {}, "source": "print('```')\n```\n", "outputs": [{}]}"#
    let page = try ImportedPage(jupyter: Array(notebook(cells, metadata: Self.python).utf8), name: "a.ipynb")
    #expect(page.text == "````python\nprint('```')\n```\n\n````\n")
    #expect(
      page.notes == [
        "1 cell in python: shown in the page, not run", "the outputs of 1 cell are left out: a run makes them anew",
      ])
  }

  @Test("tags and Quarto's marks become options, and Swift in prose is not run")
  func swiftFromElsewhere() throws {
    let cells = #"""
      {"cell_type": "markdown", "metadata": {}, "source": ["Look:\n", "```swift\n", "x\n", "```"]},
      {"cell_type": "code", "metadata": {"tags": ["parameters", "mine"]}, "source": "let n = 1", "outputs": []},
      {"cell_type": "code", "metadata": {"jupyter": {"source_hidden": true}}, "source": "#| label: a\n2", "outputs": []}
      """#
    let page = try ImportedPage(
      jupyter: Array(notebook(cells, metadata: #"{"kernelspec": {"name": "swift"}, "title": "T: 1"}"#).utf8), name: "a")
    #expect(
      page.text
        == "---\ntitle: 'T: 1'\njupyter:\n  kernelspec:\n    name: swift\n---\n\nLook:\n```swift .noeval\nx\n```\n\n```swift\n//| parameters: true\nlet n = 1\n```\n\n```swift\n//| code-fold: true\n//| label: a\n2\n```\n"
    )
    #expect(page.notes == ["tags that mean nothing here are left out: mine"])
    #expect(try Notebook(source: Array(page.text.utf8), name: "a").cells.map(\.isEvaluated) == [false, true, true])
  }

  @Test("attachments stay in the page, raw cells are shown, and an unclosed fence gets an end")
  func otherCells() throws {
    let cells = #"""
      {"cell_type": "markdown", "metadata": {}, "source": "---\n![a](attachment:p.png)", "attachments": {"p.png": {"image/png": "AQ\nID"}}},
      {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>"},
      {"cell_type": "markdown", "metadata": {}, "source": "1. ```python\n   x"}
      """#
    let text = try page(notebook(cells))
    #expect(text == "\n---\n![a](data:image/png;base64,AQID)\n\n```{=html}\n<b>\n```\n\n1. ```python\n   x\n   ```\n")
    #expect(throws: Never.self) { try Notebook(source: Array(text.utf8), name: "a") }
  }

  @Test("older formats are read", arguments: [0, 1, 2, 3, 4, 5])
  func versions(minor: Int) throws {
    #expect(
      try page(notebook(#"{"cell_type": "code", "source": "1", "outputs": []}"#, minor: minor)) == "```swift\n1\n```\n")
    let third = #"""
      {"nbformat": 3, "nbformat_minor": \#(minor), "metadata": {"name": ""}, "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 2, "source": ["T"]},
        {"cell_type": "code", "language": "python", "input": ["1\n", "2"], "outputs": []}]}]}
      """#
    #expect(try page(third) == "## T\n\n```python\n1\n2\n```\n")
  }

  @Test(
    "what is no notebook is refused",
    arguments: [
      "", "{", "[1]", "null", "{}", "# A page\n", #"{"nbformat": 4}"#, #"{"nbformat": 9, "cells": []}"#,
      #"{"nbformat": 4, "cells": {}}"#, #"{"nbformat": 4, "cells": [1]}"#, #"{"nbformat": "4", "cells": []}"#,
      #"{"nbformat": 4, "cells": [{"cell_type": "code"}]}"#,
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}"#,
      #"{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "\ud800"}]}"#, "\u{FFFD}",
      String(repeating: "[", count: 200_000), #"{"nbformat": 4, "cells": "# + String(repeating: "[", count: 5000),
    ])
  func refused(text: String) {
    #expect { try page(text) } throws: { error in
      guard let error = error as? NotebookError else { return false }
      return error.file == "page.ipynb" && !error.message.contains("\n")
    }
  }

  @Test("a page in the metadata that is no page any more is passed over")
  func spoiled() throws {
    let metadata =
      #"{"notebook": {"page": ["```swift\n"]}, "kernelspec": {"name": "swift", "language": "swift", "display_name": "Swift"}}"#
    #expect(try page(notebook(#"{"cell_type": "code", "source": "1"}"#, metadata: metadata)) == "```swift\n1\n```\n")
  }
}
