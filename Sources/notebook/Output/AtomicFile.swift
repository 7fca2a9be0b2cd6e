import Foundation

/// Writes files so that a reader finds the old content or the new, never a part.
enum AtomicFile {
  /// What the system says of a file that can't be written.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let code = errno

    init(_ path: String) { self.path = path }

    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }

  /// Writes beside the target, then renames. The folder is made where it is missing.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try write(bytes, to: path) { rename($0, path) == 0 }
  }

  /// The same, but where there is a file of that name it is left alone, and that is an error.
  static func create(_ bytes: [UInt8], at path: String) throws {
    try write(bytes, to: path) { temporary in
      defer { unlink(temporary) }
      return link(temporary, path) == 0
    }
  }

  private static func write(_ bytes: [UInt8], to path: String, placing place: (String) -> Bool) throws {
    try makeFolder((path as NSString).deletingLastPathComponent)
    let temporary = "\(path).\(getpid()).new"
    guard let file = fopen(temporary, "wb") else { throw Failure(path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count, place(temporary) else {
      let failure = Failure(path)
      unlink(temporary)
      throw failure
    }
  }

  /// Makes a folder, and those above it, where they are missing.
  static func makeFolder(_ path: String) throws {
    if path.isEmpty || mkdir(path, 0o777) == 0 { return }
    if errno == ENOENT {
      try makeFolder((path as NSString).deletingLastPathComponent)
      if mkdir(path, 0o777) == 0 { return }
    }
    let failure = Failure(path)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw failure }
  }

  /// Throws where no file can be made in a folder.
  static func checkWritable(folder: String) throws {
    let path = "\(folder)/.notebook.\(getpid())"
    guard let file = fopen(path, "wb") else { throw Failure(folder) }
    fclose(file)
    unlink(path)
  }
}
