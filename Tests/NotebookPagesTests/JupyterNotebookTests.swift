import Foundation
import NotebookDisplay
import NotebookDocument
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct JupyterNotebookTests {
  private func cells(_ page: SamplePage) throws -> [[String: Any]] {
    let file = try #require(try JSONSerialization.jsonObject(with: Data(page.ipynb.utf8)) as? [String: Any])
    return try #require(file["cells"] as? [[String: Any]])
  }

  private func outputs(_ outcome: CellOutcome, options: String = "") throws -> [[String: Any]] {
    let cells = try cells(SamplePage("```swift\n\(options)x\n```\n", outcome))
    return try #require(cells.first?["outputs"] as? [[String: Any]])
  }

  @Test("the file is nbformat 4.5, and every cell has what its type must have and no more")
  func structure() throws {
    let page = try richPage()
    let file = try #require(try JSONSerialization.jsonObject(with: Data(page.ipynb.utf8)) as? [String: Any])
    #expect(Set(file.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    #expect(file["nbformat"] as? Int == 4 && file["nbformat_minor"] as? Int == 5)
    let metadata = try #require(file["metadata"] as? [String: [String: Any]])
    #expect(
      metadata["kernelspec"] as? [String: String] == ["display_name": "Swift", "language": "swift", "name": "swift"])
    #expect(
      metadata["language_info"] as? [String: String]
        == ["name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift"])
    var identifiers: Set<String> = []
    for cell in try cells(page) {
      let type = try #require(cell["cell_type"] as? String)
      let id = try #require(cell["id"] as? String)
      let keys: Set = ["cell_type", "id", "metadata", "source"]
      #expect(Set(cell.keys) == (type == "code" ? keys.union(["execution_count", "outputs"]) : keys))
      #expect(id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil && identifiers.insert(id).inserted)
      #expect(cell["source"] is [String])
    }
  }

  @Test("cells keep their option lines, prose its Markdown, and code that is never run stays in the prose")
  func sources() throws {
    let cells = try cells(
      SamplePage(
        "\n\n# A\r\n\r\n```swift\r\n//| label: über\r\nx\r\n```\r\n\r\n```swift .noeval\r\ny\r\n```\r\nb\r\n", .ran()))
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown"])
    #expect(
      cells.map { $0["source"] as? [String] } == [
        ["# A"], ["//| label: über\n", "x"], ["```swift .noeval\n", "y\n", "```\n", "b"],
      ])
    #expect(cells[1]["id"] as? String == "-ber")
  }

  @Test("the front matter is a raw cell, and its jupyter part the notebook's metadata")
  func frontMatter() throws {
    let page = try SamplePage(
      "---\ntitle: A\njupyter:\n  jupytext: {custom_language_magics: swift}\norder: 2\n---\ntext\n")
    let cells = try cells(page)
    #expect(cells[0]["cell_type"] as? String == "raw")
    #expect(cells[0]["source"] as? [String] == ["---\n", "title: A\n", "order: 2\n", "---"])
    #expect(page.ipynb.contains("\"custom_language_magics\": \"swift\""))
    #expect(try self.cells(SamplePage("---\njupyter: {nbformat: 4}\n---\ntext\n")).count == 1)
  }

  @Test("each kind of output is what Jupyter calls it")
  func kinds() throws {
    let bundle = MIMEBundle(plainText: "a\nb").adding(.png, data: [1, 2, 3]).adding(.json, "{\"x\": [1, 2.5, null]}")
    let outputs = try outputs(
      .ran(.stream(.output, "1\n2"), .stream(.error, "e"), .display(bundle), .result(bundle), .notice("n")))
    #expect(
      outputs.map { $0["output_type"] as? String } == ["stream", "stream", "display_data", "execute_result", "stream"])
    #expect(outputs[0]["text"] as? [String] == ["1\n", "2"] && outputs[0]["name"] as? String == "stdout")
    #expect(outputs[1]["name"] as? String == "stderr")
    let data = try #require(outputs[2]["data"] as? [String: Any])
    #expect(data["text/plain"] as? [String] == ["a\n", "b"])
    #expect(data["image/png"] as? String == "AQID")
    #expect((data["application/json"] as? [String: [Any]])?["x"]?.count == 3)
    #expect(Set(outputs[2].keys) == ["output_type", "data", "metadata"])
    #expect(outputs[3]["execution_count"] as? Int == 1)
  }

  @Test("what calls itself JSON and is none is left out")
  func brokenJSON() throws {
    let outputs = try outputs(.ran(.display(MIMEBundle(plainText: "a").adding(.json, "{"))))
    #expect((outputs[0]["data"] as? [String: Any])?.count == 1)
  }

  @Test("a failure is an error with its name, value and traceback")
  func failure() throws {
    let outcome = CellOutcome.failed(.crash, CellFailure.Problem(message: "Index out of range", line: 2, column: 1))
    let error = try #require(try outputs(outcome).first)
    #expect(Set(error.keys) == ["output_type", "ename", "evalue", "traceback"])
    #expect(error["ename"] as? String == "Crash" && error["evalue"] as? String == "Index out of range")
    #expect(
      error["traceback"] as? [String] == [
        "This cell crashed", "notebooks/module2.md:2:1: Index out of range", "", "2 │ x", "  │ ^", "",
      ])
  }

  @Test("a cell that did not run has no number and no output")
  func notRun() throws {
    let cells = try cells(SamplePage("```swift\nx\n```\n", CellOutcome(status: .notRun)))
    #expect(cells[0]["execution_count"] is NSNull)
    #expect((cells[0]["outputs"] as? [Any])?.isEmpty == true)
  }
}
