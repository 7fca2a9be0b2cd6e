import Foundation
import NotebookDocument
import Subprocess
import Synchronization
import SystemPackage
import Testing

/// A folder of a test's own, with caches and a home of its own, in which it calls the built command and other programs.
final class TrialFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "notebook-interop-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Removes the folder when the process ends, and no earlier: for what tests share.
  func keepUntilExit() {
    Self.shared.withLock { folders in
      if folders.isEmpty {
        atexit {
          TrialFolder.shared.withLock { for folder in $0 { try? FileManager.default.removeItem(atPath: folder.path) } }
        }
      }
      folders.append(self)
    }
  }

  private static let shared = Mutex<[TrialFolder]>([])

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The repository in which this file lies.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  func text(of name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  func page(_ name: String) throws -> Notebook { try Notebook(contentsOfFile: path + "/" + name) }

  /// Runs a page with the `notebook` that was built with the tests: it lies beside them.
  func runNotebook(_ arguments: String...) async throws { try await notebook(["run"] + arguments) }

  /// Calls the `notebook` that was built with the tests.
  func notebook(_ arguments: [String]) async throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let command = (tests as NSString).deletingLastPathComponent + "/notebook"
    _ = try await call(command, arguments)
  }

  /// Calls Python, and returns what it wrote to standard output.
  func python(_ arguments: String...) async throws -> String {
    try await call(try #require(InteropTool.python.path), arguments)
  }

  private func call(_ program: String, _ arguments: [String]) async throws -> String {
    let result = try await run(
      .path(FilePath(program)), arguments: Arguments(arguments),
      environment: .inherit.updating(["HOME": path, "XDG_CACHE_HOME": path + "/caches"]),
      workingDirectory: FilePath(path), output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    #expect(
      result.terminationStatus == .exited(0),
      "\(program) \(arguments.joined(separator: " "))\n\(result.standardError)")
    return result.standardOutput
  }
}
