import Testing

@testable import NotebookExecution

@Suite("Errors that nothing catches")
struct UncaughtErrorTests {
  private static let setUp =
    "enum Oops: Error { case missing(file: String), empty }\nfunc open(_ n: Int) throws -> Int {\n  if n > 2 { throw Oops.missing(file: \"a.csv\") }\n  return n\n}"

  @Test("an error thrown at top level is told in words at its line, below what was printed")
  func topLevel() async throws {
    let page = try await PageTrial(
      Self.setUp, "print(\"before\")\nprint(\"unfinished\", terminator: \"\")\nthrow Oops.empty", "print(\"never\")")
    #expect(page.statuses == ["ran", "uncaught-error", "not run"])
    #expect(page.message(1) == "uncaught error: Oops.empty")
    #expect(page.line(ofFailure: 1) == "throw Oops.empty")
    #expect(page.outcomes[1].outputs == [.stream(.output, "before\nunfinished")])
  }

  @Test("the line is that of the statement that threw, in loops and branches too")
  func nested() async throws {
    let page = try await PageTrial(
      Self.setUp,
      "let first = try open(1)\nlet second = try open(2)\nlet third = try open(3)\nprint(third)",
      "for i in 0..<2 {\n  for j in 0..<3 {\n    if i + j > 0 {\n      print(i, j)\n      let opened = try open(i + j)\n      print(opened)\n    }\n  }\n}",
      "func calls() throws {\n  _ = try open(9)\n}\ndo {\n  try calls()\n} catch Oops.empty {\n  print(\"not this one\")\n}",
      "print(\"goes on\")",
      options: RunOptions(allowsErrors: true))
    #expect(page.statuses == ["ran", "uncaught-error", "uncaught-error", "uncaught-error", "ran"])
    #expect(page.line(ofFailure: 1) == "let third = try open(3)")
    #expect(page.line(ofFailure: 2) == "let opened = try open(i + j)")
    #expect(page.text(2) == "0 1\n1\n0 2\n2\n1 0\n1\n1 1\n2\n1 2\n")
    #expect(page.line(ofFailure: 3) == "try calls()")
    for cell in 1...3 { #expect(page.message(cell) == "uncaught error: Oops.missing(file: \"a.csv\")") }
    #expect(page.lastText == "goes on\n")
  }

  @Test("an error says what its description says")
  func descriptions() async throws {
    let page = try await PageTrial(
      "import Foundation\nstruct Described: Error, CustomStringConvertible { var description: String { \"the file is empty\" } }\nthrow Described()",
      "try String(contentsOfFile: \"no-such-file.csv\", encoding: .utf8)",
      "struct Plain: Error { var code = 3 }\nthrow Plain()",
      options: RunOptions(allowsErrors: true))
    #expect(page.message(0) == "uncaught error: the file is empty")
    #expect(page.message(1) == "uncaught error: no-such-file.csv: No such file or directory")
    #expect(page.message(2) == "uncaught error: Plain(code: 3)")
  }
}
