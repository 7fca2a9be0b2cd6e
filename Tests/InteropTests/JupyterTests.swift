import Foundation
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
      "execute_result image/png image/svg+xml text/plain ", "display_data text/latex text/plain ",
      "display_data application/json text/plain ", "display_data text/html text/plain ", "display_data text/plain ",
    ]
    let lines = kinds.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { !$0.hasPrefix("error") && $0 != "stream stdout" } == expected.filter { $0 != "stream stdout" })
    #expect(lines.count { $0 == "stream stdout" } == 2)
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
}
