import Foundation
import NotebookDocument
import Testing

@Suite(.needs(.python)) struct JupyterTests {
  @Test("Jupyter's own validator accepts a page with every kind of output")
  func validation() async throws {
    let folder = try TrialFolder()
    try await folder.runNotebook(try folder.write(EveryOutput.page, to: "every.md"), "--to", "ipynb", "--quiet")
    // Warnings too are errors: nbformat mends a missing or doubled identifier and only warns of it.
    let kinds = try await folder.python(
      "-W", "error", "-c",
      """
      import nbformat
      notebook = nbformat.read("_build/every.ipynb", as_version=nbformat.NO_CONVERT)
      nbformat.validate(notebook)
      for cell in notebook.cells:
        for output in cell.get("outputs", []):
          print(output.output_type, *sorted(output.get("data", [])), output.get("name", output.get("ename", "")))
      """)
    let expected = [
      "stream stdout", "stream stderr", "execute_result text/plain ", "execute_result text/html text/plain ",
      "execute_result text/html text/plain ", "execute_result image/png image/svg+xml text/plain ",
      "execute_result image/svg+xml text/plain ", "execute_result image/svg+xml text/plain ",
      "display_data text/latex text/plain ",
      "display_data application/json text/plain ", "display_data text/html text/plain ", "display_data text/plain ",
    ]
    let lines = kinds.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { !$0.hasPrefix("error") && $0 != "stream stdout" } == expected.filter { $0 != "stream stdout" })
    #expect(lines.count { $0 == "stream stdout" } == 3)
    #expect(lines.count { $0.hasPrefix("error") } == 3)
  }

  @Test("nbconvert shows every output")
  func conversion() async throws {
    let folder = try TrialFolder()
    try await folder.runNotebook(try folder.write(EveryOutput.page, to: "every.md"), "--to", "ipynb", "--quiet")
    _ = try await folder.python("-m", "nbconvert", "--to", "html", "--log-level", "ERROR", "_build/every.ipynb")
    let html = try folder.text(of: "_build/every.html")
    for text in [
      "<em>emphasis</em>", "to standard output: ä &lt; &amp; 世界", "to standard error", "<pre>42</pre>",
      "one &amp; only",
      "src=\"data:image/svg+xml;base64,PHN2Zy", "$$x^2$$", "displayed markup", "100 %", "neverRun",
      "Index out of range", "before the trap",
      "Refused", "cannot convert value of type",
    ] {
      let isShown = html.contains(text)
      #expect(isShown, "missing: \(text)")
    }
    let showsReplaced = html.contains("<pre>\"0 %\"</pre>")
    #expect(!showsReplaced)
  }

  @Test("a page that nbformat read and wrote as a notebook is the same page again", arguments: CoursePages.all)
  func throughJupyter(page: String) async throws {
    let folder = try TrialFolder()
    try await folder.notebook(["convert", page, "--to", "ipynb", "--output", "page.ipynb"])
    _ = try await folder.python(
      "-W", "error", "-c",
      """
      import nbformat
      notebook = nbformat.read("page.ipynb", as_version=nbformat.NO_CONVERT)
      nbformat.validate(notebook)
      nbformat.write(notebook, "page.ipynb")
      """)
    try await folder.notebook(["convert", "page.ipynb", "--to", "md", "--output", "back.md"])
    #expect(try folder.page("back.md").source == Notebook(contentsOfFile: page).source)
    _ = try await folder.python("-m", "nbconvert", "--to", "html", "--log-level", "ERROR", "page.ipynb")
  }

  @Test("a notebook that Jupyter's library makes becomes a page", arguments: [3, 4])
  func fromJupyter(version: Int) async throws {
    let folder = try TrialFolder()
    _ = try await folder.python(
      "-c",
      """
      import nbformat
      from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
      notebook = new_notebook(cells=[
        new_markdown_cell("# Title"), new_code_cell("1 + 1", outputs=[new_output("stream", text="2")]),
        new_markdown_cell("end")])
      notebook.metadata.kernelspec = {"name": "swift", "display_name": "Swift", "language": "swift"}
      nbformat.write(nbformat.convert(notebook, \(version)), "page.ipynb", version=nbformat.NO_CONVERT)
      """)
    try await folder.notebook(["convert", "page.ipynb", "--to", "md"])
    let code = version == 4 ? "```swift\n1 + 1\n```" : "```python\n1 + 1\n```"
    #expect(try folder.text(of: "page.md") == "# Title\n\n\(code)\n\nend\n")
  }
}
