import Foundation
import Testing

@testable import CellCompiler

@Suite("Finding the toolchain")
struct ToolchainTests {
  private let folder = TemporaryFolder()

  @Test("the one on the PATH is found, and is the one that built this")
  func found() async throws {
    let toolchain = try await Toolchain.find()
    #expect(toolchain.version.hasPrefix("Swift version "))
    #expect(toolchain.target.hasPrefix(toolchain.architecture + "-"))
    #expect(FileManager.default.isExecutableFile(atPath: toolchain.programs + "/swift-frontend"))
    #expect(toolchain.backtracer != nil)
    try Installation.current.check(against: toolchain)
  }

  @Test("without one, the answer says where to get it", arguments: ["", "/nowhere:/usr/share", nil])
  func missing(searchPath: String?) async throws {
    let search = searchPath ?? folder.path
    await #expect(throws: ToolchainError.notFound) { try await Toolchain.find(searchPath: search) }
    #expect(ToolchainError.notFound.description.contains("https://swift.org/install"))
  }

  @Test("a program that is no compiler is named", arguments: ["exit 1", "echo nonsense", "kill -9 $$"])
  func unusable(script: String) async throws {
    try folder.write("#!/bin/sh\n\(script)\n", to: "swift", executable: true)
    try folder.write("#!/bin/sh\n\(script)\n", to: "swiftc", executable: true)
    let error = await #expect(throws: ToolchainError.self) { try await Toolchain.find(searchPath: folder.path) }
    #expect(error?.description.contains("\(folder.path)/swiftc does not answer as a Swift compiler") == true)
  }

  @Test("another toolchain is refused, and both are named")
  func another() async throws {
    let answer = """
      {"compilerVersion": "Swift version 9.9 (swift-9.9-RELEASE)", "target": {"triple": "x86_64-unknown-linux-gnu"},
       "paths": {"runtimeResourcePath": "/opt/nine/usr/lib/swift"}}
      """
    try folder.write("#!/bin/sh\ncat <<'end'\n\(answer)\nend\n", to: "swift-frontend", executable: true)
    try folder.write("", to: "swift", executable: true)
    let toolchain = try await Toolchain.find(searchPath: "/nowhere:\(folder.path)")
    #expect(toolchain.version == "Swift version 9.9 (swift-9.9-RELEASE)")
    #expect(toolchain.programs == "/opt/nine/usr/bin" && toolchain.architecture == "x86_64")
    let installation = Installation.current
    let error = #expect(throws: ToolchainError.self) { try installation.check(against: toolchain) }
    guard case .differs(let found, let builtWith)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == toolchain.version)
    #expect(builtWith == (try await Toolchain.find()).version)
    #expect(
      error?.description.hasPrefix("this notebook was built with \(builtWith), but the ‘swift’ on the PATH is \(found)")
        == true)
  }

  @Test("what it says is remembered until it is another, or the memory is damaged")
  func memory() async throws {
    let memory = folder.path + "/caches/toolchain.json"
    func write(_ version: String) throws {
      let answer = """
        {"compilerVersion": "\(version)", "target": {"triple": "x86_64-unknown-linux-gnu"},
         "paths": {"runtimeResourcePath": "/opt/nine/usr/lib/swift"}}
        """
      let script = "#!/bin/sh\necho asked >> \(folder.path)/asked\ncat <<'end'\n\(answer)\nend\n"
      try folder.write(script, to: "swift-frontend", executable: true)
    }
    func found() async throws -> (version: String, asked: Int) {
      let toolchain = try await Toolchain.find(searchPath: folder.path, memory: memory)
      let asked = try String(contentsOfFile: folder.path + "/asked", encoding: .utf8)
      return (toolchain.version, asked.split(separator: "\n").count)
    }
    try folder.write("", to: "swift", executable: true)
    try write("one")
    #expect(try await found() == ("one", 1))
    #expect(try await found() == ("one", 1))
    try write("three")
    #expect(try await found() == ("three", 2))
    try Data("{}".utf8).write(to: URL(fileURLWithPath: memory))
    #expect(try await found() == ("three", 3))
    #expect(try await found() == ("three", 3))
  }

  @Test("a part of the installation that is missing is named")
  func incomplete() async throws {
    let toolchain = try await Toolchain.find()
    #expect(throws: ToolchainError.incompleteInstallation(missing: folder.path + "/notebook-kernel")) {
      try Installation(folder: folder.path).check(against: toolchain)
    }
  }
}
