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
    // What is renamed is the name in the folder, so the folder is watched: also that of the file a link points to.
    let file = URL(fileURLWithPath: path).standardizedFileURL
    let names = Set([file, file.resolvingSymlinksInPath()])
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
    var watched: [Int32: Set<String>] = [:]
    for name in names {
      let folder = name.deletingLastPathComponent().path
      let number = inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE))
      guard number >= 0 else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw CocoaError(
          .fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "\(folder) can't be watched: \(reason)"])
      }
      watched[number, default: []].insert(name.lastPathComponent)
    }
    let (saves, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    source.setEventHandler { [watched] in
      if Self.names(from: descriptor).contains(where: { watched[$0.watch]?.contains($0.name) == true }) {
        continuation.yield()
      }
    }
    source.setCancelHandler {
      close(descriptor)
      continuation.finish()
    }
    source.resume()
    (self.saves, self.source) = (saves, source)
  }

  public func cancel() { source.cancel() }

  deinit { source.cancel() }

  /// The names that the waiting events are about.
  private static func names(from descriptor: Int32) -> [(watch: Int32, name: String)] {
    var names: [(Int32, String)] = []
    let header = MemoryLayout<inotify_event>.size
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 1 << 16, alignment: MemoryLayout<inotify_event>.alignment)
    defer { buffer.deallocate() }
    while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
      var offset = 0
      while offset + header <= count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let name = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
        names.append((event.wd, String(decoding: name, as: UTF8.self)))
        offset += header + Int(event.len)
      }
    }
    return names
  }
}
