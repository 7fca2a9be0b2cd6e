import CellCompiler
import Foundation

@testable import NotebookExecution

/// A page in a folder of its own, with caches of its own, that is run again and again.
struct ReuseTrial {
  let folder = TrialFolder()
  var cells: [String]
  var frontMatter: String?
  var options = RunOptions()

  init(_ cells: String..., frontMatter: String? = nil) {
    self.cells = cells
    self.frontMatter = frontMatter
  }

  var caches: String { folder.path + "/caches" }

  func page() async throws -> PageTrial {
    try await PageTrial(cells: cells, frontMatter: frontMatter, options: options, caches: caches, in: folder)
  }

  /// Runs the page, and says why it ran; nil where the outputs are those of an earlier run.
  func run() async throws -> String? {
    let cost = try await page().costs.first { $0.isReused || $0.notReusedBecause != nil }
    return cost?.notReusedBecause
  }

  /// Runs the page twice, and says why it ran the second time.
  func runTwice() async throws -> String? {
    _ = try await run()
    return try await run()
  }

  func write(_ text: String, to name: String = "data.csv") throws { try folder.write(text, to: name) }
  func remove(_ name: String = "data.csv") throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
  }

  /// The files of kept runs.
  var kept: [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: caches + "/outputs")) ?? []
    return names.sorted().map { URL(fileURLWithPath: "\(caches)/outputs/\($0)") }
  }
}
