import Foundation
import Subprocess
import SystemPackage

/// The Swift toolchain that compiles the cells: the one whose `swift` is first on the PATH.
public struct Toolchain: Hashable, Sendable, Codable {
  /// The folder `usr/bin` that holds the compiler's frontend, the linker and the rest.
  public let programs: String
  /// The compiler's first line about itself: "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
  public let version: String
  /// The target, such as `x86_64-unknown-linux-gnu`.
  public let target: String
  /// The target's architecture as the toolchain's folders name it.
  public let architecture: String
  /// The folder `usr/lib/swift`.
  public let resources: String

  /// The program that explains crashes; nil where this toolchain has none.
  public var backtracer: String? {
    let program = (resources as NSString).deletingLastPathComponent + "/../libexec/swift/linux/swift-backtrace"
    let path = (program as NSString).standardizingPath
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// What tells this toolchain from any other.
  package var fingerprint: Digest { Digest(of: version, target, resources) }

  /// Finds the toolchain.
  ///
  /// - Parameter memory: A file that keeps what the toolchain says of itself, which is written where it is missing.
  /// - Throws: ``ToolchainError`` where there is none.
  public static func find(
    searchPath: String? = ProcessInfo.processInfo.environment["PATH"], memory: String? = nil
  ) async throws -> Toolchain {
    let folders = (searchPath ?? "").split(separator: ":").map(String.init)
    let candidates = folders.map { $0 + "/swift" }
    guard let swift = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw ToolchainError.notFound
    }
    // The frontend answers fastest; where `swift` is a version manager's proxy, only the proxied driver knows.
    let beside = URL(fileURLWithPath: swift).resolvingSymlinksInPath().deletingLastPathComponent().path
    let frontend = beside + "/swift-frontend", driver = (swift as NSString).deletingLastPathComponent + "/swiftc"
    guard FileManager.default.isExecutableFile(atPath: frontend) else { return try await Toolchain(askedOf: driver) }
    if let memory, let known = RememberedToolchain(file: memory, program: frontend) { return known.toolchain }
    let toolchain = try await Toolchain(askedOf: frontend)
    if let memory { RememberedToolchain(toolchain, askedOf: frontend)?.write(to: memory) }
    return toolchain
  }

  private init(askedOf program: String) async throws {
    let answer: String
    do {
      let result = try await run(
        .path(FilePath(program)), arguments: ["-print-target-info"], output: .string(limit: 1 << 20),
        error: .discarded)
      answer = result.standardOutput
    } catch {
      throw ToolchainError.unusable(program: program)
    }
    guard let information = try? JSONDecoder().decode(TargetInformation.self, from: Data(answer.utf8)) else {
      throw ToolchainError.unusable(program: program)
    }
    version = information.compilerVersion
    target = information.target.triple
    architecture = String(target.prefix { $0 != "-" })
    resources = information.paths.runtimeResourcePath
    let prefix = URL(fileURLWithPath: resources).deletingLastPathComponent().deletingLastPathComponent()
    programs = prefix.appendingPathComponent("bin").path
  }

  /// What `-print-target-info` prints, as far as it is needed here.
  private struct TargetInformation: Decodable {
    struct Target: Decodable { let triple: String }
    struct Paths: Decodable { let runtimeResourcePath: String }
    let compilerVersion: String
    let target: Target
    let paths: Paths
  }
}

/// Why no cell can be compiled on this machine.
public enum ToolchainError: Error, Hashable, CustomStringConvertible {
  /// No `swift` on the PATH.
  case notFound
  /// The program does not answer as a Swift compiler does.
  case unusable(program: String)
  /// The toolchain is not the one that built this command, so that compiled cells would not fit its library.
  case differs(found: String, builtWith: String)
  /// A part of this command's own installation is missing.
  case incompleteInstallation(missing: String)

  public var description: String {
    switch self {
    case .notFound:
      "no Swift toolchain found: there is no ‘swift’ on the PATH. Install one from https://swift.org/install, or add its usr/bin to the PATH."
    case .unusable(let program):
      "\(program) does not answer as a Swift compiler: ‘\(program) -print-target-info’ failed. Is the toolchain complete?"
    case .differs(let found, let builtWith):
      "this notebook was built with \(builtWith), but the ‘swift’ on the PATH is \(found). Compiled cells would not fit: put the first on the PATH, or build notebook again with the second."
    case .incompleteInstallation(let missing):
      "this installation of notebook is incomplete: \(missing) is missing. Build it again with ‘make build’."
    }
  }
}
