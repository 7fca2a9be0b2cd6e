import Foundation
import NotebookDocument
import Testing

@Suite(.needs(.python)) struct JupytextTests {
  /// What Jupytext makes of a page.
  private struct JupytextNotebook: Decodable {
    struct Cell: Decodable {
      let kind: String
      let source: String

      enum CodingKeys: String, CodingKey {
        case kind = "cell_type"
        case source
      }
    }

    let cells: [Cell]
    let kernel: String?

    /// Reads a notebook in `folder`; the text of a cell may be a list of lines.
    init(_ name: String, in folder: TrialFolder) async throws {
      let text = try await folder.python(
        "-c",
        """
        import json, nbformat
        notebook = nbformat.read("\(name)", as_version=4)
        nbformat.validate(notebook)
        print(json.dumps({"cells": notebook.cells, "kernel": notebook.metadata.get("kernelspec", {}).get("name")}))
        """)
      self = try JSONDecoder().decode(JupytextNotebook.self, from: Data(text.utf8))
    }

    var code: [String] { cells.filter { $0.kind == "code" }.map(\.source) }
  }

  @Test("Jupytext opens a page as a notebook for Swift, option lines and all", arguments: CoursePages.all)
  func opening(page: String) async throws {
    let folder = try TrialFolder()
    _ = try await folder.python("-m", "jupytext", "--quiet", "--to", "ipynb", "--output", "page.ipynb", page)
    let opened = try await JupytextNotebook("page.ipynb", in: folder)
    let notebook = try Notebook(contentsOfFile: page)
    #expect(opened.kernel == "swift")
    #expect(opened.code == notebook.cells.filter { !$0.isNoEval }.map(\.source))
    #expect(opened.cells.contains { $0.kind == "markdown" })
  }

  @Test("a page that Jupytext read and wrote has the same cells and the same prose", arguments: CoursePages.all)
  func roundTrip(page: String) async throws {
    let folder = try TrialFolder()
    _ = try await folder.python("-m", "jupytext", "--quiet", "--to", "ipynb", "--output", "page.ipynb", page)
    _ = try await folder.python("-m", "jupytext", "--quiet", "--to", "md", "--output", "back.md", "page.ipynb")
    let before = try Notebook(contentsOfFile: page)
    let after = try folder.page("back.md")
    #expect(after.cells.map(\.source) == before.cells.map(\.source))
    #expect(after.cells.map(\.options) == before.cells.map(\.options))
    #expect(after.cells.map(\.isNoEval) == before.cells.map(\.isNoEval))
    #expect(after.frontMatter.title == before.frontMatter.title && after.frontMatter.seed == before.frontMatter.seed)
    #expect(after.body == before.body)
  }

  @Test("Jupytext writes our notebooks as pages that are ours again")
  func ourNotebook() async throws {
    let folder = try TrialFolder()
    let page = try folder.write(EveryOutput.page, to: "every.md")
    try await folder.runNotebook(page, "--to", "ipynb", "--quiet")
    _ = try await folder.python("-m", "jupytext", "--quiet", "--to", "md", "--output", "back.md", "_build/every.ipynb")
    let before = try folder.page("every.md")
    let after = try folder.page("back.md")
    #expect(after.cells.map(\.source) == before.cells.map(\.source))
    #expect(after.frontMatter.title == "Every kind of output")
  }
}
