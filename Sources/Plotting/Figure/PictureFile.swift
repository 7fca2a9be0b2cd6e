import Glibc

/// Why a picture's file could not be written.
public enum PictureFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownEnding(path: String, known: [String])
  case unwritable(path: String, reason: String)

  public var description: String {
    switch self {
    case .unknownEnding(let path, let known):
      "save: ‘\(path)’ does not say what to write: let the name end with \(known.map { "." + $0 }.joined(separator: " or "))"
    case .unwritable(let path, let reason): "save: ‘\(path)’ can't be written: \(reason)"
    }
  }
}

enum PictureFile {
  /// What follows the name's last dot, in small letters.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// Writes beside the file and renames, so that no reader finds half a picture.
  static func write(_ bytes: [UInt8], to path: String) throws(PictureFileError) {
    func failure() -> PictureFileError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
      if count < 0 && errno != EINTR {
        let failure = failure()
        close(descriptor)
        unlink(temporary)
        throw failure
      }
      written += max(count, 0)
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let failure = failure()
      unlink(temporary)
      throw failure
    }
  }
}
