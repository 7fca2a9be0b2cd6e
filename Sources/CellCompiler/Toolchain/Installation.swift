import Foundation

/// Where the parts of this command are that its cells need.
public struct Installation: Hashable, Sendable {
  /// The kernel's executable.
  public let kernel: String
  /// The dynamic library that cells import.
  public let library: String
  /// The folder of the compiled modules.
  public let modules: String

  /// The modules that cells see; the runner's own, which lie beside them after a build, are not for them.
  static let cellModules = [
    "NotebookDisplay", "CellRuntime", "Tensors", "Rasterization", "Plotting", "NeuralNetworks", "Distributions",
    "ClassicalModels", "Datasets", "GenerativeAI",
  ]

  /// The files of an installation besides the command itself, relative to its folder.
  public static let files =
    ["notebook-kernel", "libGenerativeAI.so"] + cellModules.map { "Modules/\($0).swiftmodule" }

  /// The installation in a folder: SwiftPM's build folder, or `lib/notebook` below a prefix.
  public init(folder: String) {
    kernel = folder + "/notebook-kernel"
    library = folder + "/libGenerativeAI.so"
    modules = folder + "/Modules"
  }

  /// What tells this build of the library from any other.
  package var fingerprint: Digest {
    let files = [library] + Self.cellModules.map { "\(modules)/\($0).swiftmodule" }
    let states = files.map { path -> String in
      var status = stat()
      guard stat(path, &status) == 0 else { return path }
      return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return Digest(of: states.joined(separator: "\n"))
  }

  /// The installation that the running executable belongs to.
  public static var current: Installation {
    let executable =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return Installation(folder: (executable as NSString).deletingLastPathComponent)
  }

  /// Checks that nothing is missing and that the modules were compiled by the given toolchain.
  ///
  /// - Throws: ``ToolchainError``.
  public func check(against toolchain: Toolchain) throws(ToolchainError) {
    let umbrella = modules + "/GenerativeAI.swiftmodule"
    for path in [kernel, library, umbrella] where !FileManager.default.fileExists(atPath: path) {
      throw .incompleteInstallation(missing: path)
    }
    // A compiled module names its compiler, so there is no record to keep that could be wrong.
    let module = (try? Data(contentsOf: URL(fileURLWithPath: umbrella), options: .mappedIfSafe)) ?? Data()
    if module.range(of: Data(toolchain.version.utf8)) == nil {
      throw .differs(found: toolchain.version, builtWith: Self.compilerVersion(in: module) ?? "another Swift")
    }
  }

  private static func compilerVersion(in module: Data) -> String? {
    guard let start = module.range(of: Data("Swift version ".utf8))?.lowerBound else { return nil }
    let text = module[start...].prefix { (0x20..<0x7F).contains($0) }
    guard let end = text.firstIndex(of: UInt8(ascii: ")")) else { return String(decoding: text, as: UTF8.self) }
    return String(decoding: text[...end], as: UTF8.self)
  }
}
