import Foundation
import NotebookDocument
import Synchronization
import Testing

@testable import NotebookExecution

@Suite("A page's session")
struct NotebookSessionTests {
  /// A session, and what ran in it.
  private final class Trial: Sendable {
    let folder = TrialFolder()
    let session: NotebookSession

    init() async throws {
      session = try NotebookSession(
        page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial())
    }

    /// Executes a page of cells; "~" before one of them is prose.
    func execute(
      _ parts: String..., control: ExecutionControl = ExecutionControl(),
      onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> (outcomes: [CellOutcome], started: [Int]) {
      let started = Mutex<[Int]>([])
      let page = try Notebook(source: Array(parts.joined(separator: "\n\n").utf8), name: "page.md")
      let outcomes = try await session.execute(page, control: control) { event in
        if case .started(let cell) = event { started.withLock { $0.append(cell.index) } }
        onEvent(event)
      }
      return (outcomes, started.withLock { $0 })
    }
  }

  private static func cell(_ code: String, _ options: String...) -> String {
    "```swift\n" + options.map { "//| \($0)\n" }.joined() + code + "\n```"
  }

  private static func text(_ outcome: CellOutcome) -> String { outcome.outputs.map(\.plainText).joined() }

  private let random = "import GenerativeAI\nprint(Tensor.randn(2).scalars)"
  private let count = "var n = (0..<3).reduce(0, +)\nprint(n)"

  @Test("what stands before the first changed cell does not run again, and what follows runs in the same state")
  func firstChange() async throws {
    let trial = try await Trial()
    let (a, b, c) = (Self.cell(count), Self.cell("n += 1\nprint(n)"), Self.cell("print(n * 10)"))
    #expect(try await trial.execute(a, b, c).started == [0, 1, 2])
    let second = try await trial.execute(a, Self.cell("n += 2\nprint(n)"), c)
    #expect(second.started == [1, 2])
    #expect(second.outcomes.map(Self.text) == ["3\n", "5\n", "50\n"])
    #expect(second.outcomes.map(\.executionCount) == [1, 2, 3])
    #expect(try await trial.execute(a, Self.cell("n += 2\nprint(n)"), c).started == [])
    #expect(try await trial.execute(a, b).started == [1])
    #expect(try await trial.execute(a, b, c, c).outcomes.map(Self.text) == ["3\n", "4\n", "40\n", "40\n"])
    await trial.session.end()
  }

  @Test("prose, and options of how a cell is shown, run nothing; options of how it runs do")
  func rendering() async throws {
    let trial = try await Trial()
    let first = try await trial.execute("a", Self.cell(random), "b", Self.cell(count, "echo: true"))
    let shown = try await trial.execute(
      "a\n\nmore\n\nlines", Self.cell(random, "label: x", "timeout: 9"),
      Self.cell(count, "echo: false", "output: false"))
    #expect(shown.started == [] && shown.outcomes == first.outcomes)
    #expect(try await trial.execute(Self.cell(random, "fig-width: 3"), Self.cell(count)).started == [0, 1])
    #expect(
      try await trial.execute(Self.cell(random, "fig-width: 3"), Self.cell(count, "expect: \"4\"")).started == [1])
    #expect(try await trial.execute("---\nseed: 8\n---", Self.cell(random, "fig-width: 3")).started == [0])
    await trial.session.end()
  }

  @Test("where a state is computed again and that is interrupted, the next execution goes on from what is there")
  func interruptedReplay() async throws {
    let trial = try await Trial()
    let threads = Self.cell(
      "import Foundation\nThread.detachNewThread { Thread.sleep(forTimeInterval: 1000) }\nvar n = 1")
    let (b, c, d) = (Self.cell("n += 1"), Self.cell("n += 10"), Self.cell("print(n)"))
    _ = try await trial.execute(threads, b, c, d)
    let control = ExecutionControl()
    control.interrupt()
    let interrupted = try await trial.execute(threads, b, Self.cell("n += 20"), d, control: control)
    #expect(interrupted.outcomes.suffix(2).map(\.status) == [.notRun, .notRun])
    let again = try await trial.execute(threads, b, c, Self.cell("print(n, n)"))
    #expect(again.started == [2, 3])
    #expect(Self.text(again.outcomes[3]) == "12 12\n")
    await trial.session.end()
  }

  @Test("after any edits a page's numbers are those of a run from its top")
  func sameAsFromTop() async throws {
    let trial = try await Trial()
    let other = try await Trial()
    let seed = "---\nseed: 4\n---", a = Self.cell(random), b = Self.cell("print(Tensor.randn(1).scalars)")
    _ = try await trial.execute(seed, a, b, b)
    _ = try await trial.execute(seed, a, Self.cell("var m = 1"), b)
    let edited = try await trial.execute(seed, "text", a, b, Self.cell("let unused = 2"), b, b)
    let fromTop = try await other.execute(seed, "text", a, b, Self.cell("let unused = 2"), b, b)
    #expect(edited.started == [1, 2, 3, 4].filter { edited.started.contains($0) } && !edited.started.contains(0))
    #expect(edited.outcomes.map(Self.text) == fromTop.outcomes.map(Self.text))
    await trial.session.end()
    await other.session.end()
  }

  @Test("the line of a failure is the one where the code is now, also in a cell that was compiled elsewhere")
  func movedLines() async throws {
    let trial = try await Trial()
    let a = Self.cell("func pick(_ index: Int) -> Int {\n  [1, 2][index]\n}")
    _ = try await trial.execute(a, Self.cell("pick(1)"))
    let own = try await trial.execute("one\n\ntwo\n\nthree", a, Self.cell("let x = 1\n\n\n[1][x]"))
    #expect(own.started == [1] && own.outcomes[1].line == 17)
    let kept = try await trial.execute("one\n\ntwo\n\nthree", "four", a, Self.cell("pick(2)"))
    #expect(kept.started == [1] && kept.outcomes[1].line == 11)
    let moved = try await trial.execute(a, Self.cell("pick(2)"))
    #expect(moved.started == [] && moved.outcomes[1].line == 3)
    await trial.session.end()
  }

  @Test("a cell that failed is not run again until it changes, and a page goes on after one that may fail")
  func failures() async throws {
    let trial = try await Trial()
    let a = Self.cell(count), wrong = Self.cell("let x: Int = \"\""), crash = "n += 5\n[1][n]"
    #expect(try await trial.execute(a, wrong, Self.cell("n")).outcomes.map(\.status.isFailed) == [false, true, false])
    #expect(try await trial.execute("text", a, wrong, Self.cell("n")).started == [])
    #expect(try await trial.execute(a, Self.cell(crash), Self.cell("print(n)")).started == [1])
    let allowed = try await trial.execute(a, Self.cell(crash, "error: true"), Self.cell("print(n)"))
    #expect(allowed.started == [2] && Self.text(allowed.outcomes[2]) == "3\n")
    #expect(try await trial.execute(a, Self.cell(count), Self.cell("print(n)")).started == [1, 2])
    await trial.session.end()
  }

  @Test("an interrupted cell runs again; after one that may come to its end, the others follow later")
  func interruption() async throws {
    let trial = try await Trial()
    let (first, second, third) = (ExecutionControl(), ExecutionControl(), ExecutionControl())
    let a = Self.cell(count), endless = Self.cell("print(\"begun\")\nwhile true { n &+= 1 }")
    let stopped = try await trial.execute(a, endless, a, control: first) { event in
      if case .outputChanged(let cell, _) = event, cell.index == 1 { first.interrupt() }
    }
    #expect(stopped.started == [0, 1] && stopped.outcomes[1].status.isFailed)
    #expect(try await trial.execute(a, Self.cell("print(n)"), a).started == [1, 2])
    let ended = try await trial.execute(Self.cell("print(0)"), a, a, control: second) { event in
      if case .started(let cell) = event, cell.index == 1 { second.endAfterCell() }
    }
    #expect(ended.started == [0, 1] && ended.outcomes[2].status == .notRun)
    #expect(try await trial.execute(Self.cell("print(0)"), a, a).started == [2])
    third.interrupt()
    #expect(try await trial.execute(endless, a, control: third).started == [])
    third.interrupt()
    #expect(try await trial.execute(a).started == [0])
    await trial.session.end()
  }

  @Test("an expression in the prose is evaluated where it stands, whatever ran after it")
  func inlineExpressions() async throws {
    let trial = try await Trial()
    let a = Self.cell(count), b = Self.cell("n += 1")
    let first = try await trial.execute(a, "`{swift} n`", b, "`{swift} n`")
    let second = try await trial.execute(a, "now `{swift} n * 100`", b, "`{swift} n`")
    #expect(Set(first.started) == [0, 1, 2, 3] && second.started == [2])
    #expect(Self.text(second.outcomes[2]) == "300" && Self.text(second.outcomes[3]) == "4")
    let third = try await trial.execute(a, "now `{swift} n * 100`", Self.cell("n += 2"), "`{swift} n`")
    #expect(third.started == [1, 3] && Self.text(third.outcomes[3]) == "5")
    await trial.session.end()
  }

  @Test("cells that are never run may come and go")
  func unevaluatedCells() async throws {
    let trial = try await Trial()
    let a = Self.cell(count), b = Self.cell("n += 1\nprint(n)"), shown = Self.cell("x", "eval: false")
    _ = try await trial.execute(shown, shown, a, b)
    let fewer = try await trial.execute(a, b, Self.cell("print(n)"))
    #expect(fewer.started == [2] && fewer.outcomes.map(Self.text) == ["3\n", "4\n", "4\n"])
    let more = try await trial.execute(shown, a, shown, b, Self.cell("n += 1\nprint(n)"))
    #expect(more.started == [4] && Self.text(more.outcomes[4]) == "5\n")
    await trial.session.end()
  }
}

extension CellOutcome {
  fileprivate var line: Int? {
    if case .failed(let failure) = status { failure.problems.first?.line } else { nil }
  }
}

extension CellOutcome.Status {
  fileprivate var isFailed: Bool { if case .failed = self { true } else { false } }
}
