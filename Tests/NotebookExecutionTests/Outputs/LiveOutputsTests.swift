import Foundation
import NotebookDocument
import Synchronization
import Testing

@testable import NotebookExecution

@Suite("What a running cell has shown until now")
struct LiveOutputsTests {
  @Test("it is told at once, then at most once an interval, and the last state is not lost")
  func throttling() {
    var told: [[CellOutput]] = []
    let live = LiveOutputs(interval: .seconds(10)) { told.append($0) }
    let start = ContinuousClock.now
    #expect(live.due == nil)
    live.tellIfDue(at: start)
    #expect(told.isEmpty)
    for text in ["a", "b", "c"] {
      live.record(.output, Array(text.utf8)[...])
      live.tellIfDue(at: start)
    }
    #expect(told == [[.stream(.output, "a")]])
    #expect(live.due == start + .seconds(10))
    live.tellIfDue(at: start + .seconds(9))
    #expect(told.count == 1)
    live.tellIfDue(at: start + .seconds(10))
    #expect(told.last == [.stream(.output, "abc")])
    #expect(live.due == nil)
  }

  @Test("a cell's output is told while the cell still runs, a replaced value in its latest version")
  func whileRunning() async throws {
    let folder = TrialFolder()
    #expect(mkfifo(folder.path + "/go", 0o600) == 0)
    // The cell ends when it is told to, which is when its last output was heard of.
    let cell = """
      //| timeout: 30
      import Glibc
      print("begun")
      let bar = display("0 %")
      bar.update("50 %")
      close(open("go", O_RDONLY));
      bar.update("100 %")
      """
    let notebook = try Notebook(source: Array(PageTrial.page([cell, "1 + 1"]).utf8), name: "page.md")
    let run = NotebookRun(notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial())
    let heard = Mutex(false)
    let outcomes = try await run.execute { event in
      guard case .outputChanged(let cell, let outputs) = event, cell.index == 0,
        outputs.map(\.plainText) == ["begun\n", "50 %"]
      else { return }
      let isFirst = heard.withLock { heard in
        defer { heard = true }
        return !heard
      }
      guard isFirst else { return }
      let path = folder.path + "/go"
      Thread.detachNewThread { close(open(path, O_WRONLY)) }
    }
    #expect(heard.withLock { $0 })
    #expect(outcomes[0].outputs.map(\.plainText) == ["begun\n", "100 %"])
  }

  @Test("a cell that never stops printing is ended by its time-out")
  func flood() async throws {
    let page = try await PageTrial("//| timeout: 0.5\nwhile true { print(\"x\") }")
    #expect(page.statuses == ["timeout"])
  }
}
