import CellCompiler
import Foundation
import NotebookDocument
import Synchronization

@testable import NotebookExecution

/// A page made of cells, run through the real compiler and kernel.
struct PageTrial {
  let notebook: Notebook
  let outcomes: [CellOutcome]
  let costs: [CellCost]

  /// Writes a page of the given cells and runs it in a folder of its own.
  ///
  /// - Parameter whenRunning: Called, on a thread of its own, when a cell that contains ``saysThatItRunsAndLoops`` gets there, with
  ///   the identifier of the kernel's process that runs it.
  init(
    _ cells: String..., frontMatter: String? = nil, options: RunOptions = RunOptions(), caches: String? = nil,
    in folder: TrialFolder = TrialFolder(), whenRunning: (@Sendable (NotebookRun, pid_t) -> Void)? = nil
  ) async throws {
    try await self.init(
      cells: cells, frontMatter: frontMatter, options: options, caches: caches, in: folder, whenRunning: whenRunning)
  }

  init(
    cells: [String], frontMatter: String? = nil, options: RunOptions = RunOptions(), caches: String? = nil,
    in folder: TrialFolder = TrialFolder(), whenRunning: (@Sendable (NotebookRun, pid_t) -> Void)? = nil
  ) async throws {
    try await self.init(
      page: Self.page(cells, frontMatter: frontMatter), options: options, caches: caches, in: folder,
      whenRunning: whenRunning)
  }

  init(
    page text: String, options: RunOptions = RunOptions(), caches: String? = nil,
    in folder: TrialFolder = TrialFolder(),
    whenRunning: (@Sendable (NotebookRun, pid_t) -> Void)? = nil
  ) async throws {
    let notebook = try Notebook(source: Array(text.utf8), name: "page.md")
    let run = NotebookRun(
      notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial(caches: caches),
      options: options)
    await TrialQueue.shared.enter()
    defer { TrialQueue.shared.leave() }
    if let whenRunning { try folder.whenTold { whenRunning(run, $0) } }
    let costs = Mutex<[CellCost]>([])
    self.notebook = notebook
    outcomes = try await run.execute { event in
      if case .finished(_, _, let cost) = event { costs.withLock { $0.append(cost) } }
    }
    self.costs = costs.withLock { $0 }
  }

  /// The end of a cell that tells its test that it runs, and then runs for ever in its last line, ``loop``.
  static let saysThatItRunsAndLoops = #"""
    import Glibc
    func tellAndLoop() -> Never {
      let text = Array("\(getpid())".utf8), told = open("running", O_WRONLY)
      write(told, text, text.count)
      close(told)
      while true {}
    }
    tellAndLoop()
    """#
  static let loop = "tellAndLoop()"

  static func page(_ cells: [String], frontMatter: String? = nil) -> String {
    (frontMatter.map { "---\n\($0)\n---\n\n" } ?? "") + "# A page\n\n"
      + cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
  }

  /// All that a cell showed, as text.
  func text(_ cell: Int) -> String { outcomes[cell].outputs.map(\.plainText).joined() }

  /// What the last cell showed.
  var lastText: String { text(outcomes.count - 1) }

  func failure(_ cell: Int) -> CellFailure? {
    if case .failed(let failure) = outcomes[cell].status { failure } else { nil }
  }

  /// Every cell's status in one word.
  var statuses: [String] {
    outcomes.map { outcome in
      switch outcome.status {
      case .succeeded: "ran"
      case .failed(let failure): failure.kind.rawValue
      case .notRun: "not run"
      case .notEvaluated: "not evaluated"
      }
    }
  }

  /// The text of the page's line on which a cell's first problem is, without its indentation.
  func line(ofFailure cell: Int) -> String? { failure(cell)?.problems.first?.line.flatMap(text(ofLine:)) }

  /// The texts of the page's lines that the notes of a cell's first problem name.
  func lines(ofNotes cell: Int) -> [String] {
    failure(cell)?.problems.first?.notes.compactMap { $0.line.flatMap(text(ofLine:)) } ?? []
  }

  private func text(ofLine line: Int) -> String? {
    notebook.text(ofLine: line)?.trimmingCharacters(in: .whitespaces)
  }

  /// What a cell's failure says, in one text.
  func message(_ cell: Int) -> String { failure(cell)?.problems.map(\.message).joined(separator: "\n") ?? "" }

  /// What the runner says of a cell's output.
  func notices(_ cell: Int) -> [String] {
    outcomes[cell].outputs.compactMap { if case .notice(let text) = $0 { text } else { nil } }
  }
}

/// Lets as many pages run at once as the machine has processors: each is a compiler and a kernel.
final class TrialQueue: Sendable {
  static let shared = TrialQueue(limit: max(2, ProcessInfo.processInfo.activeProcessorCount))

  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(limit: Int) { state = Mutex(State(free: limit)) }

  func enter() async {
    await withCheckedContinuation { turn in
      let isFree = state.withLock { state in
        if state.free > 0 {
          state.free -= 1
          return true
        }
        state.waiting.append(turn)
        return false
      }
      if isFree { turn.resume() }
    }
  }

  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}

/// A folder of a test's own, gone with it.
final class TrialFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "/notebook-trial-\(UUID().uuidString)"
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Calls `heard` when a cell opens the pipe `running` and has written a process's identifier to it.
  func whenTold(_ heard: @escaping @Sendable (pid_t) -> Void) throws {
    let pipe = path + "/running"
    guard mkfifo(pipe, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    Thread.detachNewThread {
      var bytes = [UInt8](repeating: 0, count: 32)
      let descriptor = open(pipe, O_RDONLY)  // waits for the cell
      let count = read(descriptor, &bytes, bytes.count)
      close(descriptor)
      guard count > 0, let process = pid_t(String(decoding: bytes[..<count], as: UTF8.self)) else { return }
      heard(process)
    }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }
}

extension RunEnvironment {
  /// The parts that were built with the tests, and caches beside them.
  static func trial(caches: String? = nil) async throws -> RunEnvironment {
    let installation = Installation.current
    let toolchain = try await Toolchain.find()
    try installation.check(against: toolchain)
    let folder = (installation.kernel as NSString).deletingLastPathComponent
    return RunEnvironment(toolchain: toolchain, installation: installation, caches: caches ?? folder + "/TestCaches")
  }
}
