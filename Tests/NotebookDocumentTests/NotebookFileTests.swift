import Foundation
import NotebookDocument
import Testing

@Suite struct NotebookFileTests {
  private func problem(ofFile path: String) -> String? {
    do {
      _ = try Notebook(contentsOfFile: path, name: "a.md")
      return nil
    } catch {
      return error.description
    }
  }

  @Test("a missing file and a folder are said to be so")
  func missing() {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(problem(ofFile: "\(folder)/no-such-page-\(UUID()).md") == "a.md: there is no such file")
    #expect(problem(ofFile: folder) == "a.md: this is a folder, not a page")
  }

  @Test("a file is read as its bytes are")
  func file() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID()).md")
    try Data("\u{FEFF}```swift\r\na\r\n```\r\n".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let page = try Notebook(contentsOfFile: url.path)
    #expect(page.name == url.path)
    #expect(Data(page.serialized()) == (try Data(contentsOf: url)))
  }

  @Test("a page that comes through a pipe in pieces is read to its end")
  func pipe() async throws {
    let text = String(repeating: "line of prose\n", count: 20_000)
    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let page = try Notebook(contentsOfFile: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", name: "pipe")
    #expect(page.serialized().count == text.utf8.count)
  }
}
