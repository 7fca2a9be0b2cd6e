import Foundation
import Testing

@testable import NotebookExecution

@Suite("What a page's outputs depend on")
struct DependencyTests {
  @Test("a file that a cell reads decides, by its content, however it is opened")
  func content() async throws {
    let readers: [(String) -> String] = [
      { "print(try String(contentsOfFile: \"\($0)\", encoding: .utf8))" },
      { "print(try Data(contentsOf: URL(fileURLWithPath: \"\($0)\")).count)" },
      { "print(FileManager.default.contents(atPath: \"\($0)\")?.count ?? -1)" },
      { "print(try FileHandle(forReadingFrom: URL(fileURLWithPath: \"\($0)\")).readToEnd()!.count)" },
      { "chdir(\"inner\")\nprint(try String(contentsOfFile: \"../\($0)\", encoding: .utf8))\nchdir(\"..\");" },
      { "print(fgetc(fopen(\"\($0)\", \"r\")!))" },
      { "print(openat(open(\".\", O_RDONLY | O_DIRECTORY), \"\($0)\", O_RDONLY) > 0)" },
      { "print(fgetc(freopen(\"\($0)\", \"r\", stdin)!))" },
    ]
    var trial = ReuseTrial()
    trial.cells = ["import Foundation"] + readers.enumerated().map { $0.element("data\($0.offset)") }
    try trial.makeFolder("inner")
    let names = readers.indices.map { "data\($0)" }
    for name in names { try trial.write("1,2\n", to: name) }
    #expect(try await trial.page().statuses == Array(repeating: "ran", count: 9))
    #expect(try await trial.run() == nil)
    // The same content, written again.
    for name in names {
      try trial.remove(name)
      try trial.write("1,2\n", to: name)
    }
    #expect(try await trial.run() == nil)
    for name in names {
      try trial.write("3,4\n", to: name)
      let reason = try await trial.run()
      #expect(reason?.hasSuffix("\(name)’ changed") == true, "\(reason ?? "reused")")
    }
    #expect(try await trial.run() == nil)
  }

  @Test(
    "a file that is missed, and that appears, or goes",
    arguments: [
      "import Foundation\nprint((try? String(contentsOfFile: \"data.csv\", encoding: .utf8)) ?? \"none\")",
      "import Foundation\nprint(FileManager.default.fileExists(atPath: \"data.csv\"))",
      "import Glibc\nprint(access(\"data.csv\", R_OK))",
      "import Glibc\nvar status = stat()\nprint(stat(\"data.csv\", &status))",
      "import Glibc\nprint(fopen(\"data.csv\", \"r\") == nil)",
    ])
  func existence(cell: String) async throws {
    let trial = ReuseTrial(cell)
    #expect(try await trial.runTwice() == nil)
    try trial.write("1")
    #expect(try await trial.run() == "‘data.csv’ appeared")
    #expect(try await trial.run() == nil)
    try trial.remove()
    #expect(try await trial.run() == "‘data.csv’ is gone")
  }

  @Test(
    "a folder that a cell lists, by the names in it",
    arguments: [
      "import Foundation\nprint(try FileManager.default.contentsOfDirectory(atPath: \"inner\").sorted())",
      "import Glibc\nlet folder = opendir(\"inner\")\nvar count = 0\nwhile readdir(folder!) != nil { count += 1 }\ncount",
      "import Glibc\nlet folder = fdopendir(open(\"inner\", O_RDONLY | O_DIRECTORY))!\nvar count = 0\nwhile readdir(folder) != nil { count += 1 }\ncount",
    ])
  func listing(cell: String) async throws {
    let trial = ReuseTrial(cell)
    try trial.makeFolder("inner")
    #expect(try await trial.page().statuses == ["ran"])
    #expect(try await trial.run() == nil)
    try trial.write("1", to: "inner/new")
    #expect(try await trial.run() == "‘inner’ changed")
    try trial.write("2", to: "inner/new")
    #expect(try await trial.run() == nil)
  }

  @Test(
    "a folder in a folder that a cell walks through",
    arguments: [
      "import Foundation\nFileManager.default.subpaths(atPath: \"inner\")!.sorted()",
      "import Foundation\nFileManager.default.enumerator(atPath: \"inner\")!.allObjects.count",
      "import Foundation\nFileManager.default.enumerator(at: URL(fileURLWithPath: \"inner\"), includingPropertiesForKeys: nil)!.allObjects.count",
      "import Glibc\nvar found = glob_t()\nglob(\"inner/*/*\", 0, nil, &found)\nfound.gl_pathc",
    ])
  func walk(cell: String) async throws {
    let trial = ReuseTrial(cell)
    try trial.makeFolder("inner/deep")
    #expect(try await trial.runTwice() == nil)
    try trial.write("1", to: "inner/deep/new")
    #expect(try await trial.run() == "‘inner/deep’ changed")
  }

  @Test("when a file was written decides for a cell that asks for it, and reads no more")
  func date() async throws {
    let trial = ReuseTrial(
      "import Foundation\ntry FileManager.default.attributesOfItem(atPath: \"data.csv\")[.modificationDate]!")
    try trial.write("1")
    #expect(try await trial.runTwice() == nil)
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, trial.folder.path + "/data.csv", &times, 0) == 0)
    #expect(try await trial.run() == "‘data.csv’ changed")
  }

  @Test("a file that changes while the page runs is nobody's content")
  func changedMeanwhile() async throws {
    let trial = ReuseTrial(
      "import Foundation\nprint(try String(contentsOfFile: \"data.csv\", encoding: .utf8))",
      "import Glibc\nclose(open(\"go\", O_RDONLY))")
    try trial.write("1")
    let folder = trial.folder.path
    #expect(mkfifo(folder + "/go", 0o600) == 0)
    Thread.detachNewThread {
      let told = open(folder + "/go", O_WRONLY)  // waits for the second cell
      try? Data("2".utf8).write(to: URL(fileURLWithPath: folder + "/data.csv"))
      close(told)
    }
    _ = try await trial.run()
    #expect(trial.kept.isEmpty)
  }

  @Test("what cells do that another run would not repeat is seen, however it is done")
  func deeds() async throws {
    let cells: [(code: String, words: String)] = [
      ("let t = ContinuousClock.now", "reads the clock"), ("import Foundation\nDate()", "reads the clock"),
      ("import Glibc\ntime(nil)", "reads the clock"),
      ("try await Task.sleep(for: .milliseconds(1))", "reads the clock"),
      ("Int.random(in: 0...9)", "draws random numbers that do not depend on the seed"),
      ("[1, 2].shuffled()", "draws random numbers that do not depend on the seed"),
      ("import Foundation\nUUID()", "draws random numbers that do not depend on the seed"),
      ("import Glibc\narc4random()", "draws random numbers that do not depend on the seed"),
      ("import Glibc\nclose(open(\"/dev/urandom\", O_RDONLY))", "draws random numbers that do not depend on the seed"),
      (
        "import Foundation\ntry \"x\".write(toFile: \"out.txt\", atomically: false, encoding: .utf8)",
        "writes ‘out.txt’"
      ),
      ("import Glibc\nfclose(fopen(\"out.txt\", \"w\"))", "writes ‘out.txt’"),
      ("import Glibc\nmkdir(\"new\", 0o700)", "writes ‘new’"), ("import Glibc\nunlink(\"none\")", "writes ‘none’"),
      ("import Glibc\nrename(\"none\", \"other\")", "writes ‘other’"),
      ("import Glibc\nclose(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))", "uses the network"),
      (
        "import Glibc\nvar found: UnsafeMutablePointer<addrinfo>?\ngetaddrinfo(\"127.0.0.1\", nil, nil, &found)",
        "uses the network"
      ),
      ("import Glibc\nsystem(\"true\")", "starts another program"),
      (
        "import Foundation\nlet p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/true\")\ntry p.run()\np.waitUntilExit()",
        "starts another program"
      ),
      ("import Glibc\ngetpid()", "asks which process or machine it runs in"),
      ("import Foundation\nProcessInfo.processInfo.hostName", "asks which process or machine it runs in"),
      (
        "import Glibc\nclose(open(\"/proc/self/status\", O_RDONLY))",
        "reads ‘/proc/self/status’, which says what the machine is doing"
      ),
      (
        "import Foundation\nThread.detachNewThread { _ = Date() }\nThread.sleep(forTimeInterval: 0.01)",
        "reads the clock"
      ),
    ]
    var trial = ReuseTrial(frontMatter: "execute: {cache: true}")
    trial.cells = ["let before = 1"] + cells.map(\.code)
    let page = try await trial.page()
    #expect(page.statuses == Array(repeating: "ran", count: cells.count + 1))
    let again = try await trial.run()
    #expect(again == nil)
    let location = PageLocation(path: trial.folder.path + "/page.md")
    let key = try await PageKey(
      page.notebook, page: location, environment: .trial(caches: trial.caches), options: trial.options)
    let deeds = try #require(OutputCache(folder: trial.caches).run(for: key)).deeds
    // A cell may do several such things.
    for (index, cell) in cells.enumerated() {
      #expect(deeds.contains { $0.cell == index + 1 && $0.words == cell.words }, "\(cell.code)")
    }
    #expect(!deeds.contains { $0.cell == 0 })
    // Without the permission the first of them is to blame.
    trial.frontMatter = nil
    #expect(try await trial.run() == "the cell at line 8 \(cells[0].words)")
  }

  @Test("‘cache: true’ uses outputs again in spite of what the cell, or any cell of the page, did")
  func always() async throws {
    let deeds =
      "import Foundation\nprint(Date())\ntry \"x\".write(toFile: \"out.txt\", atomically: true, encoding: .utf8)\nprint(try String(contentsOfFile: \"out.txt\", encoding: .utf8))"
    var trial = ReuseTrial("1", "//| cache: true\n" + deeds)
    let first = try await trial.page()
    let again = try await trial.page()
    #expect(again.costs.map(\.isReused) == [true, true])
    #expect(again.outcomes == first.outcomes)
    // Without the option the page is run again, though its outputs are kept.
    trial.cells[1] = deeds
    #expect(try await trial.run()?.hasPrefix("the cell at line 8 ") == true)
    trial.frontMatter = "execute:\n  cache: true"
    #expect(try await trial.runTwice() == nil)
    // Another cell's option is no permission.
    (trial.frontMatter, trial.cells) = (nil, ["//| cache: true\n1", deeds])
    #expect(try await trial.runTwice()?.hasPrefix("the cell at line 9 ") == true)
  }

  @Test("‘cache: false’ always runs", arguments: ["cell", "page"])
  func never(place: String) async throws {
    let trial =
      place == "cell"
      ? ReuseTrial("1", "//| cache: false\n2") : ReuseTrial("1", frontMatter: "cache: false")
    let reason = place == "cell" ? "the cell at line 9 says ‘cache: false’" : "the page says ‘cache: false’"
    #expect(try await trial.run() == reason)
    #expect(try await trial.run() == reason)
    #expect(trial.kept.isEmpty)
  }

  @Test("the clock that the library measures with does not count")
  func displayClock() async throws {
    let trial = ReuseTrial(
      "import NotebookDisplay\nlet start = DisplayClock.now\nprint(DisplayClock.now >= start, start > 0)",
      "await Task.yield()\nprint(await Task { 1 }.value)")
    let page = try await trial.page()
    #expect(page.text(0) == "true true\n")
    #expect(try await trial.run() == nil)
  }

  @Test("more files than can be kept track of forbid it")
  func tooMany() async throws {
    let trial = ReuseTrial(
      "import Glibc\nlet long = String(repeating: \"x\", count: 200)\nfor i in 0..<30_000 { access(\"\\(i)\\(long)\", R_OK); }"
    )
    #expect(try await trial.runTwice() == "the cell at line 4 opens more files than can be kept track of")
  }

  @Test("a file opened a million times is noted once")
  func often() async throws {
    let trial = ReuseTrial("import Glibc\nfor _ in 0..<1_000_000 { access(\"data.csv\", R_OK); }")
    #expect(try await trial.runTwice() == nil)
  }
}
