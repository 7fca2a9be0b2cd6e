import Testing

@testable import NotebookExecution

/// A statement that ends the program, and what is to be said of it.
private struct Trap {
  let statement: String
  let message: String

  static let all = [
    Trap(statement: "print([1, 2, 3][seven])", message: "Index out of range"),
    Trap(statement: "print(Int.max - 6 + seven)", message: "Arithmetic overflow"),
    Trap(statement: "print(seven / (seven - 7))", message: "Division by zero"),
    Trap(
      statement: "print(Int(\"seven\")! + seven)", message: "Unexpectedly found nil while unwrapping an Optional value"),
    Trap(
      statement: "print(([seven, \"text\"] as [Any])[seven - 7] as! String)",
      message: "Could not cast value of type 'Int' to 'String'"),
    Trap(statement: "print(UInt8(seven - 8))", message: "Negative value is not representable"),
    Trap(
      statement: "print(Array(repeating: 0, count: 3)[seven - 9 ..< 2])",
      message: "Negative Array index is out of range"),
    Trap(
      statement: "precondition(seven < 0, \"seven is positive\")", message: "Precondition failed: seven is positive"),
    Trap(statement: "fatalError(\"gave up at \\(seven)\")", message: "gave up at 7"),
    Trap(statement: "try! fails(seven)", message: "'try!' expression unexpectedly raised an error: Oops.seven"),
    Trap(
      statement: "print([\"a\": 1][\"b\"]! + seven)",
      message: "Unexpectedly found nil while unwrapping an Optional value"),
  ]

  static let setUp =
    "var seven = 7\nenum Oops: Error { case seven }\nfunc fails(_ n: Int) throws { if n == seven { throw Oops.seven } }"
}

@Suite("Cells that trap")
struct TrapTests {
  private let allowing = RunOptions(allowsErrors: true)

  @Test("a trap at top level is told with its reason and line, and what was printed before is kept")
  func topLevel() async throws {
    let cells = Trap.all.map {
      "print(\"before\")\nprint(\"unfinished\", terminator: \"\")\n\($0.statement)\nprint(\"after\")"
    }
    let page = try await PageTrial(cells: [Trap.setUp] + cells + ["print(seven)"], options: allowing)
    for (index, trap) in Trap.all.enumerated() {
      #expect(page.statuses[index + 1] == "crash")
      #expect(page.message(index + 1) == trap.message)
      #expect(page.line(ofFailure: index + 1) == trap.statement)
      #expect(page.outcomes[index + 1].outputs == [.stream(.output, "before\nunfinished")])
    }
    #expect(page.lastText == "7\n")
  }

  @Test("a trap in a function of the cell is told at the function's line, with a note of the call's")
  func functionOfTheCell() async throws {
    let cells = Trap.all.enumerated().map {
      "print(\"before\", terminator: \"\")\nfunc inner\($0)() {\n  \($1.statement)\n}\ninner\($0)()\nprint(\"after\")"
    }
    let page = try await PageTrial(cells: [Trap.setUp] + cells, options: allowing)
    for (index, trap) in Trap.all.enumerated() {
      #expect(page.message(index + 1) == trap.message)
      #expect(page.line(ofFailure: index + 1) == trap.statement)
      #expect(page.lines(ofNotes: index + 1) == ["inner\(index)()"])
      #expect(page.outcomes[index + 1].outputs == [.stream(.output, "before")])
    }
  }

  @Test("a trap in a function of an earlier cell is told at the function's line, with a note of the call's")
  func functionOfAnEarlierCell() async throws {
    let functions = Trap.all.enumerated().map { "func inner\($0)() {\n  \($1.statement)\n}" }.joined(separator: "\n")
    let calls = Trap.all.indices.map { "print(\"before\", terminator: \"\")\ninner\($0)()\nprint(\"after\")" }
    let page = try await PageTrial(cells: [Trap.setUp, functions] + calls, options: allowing)
    for (index, trap) in Trap.all.enumerated() {
      #expect(page.message(index + 2) == trap.message)
      #expect(page.line(ofFailure: index + 2) == trap.statement)
      #expect(page.lines(ofNotes: index + 2) == ["inner\(index)()"])
      #expect(page.outcomes[index + 2].outputs == [.stream(.output, "before")])
    }
  }

  @Test("the cells after a trap are not run")
  func laterCells() async throws {
    let page = try await PageTrial(
      "print(1)", "let empty: [Int] = []\nprint(empty[0])", "print(2)", "//| eval: false\nprint(3)")
    #expect(page.statuses == ["ran", "crash", "not run", "not evaluated"])
    #expect(page.text(0) == "1\n")
  }

  @Test("what a trap left half done is undone for the cells after it")
  func stateBeforeTheCell() async throws {
    let page = try await PageTrial(
      "var items = [1, 2, 3]", "items.removeAll()\nprint(items[0])", "items", options: allowing)
    #expect(page.lastText == "[1, 2, 3]")
  }

  @Test("unbounded recursion is called so")
  func recursion() async throws {
    let page = try await PageTrial(
      "func depth(_ n: Int) -> Int {\n  max(depth(n + 1), n) + 1\n}", "print(\"before\")\nprint(depth(0))",
      "print(\"after\")",
      options: allowing)
    #expect(page.statuses == ["ran", "crash", "ran"])
    #expect(page.message(1) == "unbounded recursion: the stack is full")
    #expect(page.text(1) == "before\n")
    #expect(
      page.line(ofFailure: 1) == "max(depth(n + 1), n) + 1" || page.line(ofFailure: 1)?.hasPrefix("func depth") == true)
  }

  @Test("a trap in an asynchronous function is told at its line")
  func asynchronous() async throws {
    let page = try await PageTrial(
      "func later(_ n: Int) async -> Int {\n  await Task.yield()\n  return [1][n]\n}\nprint(\"before\")\nprint(await later(1))"
    )
    #expect(page.message(0) == "Index out of range")
    #expect(page.line(ofFailure: 0) == "return [1][n]")
    #expect(page.text(0) == "before\n")
  }

  @Test("what the cell itself wrote to standard error is not taken for the runtime's words")
  func ownErrorText() async throws {
    let page = try await PageTrial(
      "import Glibc\nfputs(\"Fatal error: only joking\\n\", stderr)\nprint(\"fine\")\nvar n = 9\nprint([1][n])")
    #expect(page.message(0) == "Index out of range")
    #expect(page.outcomes[0].outputs == [.stream(.error, "Fatal error: only joking\n"), .stream(.output, "fine\n")])
  }
}
