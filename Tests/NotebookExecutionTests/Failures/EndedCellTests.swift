import Foundation
import Testing

@testable import NotebookExecution

@Suite("Cells that end, loop or are ended")
struct EndedCellTests {
  private let allowing = RunOptions(allowsErrors: true)

  @Test("exit ends the cell and is told with its status, whatever that is")
  func exit() async throws {
    let page = try await PageTrial(
      "import Foundation\nvar kept = 1", "print(\"before\", terminator: \"\")\nkept = 2\nexit(3)",
      "print(\"unfinished\", terminator: \"\")\nif kept == 1 {\n  exit(0)\n}",
      "_exit(4)", "kept", options: allowing)
    #expect(page.statuses == ["ran", "exit", "exit", "exit", "ran"])
    #expect(page.message(1) == "the cell ended the program: exit(3)")
    #expect(page.message(2) == "the cell ended the program: exit(0)")
    #expect(page.line(ofFailure: 1) == "exit(3)")
    #expect(page.text(1) == "before")
    #expect(page.text(2) == "unfinished")
    #expect(page.lastText == "1")
  }

  @Test("a cell that loops is ended at its time-out, the one named nearest")
  func timeout() async throws {
    let loop = "print(\"before\")\nprint(\"unfinished\", terminator: \"\")\nvar n = 0\nwhile true { n &+= 1 }"
    let page = try await PageTrial(
      "//| timeout: 0.3\n" + loop, "print(\"goes on\")", loop, frontMatter: "timeout: 0.2", options: allowing)
    #expect(page.statuses == ["timeout", "ran", "timeout"])
    #expect(page.message(0) == "the cell ran longer than its time-out of 0.3 s")
    #expect(page.message(2) == "the cell ran longer than its time-out of 0.2 s")
    #expect(page.line(ofFailure: 0) == "while true { n &+= 1 }")
    #expect(page.text(0) == "before\nunfinished")
    #expect(page.text(1) == "goes on\n")
  }

  @Test("a cell that waits for ever, in C or for a task, is ended too")
  func waiting() async throws {
    let page = try await PageTrial(
      "//| timeout: 0.2\nimport Glibc\npause()",
      "//| timeout: 0.2\nawait withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }",
      options: allowing)
    #expect(page.statuses == ["timeout", "timeout"])
  }

  @Test("an interrupt ends the running cell; what ran before it is kept, and what comes after is not run")
  func interrupt() async throws {
    let page = try await PageTrial(
      "print(\"first\")", "print(\"before\", terminator: \"\")\n\(PageTrial.saysThatItRunsAndLoops)",
      "print(\"never\")",
      options: allowing, whenRunning: { run, _ in run.interrupt() })
    #expect(page.statuses == ["ran", "interrupted", "not run"])
    #expect(page.text(0) == "first\n")
    #expect(page.text(1) == "before")
    #expect(page.line(ofFailure: 1) == PageTrial.loop)
  }

  @Test("a kernel that is killed from outside is told, and the next cell goes on from the state before")
  func killedState() async throws {
    let page = try await PageTrial(
      "var n = 1", "n = 2\nprint(\"before\")\n\(PageTrial.saysThatItRunsAndLoops)", "n",
      options: allowing, whenRunning: { _, process in kill(process, SIGKILL) })
    #expect(page.statuses == ["ran", "killed", "ran"])
    #expect(page.message(1) == "the kernel's process was ended from outside by signal 9")
    #expect(page.line(ofFailure: 1) == PageTrial.loop)
    #expect(page.text(1) == "before\n")
    #expect(page.lastText == "1")
    #expect(page.notices(2).isEmpty)
  }

  @Test("where all of a kernel's processes are killed, the cells before are run again in a new one")
  func killedKernel() async throws {
    let page = try await PageTrial(
      "var n = 1", "n += 1", "n = 9\nprint(\"before\")\n\(PageTrial.saysThatItRunsAndLoops)", "n",
      options: allowing,
      whenRunning: { _, process in
        for process in ProcessTable().kernel(of: process) { kill(process, SIGKILL) }
      })
    #expect(page.statuses == ["ran", "ran", "killed", "ran"])
    #expect(page.text(2) == "before\n")
    #expect(page.lastText == "2")
    #expect(page.notices(3).first?.contains("lines 4 and 8") == true)
  }

  @Test("without errors allowed, a killed kernel ends the run with what was printed")
  func killedKernelAtTheEnd() async throws {
    let page = try await PageTrial(
      "print(\"first\")", "print(\"before\")\n\(PageTrial.saysThatItRunsAndLoops)", "print(\"never\")",
      whenRunning: { _, process in
        for process in ProcessTable().kernel(of: process) { kill(process, SIGKILL) }
      })
    #expect(page.statuses == ["ran", "killed", "not run"])
    #expect(page.text(0) == "first\n")
    #expect(page.text(1) == "before\n")
  }

  @Test("a signal that the cell raises itself is told")
  func signals() async throws {
    let page = try await PageTrial(
      "import Glibc\nabort()", "import Glibc\nraise(SIGTERM)\nprint(\"after\")", options: allowing)
    #expect(page.message(0) == "the program aborted")
    #expect(page.line(ofFailure: 0) == "abort()")
    #expect(page.failure(1)?.kind == .killed)
  }

  @Test("a cell that closes what is not its own is ended, and the next cell goes on")
  func closedConnection() async throws {
    let page = try await PageTrial(
      "var n = 1", "import Glibc\nn = 2\nfor descriptor in 3..<100 { close(Int32(descriptor)) }\nwhile true {}", "n",
      options: allowing)
    #expect(page.statuses == ["ran", "killed", "ran"])
    #expect(page.lastText == "1")
  }
}
