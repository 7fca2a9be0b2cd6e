import Foundation

/// Keeps a cache's folder within a size, by removing what was not used for the longest time.
///
/// An entry is a file or a folder of files; its date of modification is that of its last use.
package struct CacheEviction: Sendable {
  private let folder: String
  /// Bytes.
  private let limit: Int

  package init(folder: String, limit: Int) {
    self.folder = folder
    self.limit = limit
  }

  private struct Entry {
    let path: String
    let size: Int
    let used: Int
    let isUnfinished: Bool
  }

  /// Removes entries until the rest is three quarters of the limit, where it was more than the limit; and what a run that
  /// was ended left unfinished a day ago.
  ///
  /// Another run may read an entry at this moment: it has it whole, or finds it gone, which is as if it had never been.
  package func run(now: Date = Date()) {
    let entries = entries()
    let dayAgo = Int(now.timeIntervalSince1970) - 86_400
    for entry in entries where entry.isUnfinished && entry.used < dayAgo { remove(entry) }
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > limit else { return }
    for entry in entries.sorted(by: { $0.used < $1.used }) where !entry.isUnfinished {
      if size <= limit / 4 * 3 { return }
      remove(entry)
      size -= entry.size
    }
  }

  /// Notes that an entry was used.
  package static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }

  /// Moves the entry out of sight first, so that nobody finds half of it.
  private func remove(_ entry: Entry) {
    let doomed = "\(folder)/.\(UUID().uuidString)"
    if rename(entry.path, doomed) == 0 { try? FileManager.default.removeItem(atPath: doomed) }
  }

  private func entries() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { return nil }
      var size = Int(status.st_size)
      if status.st_mode & S_IFMT == S_IFDIR {
        for file in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
          var part = stat()
          if lstat("\(path)/\(file)", &part) == 0 { size += Int(part.st_size) }
        }
      }
      return Entry(path: path, size: size, used: status.st_mtim.tv_sec, isUnfinished: name.hasPrefix("."))
    }
  }
}
