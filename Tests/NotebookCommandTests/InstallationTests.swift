import Foundation
import Subprocess
import SystemPackage
import Testing

@Suite struct InstallationTests {
  private static let script =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/.ci/installation"

  private let folder = CommandFolder()

  private func call(
    _ program: String, _ arguments: [String], environment: [Environment.Key: String] = [:]
  ) async throws -> (succeeded: Bool, output: String, error: String) {
    await CommandQueue.shared.enter()
    let result = try await run(
      .path(FilePath(program)), arguments: Arguments(arguments),
      environment: .custom(
        environment.merging(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { a, _ in a }),
      workingDirectory: FilePath(folder.path), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    await CommandQueue.shared.leave()
    return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
  }

  private func installation(
    _ prefix: String, destination: String = ""
  ) async throws -> (succeeded: Bool, output: String, error: String) {
    let built = (CommandTrial.executable as NSString).deletingLastPathComponent
    return try await call(Self.script, ["install", built, prefix], environment: ["DESTDIR": destination])
  }

  private func install(_ prefix: String, destination: String = "") async throws {
    let ending = try await installation(prefix, destination: destination)
    #expect(ending.succeeded, "\(ending.error)")
  }

  @Test("an installed command runs pages from wherever it was moved to, for another user, with an empty environment")
  func relocated() async throws {
    try await install("/usr", destination: folder.path + "/stage")
    try FileManager.default.moveItem(atPath: folder.path + "/stage/usr", toPath: folder.path + "/elsewhere")
    try folder.makeFolder("home")
    try folder.write(Data("```swift\nimport GenerativeAI\nTensor([1, 2]).sum()\n```\n".utf8), to: "home/page.md")
    chmod(folder.path, 0o755)
    chmod(folder.path + "/home", 0o777)
    // Who may do everything would not notice what others may not read.
    let asNobody = getuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let command =
      asNobody + [
        folder.path + "/elsewhere/bin/notebook", "run", "home/page.md", "--to", "html,md", "--output", "home/out",
      ]
    let ending = try await call(
      command[0], Array(command.dropFirst()), environment: ["XDG_CACHE_HOME": folder.path + "/home/caches"])
    #expect(ending.succeeded, "\(ending.error)")
    #expect(folder.text("home/out/page.md")?.contains("tensor(3.)") == true)
  }

  @Test("what is removed is what was installed, and nothing else")
  func removed() async throws {
    for name in ["bin", "share/zsh", "lib/notebook"] { try folder.makeFolder("prefix/" + name) }
    try folder.write(Data(), to: "prefix/lib/notebook/mine")
    let before = folder.names
    try await install(folder.path + "/prefix")
    let installed = folder.names
    #expect(installed.contains("prefix/bin/notebook") && installed.contains("prefix/lib/notebook/libGenerativeAI.so"))
    #expect(!installed.contains { $0.contains("NotebookPages") }, "the runner's own modules are not for cells")
    // A file of an older version goes when a newer one is installed.
    let manifest = "prefix/lib/notebook/manifest"
    try folder.write(Data(), to: "prefix/share/old")
    try folder.write(Data(((folder.text(manifest) ?? "") + "share/old\n../mine\n").utf8), to: manifest)
    try folder.write(Data(), to: "mine")
    try await install(folder.path + "/prefix")
    #expect(folder.names == (installed + ["mine"]).sorted())
    #expect(try await call(Self.script, ["uninstall", folder.path + "/prefix"]).succeeded)
    #expect(folder.names == (before + ["mine"]).sorted())
  }

  @Test("a program of the same name that is somebody else's is left alone")
  func foreign() async throws {
    try folder.makeFolder("prefix/bin")
    try folder.write(Data("theirs".utf8), to: "prefix/bin/notebook")
    let before = folder.names
    let ending = try await installation(folder.path + "/prefix")
    #expect(!ending.succeeded && ending.error.contains("prefix/bin/notebook is there already"))
    #expect(folder.text("prefix/bin/notebook") == "theirs" && folder.names == before)
  }
}
