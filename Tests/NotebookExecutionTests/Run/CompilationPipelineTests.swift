import Foundation
import NotebookDocument
import Synchronization
import Testing

@testable import NotebookExecution

@Suite("Compiling ahead")
struct CompilationPipelineTests {
  @Test("a later cell's compile error is told while an earlier cell runs")
  func errorsAhead() async throws {
    let folder = TrialFolder()
    #expect(mkfifo(folder.path + "/go", 0o600) == 0)
    // The first cell ends when it is told to, which is when the error of the last is known.
    let cells = [
      "//| timeout: 30\nimport Glibc\nclose(open(\"go\", O_RDONLY));\nprint(\"went on\")", "print(2)", "missing()",
    ]
    let notebook = try Notebook(source: Array(PageTrial.page(cells).utf8), name: "page.md")
    let run = NotebookRun(notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial())
    let told = Mutex<[Int]>([])
    let outcomes = try await run.execute { event in
      guard case .compileErrorAhead(let cell, let failure) = event else { return }
      told.withLock { $0.append(cell.index) }
      #expect(failure.problems.first?.message == "cannot find 'missing' in scope")
      let path = folder.path + "/go"
      Thread.detachNewThread { close(open(path, O_WRONLY)) }
    }
    #expect(told.withLock { $0 } == [2])
    #expect(outcomes[0].outputs == [.stream(.output, "went on\n")])
    #expect(outcomes[1].status == .succeeded)
  }

  @Test("the cells after one that crashed are compiled again as if it were not there")
  func chainAfterFailure() async throws {
    let page = try await PageTrial(
      "var x = 1", "//| error: true\nvar x = \"text\"\nprint([1][x.count])", "x += 1",
      "//| error: true\nstruct Oops: Error {}\nvar x = 2.5\nthrow Oops()",
      "//| eval: false\nvar x = [1]", "print(x)")
    #expect(page.statuses == ["ran", "crash", "ran", "uncaught-error", "not evaluated", "ran"])
    #expect(page.lastText == "2\n")
    #expect(page.outcomes.map(\.executionCount) == [1, 2, 3, 4, nil, 5])
  }

  @Test("an interrupt before the first cell leaves every cell not run")
  func interruptBeforeTheStart() async throws {
    let folder = TrialFolder()
    let notebook = try Notebook(source: Array(PageTrial.page(["print(1)", "print(2)"]).utf8), name: "page.md")
    let run = NotebookRun(notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial())
    run.interrupt()
    let outcomes = try await run.execute()
    #expect(outcomes.map(\.status) == [.notRun, .notRun])
    #expect(run.isInterrupted)
  }
}
