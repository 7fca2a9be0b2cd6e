import Testing

@testable import NotebookExecution

@Suite("Shapes that do not fit")
struct ShapeErrorTests {
  @Test("the library's message and the page's line are told, whichever way an operation is called")
  func places() async throws {
    let page = try await PageTrial(
      "import GenerativeAI\nlet a = Tensor.zeros(2, 3), b = Tensor.zeros(4, 5)\nfunc product() -> Tensor {\n  matmul(a, b)\n}",
      "print(\"before\", terminator: \"\")\nlet c = matmul(a, b)\nprint(\"after\")",
      "print(\"before\", terminator: \"\")\nlet c = a + b\nprint(\"after\")",
      "print(\"before\", terminator: \"\")\nlet c = product()\nprint(\"after\")",
      "let layer = Linear(3, 2)\nfor _ in 0..<2 {\n  print(layer(b).shape)\n}",
      options: RunOptions(allowsErrors: true))
    #expect(page.statuses == ["ran", "crash", "crash", "crash", "crash"])
    for cell in 1...4 { #expect(page.message(cell).contains("[4, 5]")) }
    #expect(page.message(1).hasPrefix("Matmul:") || page.message(1).hasPrefix("matmul:"))
    #expect(page.line(ofFailure: 1) == "let c = matmul(a, b)")
    #expect(page.line(ofFailure: 2) == "let c = a + b")
    #expect(page.line(ofFailure: 3) == "matmul(a, b)")
    #expect(page.lines(ofNotes: 3) == ["let c = product()"])
    #expect(page.line(ofFailure: 4) == "print(layer(b).shape)")
    for cell in 1...3 { #expect(page.outcomes[cell].outputs == [.stream(.output, "before")]) }
  }
}
