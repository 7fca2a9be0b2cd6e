import Testing

@testable import NotebookExecution

@Suite("The size of a cell's figures")
struct FigureSizeTests {
  @Test("it is the cell's own, and what the cell does not say is the standard size's")
  func sizes() async throws {
    let show = "import NotebookDisplay\nprint(FigureSize.ofCell.width, FigureSize.ofCell.height)"
    let page = try await PageTrial(
      show, "//| fig-width: 8\n//| fig-height: 2.5\n\(show)", "//| fig-width: 9\n\(show)", "//| fig-height: 9\n\(show)",
      show)
    #expect(page.statuses == Array(repeating: "ran", count: 5), "\(page.message(0))")
    #expect((0..<5).map(page.text) == ["6.0 3.7\n", "8.0 2.5\n", "9.0 3.7\n", "6.0 9.0\n", "6.0 3.7\n"])
  }
}
