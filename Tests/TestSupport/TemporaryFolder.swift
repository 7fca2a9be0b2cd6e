import Foundation

/// A folder of a test's own, which goes with it.
public final class TemporaryFolder {
  public let path = NSTemporaryDirectory() + "notebook-tests-" + UUID().uuidString

  public init() { try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The files in it.
  public var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }

  /// A folder in it.
  public func folder(_ name: String) -> String {
    try! FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    return "\(path)/\(name)"
  }

  /// A file in it, or in one of its folders: `folder.write(bytes, "cats/1.png")`.
  public func write(_ bytes: [UInt8], _ name: String = "file") -> String {
    try! Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  public func read(_ path: String) -> [UInt8] { [UInt8](try! Data(contentsOf: URL(fileURLWithPath: path))) }
}
