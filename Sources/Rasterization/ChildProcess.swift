import Glibc

@_extern(c, "fork") private func forkProcess() -> pid_t

extension SVGRaster {
  /// The pictures as PNG files, drawn in a child process.
  ///
  /// For processes that fork, such as the notebook's kernel: the font libraries start threads and wait for them for
  /// ever in a child, so the process itself must never use them.
  public static func pngsDrawnInChild(
    _ svgs: [String], scale: Double = 2, background: Background = .white
  ) throws(RasterizationError) -> [[UInt8]] {
    _ = try RSVGLibrary.loaded()
    let bytes = try outputOfChild { output in
      for svg in svgs {
        do throws(RasterizationError) {
          output.write(0, try RasterSurface(drawing: svg, scale: scale, background: background).png())
        } catch {
          return output.write(error)
        }
      }
    }
    var reader = RecordReader(bytes: bytes[...])
    var pngs: [[UInt8]] = []
    for _ in svgs { pngs.append(try reader.next()) }
    return pngs
  }

  /// The pictures' pixels on white, drawn in a child process; see ``pngsDrawnInChild(_:scale:background:)``.
  public static func pixelsDrawnInChild(
    _ svgs: [String], scale: Double = 2
  ) throws(RasterizationError) -> [PixelGrid] {
    _ = try RSVGLibrary.loaded()
    let bytes = try outputOfChild { output in
      for svg in svgs {
        do throws(RasterizationError) {
          let grid = try RasterSurface(drawing: svg, scale: scale, background: .white).pixels()
          output.write(0, [UInt32(grid.width), UInt32(grid.height)].bytes + grid.pixels.bytes)
        } catch {
          return output.write(error)
        }
      }
    }
    var reader = RecordReader(bytes: bytes[...])
    var grids: [PixelGrid] = []
    for _ in svgs {
      let record = try reader.next()
      let words = record.words
      guard words.count >= 2, words.count - 2 == Int(words[0]) * Int(words[1]) else { throw RecordReader.incomplete }
      grids.append(PixelGrid(width: Int(words[0]), height: Int(words[1]), pixels: Array(words[2...])))
    }
    return grids
  }

  /// All that a child process writes that runs `body` and ends.
  private static func outputOfChild(_ body: (ChildOutput) -> Void) throws(RasterizationError) -> [UInt8] {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .failed("no pipe: \(String(cString: strerror(errno)))") }
    let child = DrawingLock.whileForking { forkProcess() }
    if child == 0 {
      close(ends[0])
      body(ChildOutput(descriptor: ends[1]))
      // Without what is done at exit, which is the parent's to do.
      _exit(0)
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard child > 0 else { throw .failed("no process: \(String(cString: strerror(errno)))") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { break }
    }
    while waitpid(child, nil, 0) < 0, errno == EINTR {}
    return bytes
  }
}

/// Keeps a process from forking while one of its threads draws: in the child that thread's locks would stay locked.
enum DrawingLock {
  nonisolated(unsafe) private static let lock = {
    let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
    pthread_rwlock_init(lock, nil)
    return lock
  }()

  /// Any number of threads may draw at once.
  static func whileDrawing<R>(_ body: () throws(RasterizationError) -> R) throws(RasterizationError) -> R {
    pthread_rwlock_rdlock(lock)
    defer { pthread_rwlock_unlock(lock) }
    return try body()
  }

  static func whileForking<R>(_ body: () -> R) -> R {
    pthread_rwlock_wrlock(lock)
    defer { pthread_rwlock_unlock(lock) }
    return body()
  }
}

/// What a child process hands back: records of a kind (0 a result, others an error), a length of 4 bytes and a body.
private struct ChildOutput {
  let descriptor: Int32

  func write(_ kind: UInt8, _ body: [UInt8]) {
    let record = [kind] + [UInt32(body.count)].bytes + body
    var written = 0
    while written < record.count {
      let count = record.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
      if count < 0 && errno != EINTR { return }
      written += max(count, 0)
    }
  }

  func write(_ error: RasterizationError) {
    switch error {
    case .missingLibrary(let name, let reason): write(1, Array("\(name)\n\(reason)".utf8))
    case .malformed(let reason): write(2, Array(reason.utf8))
    case .size(let width, let height): write(3, Array("\(width)\n\(height)".utf8))
    case .failed(let reason): write(4, Array(reason.utf8))
    }
  }
}

/// Reads what a ``ChildOutput`` wrote.
private struct RecordReader {
  var bytes: ArraySlice<UInt8>

  static let incomplete = RasterizationError.failed("the process that drew it ended early")

  /// The next result; throws the error that stands in its place.
  mutating func next() throws(RasterizationError) -> [UInt8] {
    guard bytes.count >= 5, let kind = bytes.first else { throw Self.incomplete }
    let count = Int(Array(bytes.dropFirst().prefix(4)).words[0])
    guard bytes.count >= 5 + count else { throw Self.incomplete }
    let body = Array(bytes.dropFirst(5).prefix(count))
    bytes = bytes.dropFirst(5 + count)
    if kind == 0 { return body }
    let lines = String(decoding: body, as: UTF8.self).split(separator: "\n", maxSplits: 1).map(String.init)
    switch kind {
    case 1: throw .missingLibrary(name: lines.first ?? "", reason: lines.last ?? "")
    case 2: throw .malformed(String(decoding: body, as: UTF8.self))
    case 3: throw .size(width: lines.first.flatMap(Double.init) ?? 0, height: lines.last.flatMap(Double.init) ?? 0)
    default: throw .failed(String(decoding: body, as: UTF8.self))
    }
  }
}

extension [UInt32] {
  /// The numbers' bytes in the machine's own order: both ends are the same machine.
  fileprivate var bytes: [UInt8] { withUnsafeBytes { Array<UInt8>($0) } }
}

extension [UInt8] {
  fileprivate var words: [UInt32] {
    withUnsafeBytes { memory in
      (0..<memory.count / 4).map { memory.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
    }
  }
}
