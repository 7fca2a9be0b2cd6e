import Foundation
import Synchronization

/// A folder in `$TMPDIR`, or in `/tmp` where that is unset or too long for the name of a socket in it.
public struct TemporaryFolder: Sendable {
  public let path: String
  private static let existing = Mutex<Set<String>>([])

  /// Makes the folder, which nobody else may read.
  public init() throws(TemporaryFolderError) {
    let preferred = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
    let base = preferred.hasPrefix("/") && preferred.utf8.count <= 60 ? preferred : "/tmp"
    var template = Array("\(base)/notebook-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TemporaryFolderError(description: "no folder can be made in \(base): \(String(cString: strerror(errno)))")
    }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.path = path
    Self.existing.withLock { _ = $0.insert(path) }
  }

  public func remove() {
    try? FileManager.default.removeItem(atPath: path)
    Self.existing.withLock { _ = $0.remove(path) }
  }

  /// Removes all that are left, when the program is to end at once.
  public static func removeAll() {
    for path in existing.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}

/// Why there is no temporary folder.
public struct TemporaryFolderError: Error, CustomStringConvertible {
  public let description: String
}
