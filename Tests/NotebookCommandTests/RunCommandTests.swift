import Foundation
import Synchronization
import Testing

@Suite("notebook run")
struct RunCommandTests {
  private static let good = CommandTrial.page("let a = 1\nprint(\"one\", a)", "a + 1")
  private static let failing = CommandTrial.page(
    "print(\"one\")", "let empty: [Int] = []\nprint(empty[0])", "print(\"three\")")

  @Test("a page whose cells run ends with 0, and its HTML is written")
  func success() async throws {
    let trial = try CommandTrial(["page.md": Self.good])
    let ending = try await trial.call("run", "page.md")
    #expect(ending.status == 0)
    #expect(ending.output == "")
    #expect(ending.error.contains("page.md: 2 cells ran, wrote _build/page.html"))
    #expect(trial.folder.text("_build/page.html")?.contains("one 1") == true)
    #expect(trial.folder.names == ["_build", "_build/page.html", "page.md"])
  }

  @Test("a cell that fails ends with 1, with its line; the page is written all the same")
  func failure() async throws {
    let trial = try CommandTrial(["page.md": Self.failing])
    let ending = try await trial.call("run", "page.md")
    #expect(ending.status == 1)
    #expect(ending.error.contains("page.md:9: Index out of range"))
    #expect(ending.error.contains("page.md: 1 cell ran, 1 failed, 1 not run, wrote _build/page.html"))
    let page = try #require(trial.folder.text("_build/page.html"))
    #expect(page.contains("Index out of range") && !page.contains("\nthree"))
  }

  @Test("with errors allowed, the cells after a failed one run, and the status is 0")
  func allowErrors() async throws {
    let trial = try CommandTrial(["page.md": Self.failing])
    let ending = try await trial.call("run", "page.md", "--allow-errors")
    #expect(ending.status == 0)
    #expect(ending.error.contains("2 cells ran, 1 failed"))
    #expect(try await trial.call("run", "page.md").status == 1)
  }

  @Test("an error that the page itself expects ends with 0")
  func expectedError() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("//| error: true\nmissing()", "print(1)")])
    let ending = try await trial.call("run", "page.md")
    #expect(ending.status == 0)
    #expect(!ending.error.contains("cannot find 'missing'"))
  }

  @Test("pictures and tables are files beside the page; those of an earlier run go, and no one else's")
  func files() async throws {
    let table = "//| label: tbl-a\nTable(columns: [\"a\"], rows: [[1]])"
    let picture =
      "MIMEBundle(plainText: \"p\").adding(.svg, \"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>\")"
    let trial = try CommandTrial(["page.md": CommandTrial.page(table, picture)])
    let ending = try await trial.call("run", "page.md", "--to", "html,md")
    #expect(ending.error.contains("wrote _build/page.html, _build/page.md, _build/page_files"))
    #expect(trial.folder.text("_build/page_files/tbl-a.csv") == "a\r\n1\r\n")
    #expect(trial.folder.text("_build/page.md")?.contains("![p](page_files/cell-2.svg)") == true)
    #expect(trial.folder.data("_build/page_files/cell-2.png")?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)

    try trial.folder.write(Data("mine".utf8), to: "_build/page_files/mine.svg")
    try trial.folder.write(Data(CommandTrial.page(table).utf8), to: "page.md")
    _ = try await trial.call("run", "page.md")
    let left = trial.folder.names.filter { $0.hasPrefix("_build/page_files/") && !$0.contains("/.") }
    #expect(left == ["_build/page_files/mine.svg", "_build/page_files/tbl-a.csv"])

    try trial.folder.write(Data(CommandTrial.page("1").utf8), to: "page.md")
    _ = try await trial.call("run", "page.md")
    #expect(trial.folder.names.filter { $0.hasPrefix("_build/page_files/") } == ["_build/page_files/mine.svg"])
  }

  @Test("the author is told of a caption without a figure, also where the outputs are used again")
  func unusedCaption() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("//| fig-cap: \"A curve\"\nlet a = 1")])
    for _ in 0..<2 {
      let ending = try await trial.call("run", "page.md")
      #expect(ending.status == 0)
      #expect(ending.error.contains("warning: page.md:5: ‘fig-cap’ is for a figure, and the cell shows none"))
    }
    #expect(try await trial.call("run", "--quiet", "page.md").error == "")
  }

  @Test("several formats are written at once, and the same each time")
  func formats() async throws {
    let page = CommandTrial.page(
      "import GenerativeAI\nlet x = Tensor.randn(3)\nx",
      "print(Set([\"a\", \"b\", \"c\", \"d\"]))\ndisplay(Table(columns: [\"a\"], rows: [[1]]))",
      "//| error: true\nlet none: Int? = nil\nprint(none!)")
    let trial = try CommandTrial(["page.md": page])
    for folder in ["a", "b"] {
      let ending = try await trial.call("run", "page.md", "--to", "html,ipynb,md", "--no-cache", "--output", folder)
      #expect(ending.status == 0)
    }
    for format in ["html", "ipynb", "md"] {
      let first = try #require(trial.folder.data("a/page.\(format)"))
      #expect(!first.isEmpty && first == trial.folder.data("b/page.\(format)"))
    }
    #expect(!trial.folder.names.contains { $0.hasPrefix("_build") })
  }

  @Test("--json prints an object a cell")
  func json() async throws {
    let trial = try CommandTrial([
      "page.md": CommandTrial.page("//| label: first\nprint(1)", "//| eval: false\n2", "missing()", "3")
    ])
    let ending = try await trial.call("run", "page.md", "--json", "--quiet")
    #expect(ending.status == 1)
    let objects = try ending.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["status"] as? String } == ["succeeded", "not-evaluated", "failed", "not-run"])
    #expect(objects.map { $0["line"] as? Int } == [5, 10, 14, 18])
    #expect(objects.allSatisfy { $0["file"] as? String == "page.md" })
    #expect(objects[0]["label"] as? String == "first" && objects[1]["label"] == nil)
    #expect(
      objects[0]["compileSeconds"] is Double && objects[0]["runSeconds"] is Double
        && objects[0]["compiledFromCache"] is Bool)
    #expect(objects[2]["failure"] as? String == "compile-error")
    #expect(objects[2]["message"] as? String == "cannot find 'missing' in scope")
  }

  @Test("--quiet says nothing unless a cell fails")
  func quiet() async throws {
    let trial = try CommandTrial(["good.md": Self.good, "bad.md": Self.failing])
    let good = try await trial.call("run", "good.md", "--quiet")
    #expect(good.status == 0 && good.output == "" && good.error == "")
    let bad = try await trial.call("run", "bad.md", "-q")
    #expect(bad.status == 1 && bad.error.contains("Index out of range") && !bad.error.contains("wrote"))
  }

  @Test("-p sets parameters, and --seed the seed")
  func parameters() async throws {
    let page = CommandTrial.page(
      "//| parameters: true\nlet title = \"T\", n = 1",
      "import GenerativeAI\nprint(title, n + 1, Tensor.rand(1).scalars)")
    let trial = try CommandTrial(["page.md": page])
    func printed(_ seed: String) async throws -> String? {
      let ending = try await trial.call(
        "run", "page.md", "--to", "md", "-p", "title=a \"b\"=c", "-p", "n=-5", "--seed", seed)
      #expect(ending.status == 0)
      return trial.folder.text("_build/page.md")?.split(separator: "\n").first { $0.hasPrefix("a \"b\"=c -4 [") }.map(
        String.init)
    }
    let one = try await printed("1")
    let two = try await printed("2")
    let again = try await printed("1")
    #expect(one != nil && one == again && one != two)
  }

  @Test("a time-out ends a cell that loops")
  func timeout() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("while true {}")])
    let ending = try await trial.call("run", "page.md", "--timeout", "0.2")
    #expect(ending.status == 1 && ending.error.contains("page.md:4: the cell ran longer than its time-out of 0.2 s"))
  }

  @Test("a page that did not change is written again, byte for byte, without a run")
  func reuse() async throws {
    let page = CommandTrial.page(
      "import GenerativeAI\nlet x = Tensor.randn(3)\nx", "//| eval: false\n2",
      "print(\"é\")\ndisplay(Table(columns: [\"a\"], rows: [[1]]))\ndisplay(MIMEBundle(plainText: \"p\").adding(.png, data: [1, 2]))",
      "//| error: true\nlet none: Int? = nil\nprint(none!)")
    let trial = try CommandTrial(["page.md": page])
    func run(_ folder: String, _ more: String...) async throws -> [[String: Any]] {
      let ending = try await trial.call(
        ["run", "page.md", "--to", "html,ipynb,md", "--json", "--output", folder] + more)
      #expect(ending.status == 0)
      return try ending.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
    let first = try await run("a")
    #expect(first.map { $0["outputsFromCache"] as? Bool } == [false, false, false, false])
    let reason = "no earlier run is known"
    #expect(first.map { $0["notReusedBecause"] as? String } == [reason, nil, reason, reason])
    let again = try await run("b")
    #expect(again.map { $0["outputsFromCache"] as? Bool } == [true, false, true, true])
    #expect(again.map { $0["status"] as? String } == first.map { $0["status"] as? String })
    #expect(again.allSatisfy { $0["notReusedBecause"] == nil && $0["runSeconds"] == nil })
    for name in trial.folder.names.filter({ $0.hasPrefix("a/") }) {
      let data = trial.folder.data(name)
      #expect(data == trial.folder.data("b/" + name.dropFirst(2)))
    }
    let refreshed = try await run("c", "--cache-refresh")
    #expect(refreshed[0]["notReusedBecause"] as? String == "the caches are renewed in this run")
    let ignored = try await run("c", "--no-cache")
    #expect(ignored[0]["notReusedBecause"] as? String == "the caches are not used in this run")
    let seeded = try await run("c", "--seed", "7")
    #expect(seeded[0]["notReusedBecause"] as? String == "the seed changed")
  }

  @Test("plain lines and the summary say that outputs were used again")
  func reusePlain() async throws {
    let trial = try CommandTrial(["page.md": Self.good])
    _ = try await trial.call("run", "page.md")
    let again = try await trial.call("run", "page.md")
    #expect(
      again.error
        == "page.md:4: reused\npage.md:9: reused\npage.md: 2 cells reused, wrote _build/page.html\n")
  }

  @Test("an environment variable that a cell reads decides, by its value", arguments: [true, false])
  func reuseAndEnvironment(byName: Bool) async throws {
    let read =
      byName
      ? "getenv(\"TRIAL\").map { String(cString: $0) }" : "ProcessInfo.processInfo.environment[\"TRIAL\"]"
    let trial = try CommandTrial(["page.md": CommandTrial.page("import Foundation\nprint(\(read) ?? \"none\")")])
    func output(_ value: String, _ other: String) async throws -> String {
      try await trial.call("run", "page.md", "--json", environment: ["TRIAL": value, "OTHER_TRIAL": other]).output
    }
    _ = try await output("1", "1")
    #expect(try await output("1", "1").contains("\"outputsFromCache\":true"))
    #expect(try await output("1", "2").contains("\"outputsFromCache\":\(byName)"))
    let reason = byName ? "the environment variable ‘TRIAL’ changed" : "the environment variables changed"
    #expect(try await output("2", "2").contains("\"notReusedBecause\":\"\(reason)\""))
    #expect(trial.folder.text("_build/page.html")?.contains("2\n") == true)
  }

  @Test("clean makes every page run again")
  func reuseAfterClean() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1")])
    let caches = ["XDG_CACHE_HOME": trial.folder.path + "/caches"]
    for _ in 0..<2 {
      #expect(try await trial.call("run", "page.md", environment: caches).error.contains("1 cell ran"))
      #expect(try await trial.call("run", "page.md", environment: caches).error.contains("1 cell reused"))
      _ = try await trial.call("clean", environment: caches)
    }
  }

  @Test("two runs of a page at once both write it")
  func twoAtOnce() async throws {
    let trial = try CommandTrial(["page.md": Self.good])
    let caches = ["XDG_CACHE_HOME": trial.folder.path + "/caches"]
    async let one = trial.call("run", "page.md", environment: caches)
    async let two = trial.call("run", "page.md", environment: caches)
    let (first, second) = try await (one, two)
    #expect(first.status == 0 && second.status == 0, "\(first.error)\n\(second.error)")
    #expect(trial.folder.names.filter { $0.hasPrefix("_build/") } == ["_build/page.html"])
  }

  @Test("200 MB of output leave the command as small as it was", arguments: ["stdout", "stderr"])
  func floods(stream: String) async throws {
    let measure = #"""
      // The most memory that the command, above the kernel's processes, ever held, in kB.
      func peak() -> Int {
        var process = "\(getppid())", status = ""
        repeat {
          status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
          if !status.contains("Name:\tnotebook-kernel") { break }
          process = String(status.firstMatch(of: /PPid:\s*(\d+)/)!.1)
        } while true
        return Int(status.firstMatch(of: /VmHWM:\s*(\d+)/)!.1)!
      }
      let before = peak()
      """#
    let flood =
      "let line = [UInt8](repeating: 0x78, count: (1 << 20) - 1) + [10]\nfor _ in 0..<200 { fwrite(line, 1, 1 << 20, \(stream)); }"
    let trial = try CommandTrial([
      "page.md": CommandTrial.page("import Foundation\n" + measure, flood, "print(\"grown by\", peak() - before)")
    ])
    let ending = try await trial.call("run", "page.md", "--to", "md")
    #expect(ending.status == 0, "\(ending.error)")
    let page = try #require(trial.folder.text("_build/page.md"))
    #expect(page.contains("199 MB more text was printed and is left out"))
    let growth = try #require(page.firstMatch(of: /grown by (\d+)/).flatMap { Int($0.1) })
    #expect(growth < 50_000)
  }

  @Test("no file is left in the temporary folder, whether the page runs or not")
  func temporaryFiles() async throws {
    let trial = try CommandTrial([
      "good.md": Self.good, "bad.md": CommandTrial.page("missing()", "import Foundation", "print([1].count)", "1"),
    ])
    try trial.folder.makeFolder("t")
    for page in ["good.md", "bad.md"] {
      let ending = try await trial.call("run", page, "--no-cache", environment: ["TMPDIR": trial.folder.path + "/t"])
      #expect(ending.status == (page == "good.md" ? 0 : 1))
      #expect(trial.folder.names.filter { $0.hasPrefix("t/") } == [])
    }
  }

  @Test("several pages run at once, and one that fails does not keep the others")
  func severalPages() async throws {
    let trial = try CommandTrial(["a.md": Self.good, "b.md": Self.failing, "c.md": Self.good])
    let ending = try await trial.call("run", "a.md", "b.md", "c.md", "--jobs", "2")
    #expect(ending.status == 1)
    #expect(
      trial.folder.names.filter { $0.hasPrefix("_build/") } == ["_build/a.html", "_build/b.html", "_build/c.html"])
  }

  @Test("an interrupt ends with 130; what ran is written, and no process is left", arguments: [SIGINT, SIGTERM])
  func interrupt(signal: Int32) async throws {
    let trial = try CommandTrial([
      "page.md": CommandTrial.page(
        "import Foundation\nlet process = Process()\nprocess.executableURL = URL(fileURLWithPath: \"/bin/sleep\")\nprocess.arguments = [\"1000\"]\ntry process.run()\nprint(\"first\")",
        "\(CommandTrial.saysThatItRuns)\nwhile true {}", "print(\"never\")")
    ])
    let kernel = Mutex<[pid_t]>([])
    let ending = try await trial.call("run", "page.md") { process in
      // Up from the cell's process to the command's.
      var found = [process]
      while let parent = parent(of: found.last!), program(of: found.last!) == "notebook-kernel" { found.append(parent) }
      let command = found.removeLast()
      kernel.withLock { $0 = found }
      kill(command, signal)
    }
    #expect(ending.status == 130)
    let page = try #require(trial.folder.text("_build/page.html"))
    #expect(page.contains("first") && page.contains("interrupted"))
    let processes = kernel.withLock { $0 }
    #expect(!processes.isEmpty)
    for process in processes { #expect(kill(process, 0) == -1 && errno == ESRCH) }
    let sleeping = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) }
      .filter { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/cwd")) == trial.folder.path }
    #expect(sleeping == [])
  }

  @Test("a page that an interrupt kept from beginning stays as an earlier run left it")
  func interruptBeforeAPage() async throws {
    let trial = try CommandTrial([
      "slow.md": CommandTrial.page("\(CommandTrial.saysThatItRuns)\nwhile true {}"),
      "fast.md": CommandTrial.page("1 + 1"),
    ])
    _ = try await trial.call("run", "fast.md")
    let before = try #require(trial.folder.text("_build/fast.html"))
    let ending = try await trial.call("run", "slow.md", "fast.md") { process in
      var command = process
      while program(of: command) == "notebook-kernel", let parent = parent(of: command) { command = parent }
      kill(command, SIGINT)
    }
    #expect(ending.status == 130)
    #expect(trial.folder.text("_build/fast.html") == before)
    #expect(trial.folder.text("_build/slow.html")?.contains("interrupted") == true)
  }
}
