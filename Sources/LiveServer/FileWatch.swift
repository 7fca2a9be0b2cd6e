import Dispatch
import Foundation

/// Tells when a file was saved, however the editor does it: in place, or by renaming another file to its name.
public final class FileWatch: Sendable {
  /// An element a save; saves in quick succession are one. It ends with ``cancel()``.
  public let saves: AsyncStream<Void>
  /// A source may be cancelled from any thread.
  nonisolated(unsafe) private let source: any DispatchSourceRead

  /// - Throws: Where the file's folder can't be watched.
  public init(_ path: String) throws {
    let folders = try WatchedFolders(of: path)
    let (saves, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let queue = DispatchQueue(label: "notebook.saves")
    let source = DispatchSource.makeReadSource(fileDescriptor: folders.descriptor, queue: queue)
    nonisolated(unsafe) let unsafeSource = source
    @Sendable func awaitReturn(of folder: String) {
      queue.asyncAfter(deadline: .now() + .milliseconds(200)) {
        if unsafeSource.isCancelled { return }
        // With the folder the file may have come back.
        if folders.watch(folder) { continuation.yield() } else { awaitReturn(of: folder) }
      }
    }
    source.setEventHandler {
      let news = folders.readNews()
      if news.isSaved { continuation.yield() }
      for folder in news.lost { awaitReturn(of: folder) }
    }
    source.setCancelHandler {
      close(folders.descriptor)
      continuation.finish()
    }
    source.resume()
    (self.saves, self.source) = (saves, source)
  }

  public func cancel() { source.cancel() }

  deinit { source.cancel() }
}

/// The folders in which a file may be saved, as inotify watches them. After it was made, it is used on one queue.
private final class WatchedFolders: @unchecked Sendable {
  let descriptor: Int32
  /// The names that matter, by the folder's path.
  private var names: [String: Set<String>] = [:]
  /// The folders' paths, by inotify's number: one folder may have several.
  private var paths: [Int32: Set<String>] = [:]

  init(of path: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
    // What is renamed is the name in the folder, so the folder is watched: also that of the file a link points to.
    let file = URL(fileURLWithPath: path).standardizedFileURL
    for name in [file, file.resolvingSymlinksInPath()] {
      names[name.deletingLastPathComponent().path, default: []].insert(name.lastPathComponent)
    }
    for folder in names.keys where !watch(folder) {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw CocoaError(.fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "\(folder) can't be watched: \(reason)"])
    }
  }

  /// Begins to watch a folder; false where that can't be done, such as where it is not there.
  func watch(_ folder: String) -> Bool {
    let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MOVE_SELF | IN_ONLYDIR
    let number = inotify_add_watch(descriptor, folder, UInt32(events))
    if number >= 0 { paths[number, default: []].insert(folder) }
    return number >= 0
  }

  /// Whether the file was saved since the last call, and the folders that were removed, or are elsewhere now.
  func readNews() -> (isSaved: Bool, lost: Set<String>) {
    var isSaved = false
    var lost: Set<String> = []
    for event in events() {
      if event.mask & UInt32(IN_MOVE_SELF) != 0 {
        inotify_rm_watch(descriptor, event.watch)
      } else if event.mask & UInt32(IN_IGNORED) != 0 {
        lost.formUnion(paths.removeValue(forKey: event.watch) ?? [])
      } else if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
        // There were more events than are kept, and a save may have been one of them.
        isSaved = true
      } else {
        isSaved = isSaved || paths[event.watch, default: []].contains { names[$0]?.contains(event.name) == true }
      }
    }
    return (isSaved, lost)
  }

  private func events() -> [(watch: Int32, mask: UInt32, name: String)] {
    var events: [(Int32, UInt32, String)] = []
    let header = MemoryLayout<inotify_event>.size
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 1 << 16, alignment: MemoryLayout<inotify_event>.alignment)
    defer { buffer.deallocate() }
    while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
      var offset = 0
      while offset + header <= count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let name = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
        events.append((event.wd, event.mask, String(decoding: name, as: UTF8.self)))
        offset += header + Int(event.len)
      }
    }
    return events
  }
}
