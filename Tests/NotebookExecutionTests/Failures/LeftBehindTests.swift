import Foundation
import Testing

@testable import NotebookExecution

@Suite("Threads and processes that cells leave behind")
struct LeftBehindTests {
  private static let thread = """
    import Foundation
    let thread = Thread { while true { Thread.sleep(forTimeInterval: 100) } }
    thread.start()
    print("started")
    """

  @Test("where a cell fails after one that left a thread, what ran is run again, and the page names the lines")
  func replay() async throws {
    let page = try await PageTrial(
      "var n = 1", Self.thread, "n += 1", "n = 100\nprint(\"before\", terminator: \"\")\nprint([1][n])", "n",
      "print(\"and on\")", options: RunOptions(allowsErrors: true))
    #expect(page.statuses == ["ran", "ran", "ran", "crash", "ran", "ran"])
    #expect(page.text(1) == "started\n")
    #expect(page.text(3) == "before")
    #expect(page.message(3) == "Index out of range")
    #expect(page.line(ofFailure: 3) == "print([1][n])")
    #expect(page.notices(3).isEmpty)
    #expect(page.text(4) == "2")
    #expect(
      page.notices(4) == [
        "The cells at lines 8 and 15 were run again first: threads that they left running can't be kept apart from a cell that fails."
      ])
    #expect(page.notices(5).isEmpty)
  }

  @Test("exit, a time-out and an uncaught error in a process with foreign threads are told as elsewhere")
  func otherEnds() async throws {
    let page = try await PageTrial(
      Self.thread, "exit(3)", "//| timeout: 0.2\nwhile true {}", "struct Oops: Error {}\nthrow Oops()",
      "print(\"end\")",
      options: RunOptions(allowsErrors: true))
    #expect(page.statuses == ["ran", "exit", "timeout", "uncaught-error", "ran"])
    #expect(page.message(1) == "the cell ended the program: exit(3)")
    #expect(page.lastText == "end\n")
  }

  @Test("no process that a cell started is left when the run is over")
  func processes() async throws {
    let start = """
      import Foundation
      func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "sleep 1000 & setsid sleep 1000 & echo $$ $!; exec sleep 1000"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        print(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self), terminator: "")
      }
      try start()
      """
    let page = try await PageTrial(start, "try start()\nprint([1][[1].count])")
    #expect(page.statuses == ["ran", "crash"])
    let started = (page.text(0) + page.text(1)).split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    #expect(started.count == 4)
    for process in started {
      #expect(kill(process, 0) == -1 && errno == ESRCH)
    }
  }
}
