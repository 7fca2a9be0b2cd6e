import Foundation
import Testing

@Suite("What is malformed ends with 2, and nothing is written")
struct MalformedTests {
  /// A page that can't be read, and what is said of it.
  private static let pages: [(text: [UInt8], message: String)] = [
    (Array("```swift\nlet a = 1\n".utf8), "page.md:1: the code block that begins here never ends"),
    ([0x61, 0xFF, 0x0A], "page.md"), (Array("---\ntitle: [a\n---\n".utf8), "page.md:2: this is not YAML"),
    (Array("```swift\n//| lable: a\n```\n".utf8), "page.md:2: unknown option ‘lable’ (did you mean ‘label’?)"),
    (Array("```swift\n//| label: a\n```\n\n```swift\n//| label: a\n```\n".utf8), "page.md:6:"),
  ]

  @Test("a page that can't be read", arguments: Self.pages.indices)
  func unreadable(index: Int) async throws {
    let trial = try CommandTrial()
    try trial.folder.write(Data(Self.pages[index].text), to: "page.md")
    for command in ["run", "check"] {
      let ending = try await trial.call(command, "page.md")
      #expect(ending.status == 2 && ending.output == "")
      #expect(ending.error.hasPrefix(Self.pages[index].message), "\(ending.error)")
      #expect(trial.folder.names == ["page.md"])
    }
  }

  @Test("no such file, a folder, and several problems at once")
  func files() async throws {
    let trial = try CommandTrial(["good.md": CommandTrial.page("1")])
    try trial.folder.makeFolder("folder.md")
    let ending = try await trial.call("run", "good.md", "missing.md", "folder.md")
    #expect(ending.status == 2)
    #expect(ending.error == "missing.md: there is no such file\nfolder.md: this is a folder, not a page\n")
    #expect(trial.folder.names == ["folder.md", "good.md"])
  }

  @Test(
    "options that mean nothing",
    arguments: [
      ["run"], ["run", "page.md", "--no-such-option"], ["run", "page.md", "--to", "pdf"],
      ["run", "page.md", "--seed", "x"],
      ["run", "page.md", "--timeout", "-1"], ["run", "page.md", "--jobs", "0"],
      ["run", "page.md", "--no-cache", "--cache-refresh"],
      ["run", "page.md", "-p", "no-value"], ["run", "page.md", "-p", "n=1"], ["nonsense"], ["check"],
      ["run", "page.md", "page.md"],
    ])
  func options(arguments: [String]) async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1")])
    let ending = try await trial.call(arguments)
    #expect(ending.status == 2 && ending.output == "" && !ending.error.isEmpty)
    #expect(trial.folder.names == ["page.md"])
  }

  @Test("a parameter that is not declared, or no literal")
  func parameters() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("//| parameters: true\nlet epochs = 1")])
    let undeclared = try await trial.call("run", "page.md", "-p", "epoch=2")
    #expect(undeclared.status == 2)
    #expect(undeclared.error == "page.md:5: ‘epoch’ is not a parameter of this page (did you mean ‘epochs’?)\n")
    let code = try await trial.call("run", "page.md", "-p", "epochs=f()")
    #expect(code.status == 2 && code.error.contains("‘f()’ is not a literal"))
    #expect(trial.folder.names == ["page.md"])
  }

  @Test("an output folder that can't be made")
  func outputFolder() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1"), "_build": "a file"])
    let ending = try await trial.call("run", "page.md")
    #expect(ending.status == 2)
    #expect(ending.error.contains("the output folder can't be written: _build: File exists"))
    #expect(trial.folder.text("_build") == "a file")
  }

  @Test("a page that would be written over")
  func samePage() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1")])
    let ending = try await trial.call("run", "page.md", "--to", "md", "--output", ".")
    #expect(ending.status == 2 && ending.error.contains("is the page itself"))
    #expect(trial.folder.names == ["page.md"])
  }

  @Test("no toolchain, and another than the one that built the command")
  func toolchains() async throws {
    let trial = try CommandTrial(["page.md": CommandTrial.page("1")])
    try trial.folder.makeFolder("bin")
    let none = try await trial.call("run", "page.md", environment: ["PATH": trial.folder.path + "/bin"])
    #expect(none.status == 2)
    #expect(none.error.contains("no Swift toolchain found"))
    let answer =
      #"{"compilerVersion": "Swift version 9.9 (swift-9.9-RELEASE)", "target": {"triple": "x86_64-unknown-linux-gnu"}, "paths": {"runtimeResourcePath": "/nine/usr/lib/swift"}}"#
    try trial.folder.write(Data("#!/bin/sh\necho '\(answer)'\n".utf8), to: "bin/swift-frontend")
    try trial.folder.write(Data(), to: "bin/swift")
    for name in ["swift", "swift-frontend"] { chmod("\(trial.folder.path)/bin/\(name)", 0o755) }
    for command in ["run", "check"] {
      let another = try await trial.call(command, "page.md", environment: ["PATH": trial.folder.path + "/bin:/bin"])
      #expect(another.status == 2)
      #expect(another.error.contains("but the ‘swift’ on the PATH is Swift version 9.9 (swift-9.9-RELEASE)"))
    }
    #expect(trial.folder.data("_build/page.html") == nil)
  }
}
