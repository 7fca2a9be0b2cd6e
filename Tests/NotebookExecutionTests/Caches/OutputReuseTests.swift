import CellCompiler
import Foundation
import Testing

@testable import NotebookExecution

@Suite("Using a page's outputs again")
struct OutputReuseTests {
  @Test("a page that did not change is not run again, and its outcomes are the same")
  func unchanged() async throws {
    let trial = ReuseTrial(
      "import GenerativeAI\nlet x = Tensor.randn(3)\nx", "//| eval: false\nnever()",
      "display(MIMEBundle(plainText: \"p\").adding(.png, data: [1, 2, 255]).adding(.html, \"<b>é</b>\"))\nprint(Set([1, 2, 3]))",
      "let value = await Task { x.scalars.count }.value\nvalue", frontMatter: "seed: 3")
    let first = try await trial.page()
    #expect(first.statuses == ["ran", "not evaluated", "ran", "ran"])
    #expect(first.costs.allSatisfy { !$0.isReused })
    let reason = "no earlier run is known"
    #expect(first.costs.map(\.notReusedBecause) == [reason, nil, reason, reason])
    let again = try await trial.page()
    #expect(again.costs.map(\.isReused) == [true, false, true, true])
    #expect(again.costs.allSatisfy { $0.notReusedBecause == nil })
    #expect(again.outcomes == first.outcomes)
    #expect(again.outcomes.map(\.executionCount) == [1, nil, 2, 3])
  }

  @Test("an edited cell, a parameter, the seed, an option of running: each is named")
  func edits() async throws {
    var trial = ReuseTrial("//| parameters: true\nlet n = 1", "print(n)", frontMatter: "seed: 1")
    _ = try await trial.run()
    func reason(_ change: (inout ReuseTrial) -> Void) async throws -> String? {
      change(&trial)
      let reason = try await trial.run()
      #expect(try await trial.run() == nil)
      return reason
    }
    #expect(
      try await reason { $0.cells[0] = "//| parameters: true\nlet n = 2" }
        == "a parameter changed, in the cell at line 9")
    #expect(try await reason { $0.cells[1] = "print(n + 1)" } == "the cell at line 13 changed")
    #expect(try await reason { $0.frontMatter = "seed: 2" } == "the seed changed")
    #expect(try await reason { $0.options.seed = 3 } == "the seed changed")
    #expect(
      try await reason { $0.cells[1] = "//| timeout: 50\nprint(n + 1)" } == "the options of the cell at line 14 changed"
    )
    #expect(
      try await reason { $0.cells[1] = "//| expect: \"3\"\nprint(n + 1)" }
        == "the options of the cell at line 14 changed")
    #expect(
      try await reason { $0.cells[1] = "//| fig-width: 9\nprint(n + 1)" }
        == "the options of the cell at line 14 changed")
    #expect(
      try await reason { $0.cells[1] = "//| error: true\nprint(n + 1)" } == "the options of the cell at line 14 changed"
    )
    #expect(try await reason { $0.cells.append("3") } == "the cell at line 18 changed")
    #expect(try await reason { $0.cells[2] = "//| eval: false\n3" } == "cells at the page's end were removed")
    #expect(try await reason { $0.options.allowsErrors = true } == "‘--allow-errors’ changed")
    // What was there before is still kept.
    trial.cells = ["//| parameters: true\nlet n = 1", "print(n)"]
    (trial.frontMatter, trial.options) = ("seed: 1", RunOptions())
    #expect(try await trial.run() == nil)
  }

  @Test("prose, titles and options that only concern how the page looks change nothing")
  func rendering() async throws {
    var trial = ReuseTrial("//| echo: true\nprint(1)", "print(2)", frontMatter: "title: A")
    _ = try await trial.run()
    trial.cells[0] =
      "//| echo: false\n//| label: fig-a\n//| fig-cap: \"A\"\n//| fig-alt: \"B\"\n//| code-fold: true\nprint(1)"
    trial.cells[1] = "//| include: false\n//| output: false\nprint(2)"
    trial.frontMatter = "title: B\ndescription: longer\norder: 3"
    let page = try await trial.page()
    #expect(page.costs.map(\.isReused) == [true, true])
    #expect((0..<2).map(page.text) == ["1\n", "2\n"])
  }

  @Test("an expression in the prose counts like a cell, the words around it do not")
  func inline() async throws {
    let folder = TrialFolder()
    func run(_ text: String) async throws -> PageTrial {
      try await PageTrial(page: "```swift\nlet n = 2\n```\n\n\(text)\n", caches: folder.path + "/caches", in: folder)
    }
    let first = try await run("There are `{swift} n` of them.")
    #expect(first.text(1) == "2")
    let moved = try await run("Count them.\n\nThen there are `{swift} n` of them.")
    #expect(moved.costs.map(\.isReused) == [true, true])
    #expect(moved.outcomes == first.outcomes)
    let changed = try await run("There are `{swift} n + 1` of them.")
    #expect(changed.costs[0].notReusedBecause == "the expression in line 5 changed")
    #expect(changed.text(1) == "3")
  }

  @Test(
    "a cell that moved is run again only where something it shows says on which line it stands",
    arguments: [
      ("print(1)", nil), ("print(#line)", "cells moved, and their outputs name lines"),
      ("func f() { let unused = 1 }", "cells moved, and their outputs name lines"),
      ("//| error: true\nfatalError(\"no\")", "cells moved, and their outputs name lines"),
      ("print(#fileID)", "cells moved, and their outputs name lines"),
    ] as [(String, String?)])
  func moved(cell: String, reason: String?) async throws {
    var trial = ReuseTrial(cell, frontMatter: "title: A")
    _ = try await trial.run()
    #expect(try await trial.run() == nil)
    trial.frontMatter = "title: A\norder: 1"
    #expect(try await trial.run() == reason)
    #expect(try await trial.run() == nil)
  }

  @Test("failures that the page allows, and that come again, are kept; others are not")
  func failures() async throws {
    #expect(
      try await ReuseTrial(
        "//| error: true\n[1][[1].count]", "//| error: true\nmissing()", "struct E: Error {}",
        "//| error: true\nthrow E()", "//| error: true\n//| expect: x\n1"
      ).runTwice() == nil)
    #expect(try await ReuseTrial("print([1][[1].count])").runTwice() == "the cell at line 4 failed")
    #expect(
      try await ReuseTrial("//| error: true\n//| timeout: 0.1\nwhile true {}").runTwice()
        == "the cell at line 6 was ended from outside")
  }

  @Test("an entry that is damaged in any way is noticed and made anew")
  func damage() async throws {
    let trial = ReuseTrial("print(\"kept\")", "display(MIMEBundle(plainText: \"p\").adding(.png, data: [1, 2, 3]))")
    let first = try await trial.page()
    let whole = try Data(contentsOf: try #require(trial.kept.first))
    #expect(trial.kept.count == 1)
    var damaged = [
      Data(), whole.prefix(10), whole.prefix(65), whole.prefix(whole.count / 2), whole.dropLast(), whole + [0],
    ]
    for place in [0, 64, 65, whole.count / 2, whole.count - 1] {
      var copy = whole
      copy[place] ^= 1
      damaged.append(copy)
    }
    for bytes in damaged {
      try bytes.write(to: trial.kept[0])
      let rebuilt = try await trial.page()
      #expect(
        rebuilt.costs.map(\.notReusedBecause)
          == Array(repeating: "the kept outputs are gone, or were damaged", count: 2))
      #expect(rebuilt.outcomes == first.outcomes)
      #expect(try await trial.run() == nil)
    }
    for page in try FileManager.default.contentsOfDirectory(atPath: trial.caches + "/pages") {
      try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(trial.caches)/pages/\(page)"))
    }
    #expect(try await trial.run() == nil)
  }

  @Test("caches that are ignored are neither read nor written; that are renewed are written")
  func policies() async throws {
    var trial = ReuseTrial("print(1)")
    trial.options.cachePolicy = .ignore
    #expect(try await trial.run() == "the caches are not used in this run")
    #expect(trial.kept.isEmpty)
    trial.options.cachePolicy = .refresh
    #expect(try await trial.run() == "the caches are renewed in this run")
    let written = try Data(contentsOf: try #require(trial.kept.first))
    try Data().write(to: trial.kept[0])
    #expect(try await trial.run() == "the caches are renewed in this run")
    #expect(try Data(contentsOf: trial.kept[0]) == written)
    trial.options.cachePolicy = .ignore
    _ = try await trial.run()
    trial.options.cachePolicy = .use
    #expect(try await trial.run() == nil)
  }

  @Test("two runs at once keep one whole entry")
  func twoAtOnce() async throws {
    let trial = ReuseTrial("print(1)", "print(2)")
    async let one = trial.page()
    async let two = trial.page()
    let (first, second) = try await (one, two)
    #expect(first.outcomes == second.outcomes)
    #expect(trial.kept.count == 1)
    #expect(try await trial.run() == nil)
  }

  @Test("an interrupted run is not kept")
  func interrupted() async throws {
    let trial = ReuseTrial("//| error: true\n\(PageTrial.saysThatItRunsAndLoops)")
    _ = try await PageTrial(cells: trial.cells, caches: trial.caches, in: trial.folder) { run, _ in run.interrupt() }
    #expect(trial.kept.isEmpty)
  }
}
