import Foundation

/// A folder of one run's own, gone when the run is: what the compiler writes, and the modules that the cells see.
public final class WorkFolder: Sendable {
  public let path: String
  /// Where the modules of the run's cells are.
  let cellModules: String
  /// Where the modules of the library are, and no others.
  let libraryModules: String

  /// Makes the folder.
  public init(installation: Installation) throws {
    let base = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty || $0.utf8.count > 60 ? nil : $0 } ?? "/tmp"
    var template = Array("\(base)/notebook-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: base, NSLocalizedDescriptionKey: "no folder can be made in \(base): \(String(cString: strerror(errno)))"])
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    cellModules = path + "/cells"
    libraryModules = path + "/library"
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

  deinit { remove() }

  /// Removes the folder, where whoever compiles in it may not be done when the program ends.
  func remove() { try? FileManager.default.removeItem(atPath: path) }

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
