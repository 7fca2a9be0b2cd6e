import CellCompiler
import Foundation

/// A file or folder that a cell read or looked for, and how it was.
struct WatchedFile: Codable {
  enum Kind: String, Codable {
    case missing, file, folder
    /// A pipe, a device: nobody knows what it would say another time.
    case special
  }

  let path: String
  /// Whether its content counts, or only whether it is there, how large it is and when it was written.
  let isRead: Bool
  let kind: Kind
  private let stamp: FileStamp?
  /// A file's content, a folder's names.
  private let content: Digest?

  /// The file as it is now.
  ///
  /// - Parameter earlier: How it was before, which saves reading it again where it has not been touched.
  init(path: String, isRead: Bool, earlier: WatchedFile? = nil) {
    self.path = path
    self.isRead = isRead
    var status = stat()
    guard stat(path, &status) == 0 else {
      (kind, stamp, content) = (.missing, nil, nil)
      return
    }
    let stamp = FileStamp(status)
    self.stamp = stamp
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      kind = .file
      let isUntouched = earlier?.kind == .file && earlier?.stamp == stamp
      content = !isRead ? nil : isUntouched ? earlier?.content : Digest(ofFile: path)
    case S_IFDIR:
      kind = .folder
      let names = isRead ? (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() : nil
      content = names.map { Digest(of: $0.map { Array($0.utf8) }) }
    default: (kind, content) = (.special, nil)
    }
  }

  /// Whether what counts of it may have changed after a moment, in nanoseconds since 1970.
  func changed(after moment: Int) -> Bool {
    // A folder that was only looked for is there, whatever was put into it.
    if kind == .folder && !isRead { return false }
    return stamp.map { $0.changed > moment } ?? false
  }

  /// What is not as it was: ‘data.csv’ changed. Nil where all is as it was.
  func change(pageFolder: String) -> String? {
    let now = WatchedFile(path: path, isRead: isRead, earlier: self)
    let name = Self.name(path, pageFolder: pageFolder)
    switch (kind, now.kind) {
    case (.missing, .missing): return nil
    case (.missing, _): return "‘\(name)’ appeared"
    case (_, .missing): return "‘\(name)’ is gone"
    default:
      let looksSame =
        kind != .file || stamp?.size == now.stamp?.size && (isRead || stamp?.modified == now.stamp?.modified)
      let isSame = kind == now.kind && content == now.content && looksSame
      return isSame ? nil : "‘\(name)’ changed"
    }
  }

  /// A path as the page's author would write it.
  static func name(_ path: String, pageFolder: String) -> String {
    path.hasPrefix(pageFolder + "/") ? String(path.dropFirst(pageFolder.count + 1)) : path
  }
}
