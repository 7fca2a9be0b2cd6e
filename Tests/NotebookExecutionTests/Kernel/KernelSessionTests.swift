import Foundation
import Testing

@testable import NotebookExecution

@Suite("A kernel's session")
struct KernelSessionTests {
  @Test(
    "the state before a cell is restored, and the cells from there give the same numbers again",
    arguments: [KernelSession.CheckpointPolicy.all, .last])
  func restoring(policy: KernelSession.CheckpointPolicy) async throws {
    let cells = try await CompiledCells(
      "import GenerativeAI\nvar count = 0", "count += 1\nprint(count, Tensor.randn(3).scalars)",
      "count += 10\nprint(count, Tensor.randn(3).scalars)", "count += 100\nprint(count, Tensor.randn(3).scalars)")
    let session = cells.session(seed: 42, policy: policy)
    var first: [String] = []
    for cell in cells.executables { first.append(try await session.text(cell)) }
    #expect(Set(first.map { $0.split(separator: " ").dropFirst().joined() }).count == 4)
    for index in [3, 1, 2, 0] {
      try await session.restore(before: index)
      #expect(await session.cellCount == index)
      for (place, cell) in cells.executables.enumerated().dropFirst(index) {
        #expect(try await session.text(cell) == first[place])
      }
    }
    try await session.restore(before: 4)
    #expect(await session.cellCount == 4)
    await session.end()
  }

  @Test("a failed cell leaves no trace, not even in the random numbers")
  func failedCells() async throws {
    let cells = try await CompiledCells(
      "import GenerativeAI\nvar n = 1", "n = 2\nprint(Tensor.randn(2).scalars)\nprint([1][n])",
      "print(n, Tensor.randn(2).scalars)")
    let session = cells.session(seed: 1)
    let other = cells.session(seed: 1)
    _ = try await session.run(cells[0])
    let failed = try await session.run(cells[1])
    #expect(failed.failure?.kind == .crash)
    #expect(failed.failure?.problems.first?.line == 13)
    #expect(await session.cellCount == 1)
    _ = try await other.run(cells[0])
    let text = try await session.text(cells[2])
    #expect(try await other.text(cells[2]) == text)
    #expect(text.hasPrefix("1 "))
    await session.end()
    await other.end()
  }

  @Test(
    "what was left running is run again where a state is restored",
    arguments: [KernelSession.CheckpointPolicy.all, .last])
  func threads(policy: KernelSession.CheckpointPolicy) async throws {
    let cells = try await CompiledCells(
      "import GenerativeAI\nimport Foundation\nvar n = 0",
      "let thread = Thread { while true { Thread.sleep(forTimeInterval: 100) } }\nthread.start()",
      "n += 1\nprint(n, Tensor.randn(2).scalars)", "n += 1\nprint(n, Tensor.randn(2).scalars)")
    let session = cells.session(seed: 5, policy: policy)
    var first: [String] = []
    for cell in cells.executables { first.append(try await session.text(cell)) }
    try await session.restore(before: 3)
    #expect(try await session.text(cells[3]) == first[3])
    try await session.restore(before: 2)
    #expect(try await session.text(cells[2]) == first[2])
    #expect(try await session.run(cells[3]).replayedLines.isEmpty)
    await session.end()
  }

  @Test("two sessions side by side know nothing of each other")
  func sideBySide() async throws {
    let cells = try await CompiledCells("import GenerativeAI\nvar n = 0", "n += 1\nprint(n, Tensor.randn(2).scalars)")
    func texts(seed: UInt64) async throws -> [String] {
      let session = cells.session(seed: seed)
      _ = try await session.run(cells[0])
      var texts: [String] = []
      for _ in 0..<3 {
        texts.append(try await session.text(cells[1]))
        try await session.restore(before: 1)
      }
      await session.end()
      return texts
    }
    async let one = texts(seed: 1)
    async let two = texts(seed: 2)
    let (first, second) = try await (one, two)
    #expect(Set(first).count == 1 && Set(second).count == 1)
    #expect(first != second)
  }

  @Test("no process is left when a session ends, also one with threads, a running child and a failed cell")
  func end() async throws {
    let cells = try await CompiledCells(
      "import Foundation\nprint(getpid())",
      "let process = Process()\nprocess.executableURL = URL(fileURLWithPath: \"/bin/sleep\")\nprocess.arguments = [\"1000\"]\ntry process.run()",
      "print([1][[1].count])")
    let session = cells.session(policy: .all)
    let process = try #require(pid_t(try await session.text(cells[0]).trimmingCharacters(in: .newlines)))
    _ = try await session.run(cells[1])
    let processes = ProcessTable().kernel(of: process)
    #expect(processes.count >= 5)
    #expect(try await session.run(cells[2]).failure?.kind == .crash)
    await session.end()
    for process in processes { #expect(kill(process, 0) == -1 && errno == ESRCH) }
  }

  @Test("a session that has ended begins anew")
  func beginningAnew() async throws {
    let cells = try await CompiledCells("var n = 0", "n += 1\nn")
    let session = cells.session()
    for _ in 0..<2 {
      _ = try await session.run(cells[0])
      #expect(try await session.text(cells[1]) == "1")
      await session.end()
      #expect(await session.cellCount == 0)
    }
  }

  @Test("a kernel that can't be started says why, at once")
  func notStarted() async throws {
    let cells = try await CompiledCells("print(1)")
    var configuration = cells.environment.kernelConfiguration(
      for: PageLocation(path: cells.folder.path + "/page.md"), seed: nil)
    configuration.library = "/no/library.so"
    var session = KernelSession(configuration)
    await #expect {
      try await session.start()
    } throws: { error in
      "\(error)".contains("the library of the cells can't be loaded: /no/library.so")
    }
    await session.end()
    configuration.executable = "/no/kernel"
    session = KernelSession(configuration)
    await #expect(throws: KernelError.notStarted("/no/kernel: No such file or directory")) { try await session.start() }
    configuration = cells.environment.kernelConfiguration(for: PageLocation(path: "/no/folder/page.md"), seed: nil)
    session = KernelSession(configuration)
    await #expect {
      try await session.start()
    } throws: { error in
      "\(error)".contains("/no/folder: No such file or directory")
    }
  }

  @Test("a state is forked from the one that was asked for, also where the fork before was interrupted")
  func interruptedFork() async throws {
    let cells = try await CompiledCells("var n = 1", "n += 1", "print(n)")
    let interruption = Interruption()
    let session = cells.session(policy: .all, interruption: interruption)
    for cell in cells.executables.prefix(2) { _ = try await session.run(cell) }
    interruption.request()
    await #expect(throws: KernelError.interrupted) { try await session.run(cells[2]) }
    interruption.reset()
    try await session.restore(before: 1)
    #expect(try await session.text(cells[2]) == "1\n")
    await session.end()
  }

  @Test("an interruption ends the cell, and the session gives up after it")
  func interruption() async throws {
    let cells = try await CompiledCells(
      "print(\"before\", terminator: \"\")\n\(PageTrial.saysThatItRunsAndLoops)")
    let interruption = Interruption()
    let session = cells.session(interruption: interruption)
    try cells.folder.whenTold { _ in interruption.request() }
    let run = try await session.run(cells[0])
    #expect(run.failure?.kind == .interrupted)
    #expect(run.outputs == [.stream(.output, "before")])
    await #expect(throws: KernelError.interrupted) { try await session.run(cells[0]) }
    await session.end()
  }
}
