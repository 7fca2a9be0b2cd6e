import Foundation

/// What the system says of a file without its content: where this is the same, so is the content.
struct FileStamp: Hashable, Codable, CustomStringConvertible {
  private let device: UInt64
  private let inode: UInt64
  let size: Int
  let modified: Int
  /// When anything of the file last changed, in nanoseconds since 1970; it can't be set by hand.
  let changed: Int

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }

  /// The stamp of the file at a path; zeros where there is none.
  init(_ path: String) {
    var status = stat()
    if stat(path, &status) != 0 { status = stat() }
    self.init(status)
  }

  var description: String { "\(device) \(inode) \(size) \(modified) \(changed)" }
}
