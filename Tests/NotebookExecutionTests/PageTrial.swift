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
  init(_ cells: String..., frontMatter: String? = nil, options: RunOptions = RunOptions(), in folder: TrialFolder = TrialFolder()) async throws {
    try await self.init(cells: cells, frontMatter: frontMatter, options: options, in: folder)
  }

  init(cells: [String], frontMatter: String? = nil, options: RunOptions = RunOptions(), in folder: TrialFolder = TrialFolder()) async throws {
    let notebook = try Notebook(source: Array(Self.page(cells, frontMatter: frontMatter).utf8), name: "page.md")
    let run = NotebookRun(notebook, page: PageLocation(path: folder.path + "/page.md"), environment: try await .trial(), options: options)
    let costs = Mutex<[CellCost]>([])
    self.notebook = notebook
    outcomes = try await run.execute { event in
      if case .finished(_, _, let cost) = event { costs.withLock { $0.append(cost) } }
    }
    self.costs = costs.withLock { $0 }
  }

  static func page(_ cells: [String], frontMatter: String? = nil) -> String {
    (frontMatter.map { "---\n\($0)\n---\n\n" } ?? "") + "# A page\n\n" + cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
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

  /// The text of the page's line on which a cell's first problem is.
  func line(ofFailure cell: Int) -> String? {
    failure(cell)?.problems.first?.line.flatMap { notebook.text(ofLine: $0) }
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
