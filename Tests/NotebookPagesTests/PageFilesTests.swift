import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct PageFilesTests {
  private let svg = MIMEBundle(plainText: "p").adding(.svg, "<svg/>")

  private func files(_ text: String, _ outcomes: CellOutcome...) throws -> PageFiles {
    PageFiles(try SamplePage(text).notebook, outcomes: outcomes, folder: "m_files") { Array("png of \($0)".utf8) }
  }

  @Test("each picture is a file as SVG and as PNG, and each table as CSV, named by its cell")
  func names() throws {
    let table = Table(columns: ["a"], rows: [[1]]).mimeBundle
    let page = try files(
      "```swift\n//| label: fig-a\nx\n```\n```swift\ny\n```\n",
      .ran(.stream(.output, "o"), .display(svg), .display(svg)), .ran(.result(table), .display(svg)))
    #expect(
      page.files.map(\.path) == [
        "m_files/fig-a.svg", "m_files/fig-a.png", "m_files/fig-a-2.svg", "m_files/fig-a-2.png", "m_files/cell-2.csv",
        "m_files/cell-2-2.svg", "m_files/cell-2-2.png",
      ])
    #expect(page.files[1].bytes == Array("png of <svg/>".utf8) && page.files[4].bytes == Array("a\r\n1\r\n".utf8))
  }

  @Test("a second figure takes no other cell's name")
  func taken() throws {
    let page = try files(
      "```swift\n//| label: a\nx\n```\n```swift\n//| label: a-2\ny\n```\n", .ran(.display(svg), .display(svg)),
      .ran(.display(svg)))
    #expect(
      page.files.map(\.path).filter { $0.hasSuffix("svg") } == ["m_files/a.svg", "m_files/a-3.svg", "m_files/a-2.svg"])
  }

  @Test("a PNG that the cell made itself is taken, and one that can't be made is counted")
  func pngs() throws {
    let page = try SamplePage("```swift\nx\n```\n").notebook
    let outcomes = [CellOutcome.ran(.display(svg), .display(svg.adding(.png, data: [7])))]
    let files = PageFiles(page, outcomes: outcomes, folder: "f") { _ in nil }
    #expect(files.files.map(\.path) == ["f/cell-1.svg", "f/cell-1-2.svg", "f/cell-1-2.png"])
    #expect(files.missingPNGs == 1)
  }

  @Test("what the page hides has no files")
  func hidden() throws {
    #expect(try files("```swift\n//| include: false\nx\n```\n", .ran(.display(svg))).files.isEmpty)
    #expect(try files("```swift\n//| output: false\nx\n```\n", .ran(.display(svg))).files.isEmpty)
  }
}
