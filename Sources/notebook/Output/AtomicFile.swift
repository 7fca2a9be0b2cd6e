import Foundation

/// Writes files so that a reader finds the old content or the new, never a part.
enum AtomicFile {
  /// What the system says of a file that can't be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) { description = "\(path): \(String(cString: strerror(errno)))" }
  }

  /// Writes beside the target, then renames. The folder is made where it is missing.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true)
    let temporary = "\(path).\(getpid()).new"
    guard let file = fopen(temporary, "wb") else { throw Failure(path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count, rename(temporary, path) == 0 else {
      let failure = Failure(path)
      unlink(temporary)
      throw failure
    }
  }

  /// Throws where no file can be made in a folder.
  static func checkWritable(folder: String) throws {
    let path = "\(folder)/.notebook.\(getpid())"
    guard let file = fopen(path, "wb") else { throw Failure(folder) }
    fclose(file)
    unlink(path)
  }
}
