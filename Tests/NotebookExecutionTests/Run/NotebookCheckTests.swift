import CellCompiler
import Foundation
import NotebookDocument
import Testing

@testable import NotebookExecution

@Suite("Checking a page")
struct NotebookCheckTests {
  @Test("the errors of all cells are found, each once, and nothing is run")
  func findings() async throws {
    let folder = TrialFolder()
    let page = PageTrial.page([
      "import Glibc\nlet made = mkdir(\"made\", 0o700)\nlet a = 1", "let text: String = a", "let b = a + 1",
      "b.missing", "b = 2\nlet unused: String = 3",
      "//| eval: false\nnor().this", "func f() { let never = 1 }\nf()",
    ])
    let notebook = try Notebook(source: Array(page.utf8), name: "page.md")
    let check = NotebookCheck(
      notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial())
    let findings = try await check.findings()
    #expect(findings.map(\.cell.index) == [0, 1, 2, 3, 4, 6])
    #expect(findings.map { $0.failure?.problems.count ?? 0 } == [0, 1, 0, 1, 2, 0])
    let lines = findings.compactMap(\.failure).flatMap(\.problems).map { $0.line.flatMap { notebook.text(ofLine: $0) } }
    #expect(lines == ["let text: String = a", "b.missing", "b = 2", "let unused: String = 3"])
    #expect(findings[5].warnings.count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
  }
}
