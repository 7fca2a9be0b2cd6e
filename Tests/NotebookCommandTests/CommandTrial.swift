import Foundation
import Subprocess
import SystemPackage

/// The command as a user starts it: the built executable, in a folder of the test's own.
struct CommandTrial {
  /// What a call ended with.
  struct Ending {
    /// The exit status; nil where a signal ended the command.
    let status: Int32?
    let output: String
    let error: String
  }

  let folder: CommandFolder

  init(_ pages: [String: String] = [:]) throws {
    folder = CommandFolder()
    for (name, text) in pages { try folder.write(Data(text.utf8), to: name) }
  }

  /// A page of the given cells.
  static func page(_ cells: String...) -> String {
    "# A page\n\n" + cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
  }

  /// Calls the command in the folder.
  ///
  /// - Parameter whenRunning: Called, on a thread of its own, with the identifier that the file `running` receives.
  func call(
    _ arguments: String..., environment changes: [String: String] = [:], whenRunning: (@Sendable (pid_t) -> Void)? = nil
  ) async throws -> Ending {
    try await call(arguments, environment: changes, whenRunning: whenRunning)
  }

  func call(
    _ arguments: [String], environment changes: [String: String] = [:], whenRunning: (@Sendable (pid_t) -> Void)? = nil
  ) async throws -> Ending {
    if let whenRunning { try folder.whenTold(whenRunning) }
    var environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": Self.caches]) { $1 }
    environment.merge(changes) { $1 }
    let variables = Dictionary(
      uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    await CommandQueue.shared.enter()
    let result = try await run(
      .path(FilePath(Self.executable)), arguments: Arguments(arguments), environment: .custom(variables),
      workingDirectory: FilePath(folder.path), output: .string(limit: 16 << 20), error: .string(limit: 16 << 20))
    await CommandQueue.shared.leave()
    var status: Int32?
    if case .exited(let code) = result.terminationStatus { status = code }
    return Ending(status: status, output: result.standardOutput, error: result.standardError)
  }

  /// The folder of the executables that were built with the tests.
  private static let built: String = {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (executable as NSString).deletingLastPathComponent
  }()

  static var executable: String { built + "/notebook" }
  /// Shared by the tests, so that modules are built once.
  static var caches: String { built + "/TestCaches/command" }

  /// The statements by which a cell tells its test that it runs.
  static let saysThatItRuns = #"""
    import Glibc
    do {
      let text = Array("\(getpid())".utf8), told = open("running", O_WRONLY)
      write(told, text, text.count)
      close(told)
    }
    """#
}

/// Lets two commands run at once: each starts compilers and a kernel.
actor CommandQueue {
  static let shared = CommandQueue()
  private var free = 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

/// A folder of a test's own, gone with it.
final class CommandFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/notebook-\(UUID().uuidString.prefix(13))"

  init() { try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
  func text(_ name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
  func data(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  /// The names of all that is in the folder.
  var names: [String] {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return found.sorted()
  }

  func whenTold(_ heard: @escaping @Sendable (pid_t) -> Void) throws {
    let pipe = path + "/running"
    guard mkfifo(pipe, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
    Thread.detachNewThread {
      var bytes = [UInt8](repeating: 0, count: 32)
      let descriptor = open(pipe, O_RDONLY)  // waits for the cell
      let count = read(descriptor, &bytes, bytes.count)
      close(descriptor)
      guard count > 0, let process = pid_t(String(decoding: bytes[..<count], as: UTF8.self)) else { return }
      heard(process)
    }
  }
}

/// The parent of a process, from `/proc`; nil where there is no such process.
func parent(of process: pid_t) -> pid_t? {
  guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let end = status.lastIndex(of: ")")
  else { return nil }
  return status[end...].split(separator: " ").dropFirst(2).first.flatMap { pid_t($0) }
}

/// The program that a process runs.
func program(of process: pid_t) -> String? {
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")).map {
    ($0 as NSString).lastPathComponent
  }
}
