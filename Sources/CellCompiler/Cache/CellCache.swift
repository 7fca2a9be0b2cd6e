import Foundation

/// Compiled cells on disk, each in a folder named by its key: its shared object, its module, and a manifest.
///
/// An entry appears by rename, so that runs side by side don't disturb each other, and is checked when it is read.
public struct CellCache: Sendable {
  /// Whether entries are read and written.
  public enum Policy: Sendable {
    case use
    /// Entries are made anew.
    case refresh
    /// The cache is left alone.
    case ignore
  }

  let folder: String
  let policy: Policy

  public init(folder: String, policy: Policy = .use) {
    self.folder = folder
    self.policy = policy
  }

  /// What is known of an entry apart from its files.
  struct Manifest: Codable {
    var warnings: [CompilerDiagnostic]
    var library: Digest
    var module: Digest
  }

  /// A compiled cell, read whole: the cache may be cleared the next moment.
  struct Entry {
    var warnings: [CompilerDiagnostic]
    var library: Data
    var module: Data
  }

  /// The entry of a key; nil where there is none, or where it is not as it was written: then it is removed.
  func entry(for key: Digest) -> Entry? {
    guard policy == .use else { return nil }
    let path = path(of: key)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    if let data = contents(path + "/manifest.json"),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      let library = contents(path + "/cell.so"), Digest(of: library) == manifest.library,
      let module = contents(path + "/cell.swiftmodule"), Digest(of: module) == manifest.module
    {
      CacheEviction.touch(path)
      return Entry(warnings: manifest.warnings, library: library, module: module)
    }
    try? FileManager.default.removeItem(atPath: path)
    return nil
  }

  /// Keeps a compiled cell. A cache that can't be written is no error: the next run compiles again.
  func store(library: String, module: String, warnings: [CompilerDiagnostic], for key: Digest) {
    guard policy != .ignore else { return }
    let temporary = "\(folder)/.\(UUID().uuidString)", target = path(of: key), files = FileManager.default
    defer { try? files.removeItem(atPath: temporary) }
    do {
      try files.createDirectory(atPath: temporary, withIntermediateDirectories: true)
      try files.copyItem(atPath: library, toPath: temporary + "/cell.so")
      try files.copyItem(atPath: module, toPath: temporary + "/cell.swiftmodule")
      guard let libraryBytes = contents(library), let moduleBytes = contents(module) else { return }
      let manifest = Manifest(warnings: warnings, library: Digest(of: libraryBytes), module: Digest(of: moduleBytes))
      try JSONEncoder().encode(manifest).write(to: URL(fileURLWithPath: temporary + "/manifest.json"))
      if rename(temporary, target) != 0, policy == .refresh {
        try? files.removeItem(atPath: target)
        _ = rename(temporary, target)
      }
    } catch {}
  }

  private func path(of key: Digest) -> String { "\(folder)/\(key)" }

  private func contents(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }
}
