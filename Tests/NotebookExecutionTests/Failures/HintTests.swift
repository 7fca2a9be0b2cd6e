import Testing

@testable import NotebookExecution

@Suite("What is not allowed in a cell, each with a hint")
struct HintTests {
  /// A cell that the compiler refuses, and words of the message and of a note.
  private static let refused: [(code: String, message: String, hint: String)] = [
    (
      "if count > 0 {\n  return\n}", "‘return’ is allowed inside a function only",
      "put the rest into ‘if … { … }’ or a function"
    ),
    ("lazy var slow = 5", "a cell's own variable can't be ‘lazy’", "leave ‘lazy’ out"),
    ("@main struct Program { static func main() {} }", "‘@main’ has no place in a cell", "Program.main()"),
    (
      "@propertyWrapper struct Twice { var wrappedValue = 2 }\n@Twice var two", "can't have a property wrapper",
      "into a type or a function"
    ),
    ("later = 3", "cannot assign to value: 'later' is a 'let' constant", "write ‘var later’ there"),
    (
      "extension Point: Hashable {}", "extension outside of file declaring struct 'Point' prevents automatic synthesis",
      "declare the conformance in the cell that declares the type"
    ),
    ("import NoSuchModule", "no such module 'NoSuchModule'", "a cell can import GenerativeAI"),
    (
      "import GenerativeAI\nlet n = 3\nprint(Poisson(n))", "requires that 'Int' conform to 'DistributionParameter'",
      "write ‘Double(n)’"
    ),
    (
      "import GenerativeAI\nprint(Tensor([1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6]))",
      "takes too long to find the types in this expression", "let p: [Double]"
    ),
    (
      "import GenerativeAI\nprint(Tensor([]))", "type 'Any' cannot conform to 'TensorElements'",
      "Tensor.zeros(0)"
    ),
    ("let text: String = Point()", "cannot convert value of type 'Point' to specified type 'String'", ""),
    ("let y: Point = old", "cannot convert value of type 'Point (line 5)' to specified type 'Point (line 11)'", ""),
  ]

  @Test("the messages speak of the page, and a hint says what to write")
  func hints() async throws {
    let page = try await PageTrial(
      cells: ["var count = 0\nstruct Point {}\nlet old = Point()\nlet later = 2", "struct Point {}"]
        + Self.refused.map(\.code),
      options: RunOptions(allowsErrors: true))
    for (index, (code, message, hint)) in Self.refused.enumerated() {
      let problem = try #require(page.failure(index + 2)?.problems.first, "\(code)")
      #expect(problem.message.contains(message))
      #expect(hint.isEmpty || problem.notes.contains { $0.message.contains(hint) }, "\(problem)")
      #expect(page.line(ofFailure: index + 2).map { code.contains($0) } == true, "\(problem)")
      #expect(([problem.message] + problem.notes.map(\.message)).allSatisfy { !$0.contains(/Cell\d/) }, "\(problem)")
    }
  }
}
