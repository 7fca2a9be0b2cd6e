import Foundation

/// A folder of one run's own: what the compiler writes, and the modules that the cells see.
public struct WorkFolder: Sendable {
  private let folder: TemporaryFolder
  public var path: String { folder.path }
  /// Where the modules of the run's cells are.
  let cellModules: String
  /// Where the modules of the library are, and no others.
  let libraryModules: String

  /// Makes the folder.
  public init(installation: Installation) throws {
    folder = try TemporaryFolder()
    cellModules = folder.path + "/cells"
    libraryModules = folder.path + "/library"
    let files = FileManager.default
    for folder in [cellModules, libraryModules] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    for module in Installation.cellModules {
      let name = module + ".swiftmodule", target = installation.modules + "/" + name
      guard files.fileExists(atPath: target) else { continue }
      try files.createSymbolicLink(atPath: libraryModules + "/" + name, withDestinationPath: target)
    }
  }

  public func remove() { folder.remove() }

  /// A new, empty folder inside for one cell's compilation.
  func makeCellFolder(_ moduleName: String) throws -> String {
    let folder = "\(path)/\(moduleName)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    return folder
  }

  /// Makes a cell's module visible to the cells after it, in place of one of the same name.
  func publish(module file: String, as moduleName: String) throws {
    let target = "\(cellModules)/\(moduleName).swiftmodule", temporary = target + ".new"
    try? FileManager.default.removeItem(atPath: temporary)
    try FileManager.default.copyItem(atPath: file, toPath: temporary)
    guard rename(temporary, target) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
