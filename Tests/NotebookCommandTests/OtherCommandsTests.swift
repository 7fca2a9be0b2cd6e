import Foundation
import Testing

@Suite("check, doctor, clean and help")
struct OtherCommandsTests {
  @Test("check tells the errors of all cells, runs none and writes nothing")
  func check() async throws {
    let trial = try CommandTrial([
      "page.md": CommandTrial.page(
        "import Glibc\nlet made = mkdir(\"made\", 0o700)", "missing()", "let n: Int = \"x\"", "print(made)"),
      "good.md": CommandTrial.page("let a = 1", "a"),
    ])
    let ending = try await trial.call("check", "page.md", "good.md")
    #expect(ending.status == 1)
    #expect(ending.output.contains("page.md:9:1: cannot find 'missing' in scope"))
    #expect(ending.output.contains("page.md:13:14: cannot convert value of type 'String' to specified type 'Int'"))
    #expect(ending.output.contains("good.md: all 2 cells compile"))
    #expect(ending.error == "2 errors\n")
    #expect(trial.folder.names == ["good.md", "page.md"])
    let good = try await trial.call("check", "good.md")
    #expect(good.status == 0 && good.error == "")
  }

  @Test("an error that a page expects is told by check and is no failure")
  func checkOfExpectedError() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("//| error: true\nlet n: Int = \"x\"", "1")])
    let ending = try await trial.call("check", "page.md")
    #expect(ending.status == 0)
    #expect(ending.output.contains("cannot convert value of type 'String'"))
  }

  @Test("doctor finds everything in its place, and says what is not")
  func doctor() async throws {
    let trial = try CommandTrial()
    let ending = try await trial.call("doctor")
    #expect(ending.status == 0)
    #expect(ending.output.contains("✓ Swift version") && !ending.output.contains("✗"))
    let without = try await trial.call("doctor", environment: ["PATH": trial.folder.path])
    #expect(without.status == 1)
    #expect(without.output.contains("✗ a Swift toolchain") && without.output.contains("→ install Swift from"))
  }

  @Test("clean removes the caches and _build, and nothing else")
  func clean() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1")])
    for name in ["_build", "cache/swift-notebook/cells", "cache/other"] { try trial.folder.makeFolder(name) }
    let caches = ["XDG_CACHE_HOME": trial.folder.path + "/cache"]
    let before = trial.folder.names
    let dry = try await trial.call("clean", "--dry-run", environment: caches)
    #expect(dry.status == 0 && trial.folder.names == before)
    #expect(dry.output == "would remove \(trial.folder.path)/cache/swift-notebook\nwould remove _build\n")
    let ending = try await trial.call("clean", environment: caches)
    #expect(ending.status == 0)
    #expect(trial.folder.names == ["cache", "cache/other", "page.md"])
    #expect(try await trial.call("clean", environment: caches).output == "nothing to remove\n")
  }

  @Test(
    "help and version are answers", arguments: [["--help"], ["run", "--help"], ["help", "check"], ["--version"], []])
  func help(arguments: [String]) async throws {
    let ending = try await CommandTrial().call(arguments)
    #expect(ending.status == 0 && !ending.output.isEmpty && ending.error == "")
  }

  @Test("completion is written for each shell", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) async throws {
    let ending = try await CommandTrial().call("--generate-completion-script", shell)
    #expect(ending.status == 0)
    for word in ["run", "check", "doctor", "clean", "allow-errors"] { #expect(ending.output.contains(word)) }
  }
}
