import Foundation
import Subprocess
import SystemPackage

/// The calls of the toolchain's programs that make a cell's shared object.
///
/// The frontend is called directly: the driver forbids top-level code in a library.
struct CompilerInvocation: Sendable {
  let toolchain: Toolchain
  let installation: Installation
  let moduleCache: String

  /// The flags that change what the compiler makes of a cell, apart from paths.
  private static let flags = [
    "-package-name", "notebook",  // no warnings about retroactive conformances to the library's types
    "-swift-version", "5", "-O",
    "-assert-config", "Debug",  // a trap says why
    "-g", "-enable-testing",  // the symbols are visible to the next cells …
    "-disable-access-control",  // … and so are the declarations, whatever their access
    "-enable-bare-slash-regex", "-diagnostic-style", "llvm",
    "-Xcc", "-fno-omit-frame-pointer",  // a crash's place is found by walking the frames
    // In Swift 6.3 this pass takes out the check that `for i in 0...a.count { a[i] }` needs (swiftlang/swift#90686).
    "-Xllvm", "-sil-disable-pass=bcopts",
  ]

  /// What else than its code decides about a compiled cell.
  var fingerprint: Digest {
    Digest(
      of: toolchain.fingerprint.description, Self.flags.joined(separator: " "), installation.fingerprint.description)
  }

  /// Compiles a file to an object and a module, and returns whether that succeeded and what the compiler said.
  func compile(
    _ file: String, module: String, entryPoint: String, into folder: String, work: WorkFolder
  ) async throws -> (Bool, String) {
    let host = toolchain.resources + "/host"
    var arguments = ["-frontend", "-c", "-primary-file", file, "-module-name", module, "-target", toolchain.target]
    arguments += Self.flags
    arguments += [
      "-plugin-path", host + "/plugins", "-in-process-plugin-server-path", host + "/libSwiftInProcPluginServer.so",
    ]
    arguments += ["-I", work.cellModules, "-I", work.libraryModules, "-module-cache-path", moduleCache]
    arguments += ["-emit-module-path", "\(folder)/\(module).swiftmodule", "-entry-point-function-name", entryPoint]
    arguments += ["-o", "\(folder)/\(module).o"]
    return try await call("swift-frontend", arguments, in: folder)
  }

  /// Links an object into a shared object, and returns whether that succeeded and what the linker said.
  func link(_ module: String, in folder: String) async throws -> (Bool, String) {
    let libraries = toolchain.resources + "/linux"
    let object = "\(folder)/\(module).o", flags = "\(folder)/\(module).autolink"
    // Which libraries the object needs is written in it.
    let extraction = try await call("swift-autolink-extract", [object, "-o", flags], in: folder)
    guard extraction.0 else { return extraction }
    var arguments = ["-shared", "--wrap=swift_errorInMain", object]
    arguments.append("\(libraries)/\(toolchain.architecture)/swiftrt.o")  // registers the cell's types with the runtime
    arguments += ["@" + flags, "-L" + libraries]
    arguments += systemLibraryFolders.map { "-L" + $0 }
    arguments += ["-rpath", libraries, "-o", "\(folder)/\(module).so"]
    return try await call("ld.lld", arguments, in: folder)
  }

  private var systemLibraryFolders: [String] {
    ["/usr/lib/\(toolchain.architecture)-linux-gnu", "/usr/lib64", "/usr/lib"].filter(
      FileManager.default.fileExists(atPath:))
  }

  private func call(_ program: String, _ arguments: [String], in folder: String) async throws -> (Bool, String) {
    var options = PlatformOptions()
    options.processGroupID = 0  // an interrupt from the keyboard is for the runner alone
    let result = try await run(
      .path(FilePath("\(toolchain.programs)/\(program)")), arguments: Arguments(arguments),
      workingDirectory: FilePath(folder), platformOptions: options, output: .discarded, error: .string(limit: 16 << 20))
    return (result.terminationStatus.isSuccess, result.standardError)
  }
}
