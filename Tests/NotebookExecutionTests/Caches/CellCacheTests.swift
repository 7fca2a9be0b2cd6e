import CellCompiler
import Foundation
import Testing

@testable import NotebookExecution

@Suite("The cache of compiled cells")
struct CellCacheTests {
  private func cells(editing edited: Int? = nil) -> [String] {
    (0..<7).map { "let value\($0) = \($0 == edited ? 100 : $0)\nprint(value\($0), \($0 > 0 ? "value\($0 - 1)" : "0"))" }
  }

  @Test("an edit compiles the edited cell and those after it, and none before it")
  func editing() async throws {
    let folder = TrialFolder()
    let caches = folder.path + "/caches"
    let first = try await PageTrial(cells: cells(), caches: caches)
    #expect(first.costs.map(\.isCompilationCached) == Array(repeating: false, count: 7))
    let again = try await PageTrial(cells: cells(), caches: caches)
    #expect(again.costs.map(\.isCompilationCached) == Array(repeating: true, count: 7))
    #expect(again.outcomes == first.outcomes)
    let edited = try await PageTrial(cells: cells(editing: 4), caches: caches)
    #expect(edited.costs.map(\.isCompilationCached) == [true, true, true, true, false, false, false])
    #expect(edited.text(5) == "5 100\n")
    let back = try await PageTrial(cells: cells(), caches: caches)
    #expect(back.costs.map(\.isCompilationCached) == Array(repeating: true, count: 7))
    #expect(back.outcomes == first.outcomes)
  }

  @Test("a damaged entry is made anew")
  func damage() async throws {
    let folder = TrialFolder()
    let caches = folder.path + "/caches"
    let cells = ["let a = 1", "func f() -> Int { let unused = 1; return a }", "print(f())"]
    let first = try await PageTrial(cells: cells, caches: caches)
    #expect(first.outcomes[1].warnings.count == 1)
    let damages: [(file: String, damage: (Data) -> Data?)] = [
      ("cell.so", { $0.prefix($0.count / 2) }), ("cell.so", { _ in nil }), ("cell.swiftmodule", { _ in Data() }),
      ("manifest.json", { Data($0.map { $0 ^ 0x15 }) }), ("manifest.json", { _ in Data("{}".utf8) }),
      (
        "cell.so",
        {
          var flipped = $0
          flipped[flipped.count / 2] ^= 1
          return flipped
        }
      ),
    ]
    for (file, damage) in damages {
      let entries = try FileManager.default.contentsOfDirectory(atPath: caches + "/cells")
      #expect(entries.count == 3)
      for entry in entries {
        let url = URL(fileURLWithPath: "\(caches)/cells/\(entry)/\(file)")
        let damaged = damage(try Data(contentsOf: url))
        try FileManager.default.removeItem(at: url)
        try damaged?.write(to: url)
      }
      let rebuilt = try await PageTrial(cells: cells, caches: caches)
      #expect(rebuilt.outcomes == first.outcomes)
      #expect(rebuilt.costs.map(\.isCompilationCached) == [false, false, false])
      let cached = try await PageTrial(cells: cells, caches: caches)
      #expect(cached.outcomes == first.outcomes)
      #expect(cached.costs.map(\.isCompilationCached) == [true, true, true])
    }
  }

  @Test("two runs of a page at once, with an empty cache, do not disturb each other")
  func twoAtOnce() async throws {
    let folder = TrialFolder()
    let caches = folder.path + "/caches"
    let cells = cells()
    async let one = PageTrial(cells: cells, caches: caches, in: folder)
    async let two = PageTrial(cells: cells, caches: caches, in: folder)
    let (first, second) = try await (one, two)
    #expect(first.statuses == Array(repeating: "ran", count: 7))
    #expect(first.outcomes == second.outcomes)
    let third = try await PageTrial(cells: cells, caches: caches)
    #expect(third.costs.map(\.isCompilationCached) == Array(repeating: true, count: 7))
    let left = try FileManager.default.contentsOfDirectory(atPath: caches + "/cells")
    #expect(left.count == 7 && !left.contains { $0.hasPrefix(".") })
  }

  @Test("ignored, it is neither read nor written; refreshed, it is written anew")
  func policies() async throws {
    let folder = TrialFolder()
    let caches = folder.path + "/caches"
    let cell = "print(\"x\")"
    func entries() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: caches + "/cells")) ?? [] }
    _ = try await PageTrial(cell, options: RunOptions(cachePolicy: .ignore), caches: caches)
    #expect(entries().isEmpty)
    _ = try await PageTrial(cell, caches: caches)
    #expect(entries().count == 1)
    let ignored = try await PageTrial(cell, options: RunOptions(cachePolicy: .ignore), caches: caches)
    let refreshed = try await PageTrial(cell, options: RunOptions(cachePolicy: .refresh), caches: caches)
    #expect(!ignored.costs[0].isCompilationCached && !refreshed.costs[0].isCompilationCached)
    #expect(entries().count == 1)
    let used = try await PageTrial(cell, caches: caches)
    #expect(used.costs[0].isCompilationCached)
  }

  @Test("where the caches can't be written, pages run all the same")
  func unwritable() async throws {
    let folder = TrialFolder()
    try folder.write("in its place", to: "caches")
    let page = try await PageTrial("let a = 1", "print(a)", caches: folder.path + "/caches")
    #expect(page.lastText == "1\n")
    #expect(try String(contentsOfFile: folder.path + "/caches", encoding: .utf8) == "in its place")
  }
}
