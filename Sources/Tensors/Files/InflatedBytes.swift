/// What deflated bytes (RFC 1951) become, by zlib.
package final class InflatedBytes: ByteSource {
  /// What stands around the deflated bytes.
  package enum Wrapping: Int32 {
    /// Nothing, as in a zip archive.
    case none = -15
    /// A gzip file's header, and behind them a checksum, which is checked (RFC 1952). Several such members are read as
    /// one, as gunzip does it.
    case gzip = 31
  }

  private let source: FileRange
  private let wrapping: Wrapping
  /// How many bytes are still expected. Who learns it from the bytes themselves sets it as it goes along.
  package var remaining: Int
  private var stream: UnsafeMutablePointer<ZlibStream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var isAtEnd = false

  package init(_ source: FileRange, byteCount: Int, wrapping: Wrapping = .none) {
    self.source = source
    self.wrapping = wrapping
    remaining = byteCount
    stream = .allocate(capacity: 1)
    stream.initialize(to: ZlibStream())
    if inflateInit2_(stream, wrapping.rawValue, "1.2.11", Int32(MemoryLayout<ZlibStream>.size)) != 0 {
      fail("zlib can't be used: it is out of memory, or of another version")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  package var path: String { source.path }

  package func read(_ buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) {
    var done = 0
    while done < buffer.count {
      // zlib counts in 32 bits.
      let wanted = min(buffer.count - done, 1 << 30)
      stream.pointee.output = buffer.baseAddress! + done
      stream.pointee.outputCount = UInt32(wanted)
      try step()
      let made = wanted - Int(stream.pointee.outputCount)
      done += made
      if made == 0 && isAtEnd {
        throw TensorFileError(path, "its compressed bytes end \(remaining - done) bytes early")
      }
    }
    remaining -= buffer.count
  }

  /// After the last byte: nothing more may come of the compressed bytes.
  package func checkEnd() throws(TensorFileError) {
    let surplus = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    defer { surplus.deallocate() }
    while !isAtEnd {
      stream.pointee.output = surplus
      stream.pointee.outputCount = 1
      try step()
      if stream.pointee.outputCount == 0 {
        throw TensorFileError(path, "its compressed bytes become more than they claim")
      }
    }
    if end < source.end {
      throw TensorFileError(path, "something follows its compressed bytes, from byte \(end) on")
    }
  }

  /// Where in the file zlib is.
  private var end: Int { source.offset - Int(stream.pointee.inputCount) }

  /// Whether another member of a gzip file follows: then it is read next.
  private func beginNextMember() throws(TensorFileError) -> Bool {
    guard wrapping == .gzip, try source.peek(from: end, 2) == [0x1F, 0x8B] else { return false }
    return inflateReset(stream) == 0
  }

  private func step() throws(TensorFileError) {
    if stream.pointee.inputCount == 0 && source.remaining > 0 {
      let piece = UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, source.remaining)])
      try source.read(piece)
      stream.pointee.input = UnsafeRawPointer(piece.baseAddress!)
      stream.pointee.inputCount = UInt32(piece.count)
    }
    let isWithoutInput = stream.pointee.inputCount == 0
    let result = inflate(stream, 0)
    switch result {
    case 0: break
    case 1: isAtEnd = try !beginNextMember()
    // No progress was possible: an error only where no more input can come.
    case -5 where !isWithoutInput || source.remaining > 0: break
    default: throw TensorFileError(path, "its compressed bytes are damaged or end early")
    }
  }
}

/// zlib's `z_stream`.
private struct ZlibStream {
  var input: UnsafeRawPointer?
  var inputCount: UInt32 = 0
  var totalIn = 0
  var output: UnsafeMutableRawPointer?
  var outputCount: UInt32 = 0
  var totalOut = 0
  var message: UnsafePointer<CChar>?
  var state: UnsafeRawPointer?
  var allocate: UnsafeRawPointer?
  var free: UnsafeRawPointer?
  var opaque: UnsafeRawPointer?
  var dataType: Int32 = 0
  var adler = 0
  var reserved = 0
}

@_extern(c, "inflateInit2_") private func inflateInit2_(
  _ stream: UnsafeMutableRawPointer, _ windowBits: Int32, _ version: UnsafePointer<CChar>, _ size: Int32
) -> Int32
@_extern(c, "inflate") private func inflate(_ stream: UnsafeMutableRawPointer, _ flush: Int32) -> Int32
@_extern(c, "inflateReset") private func inflateReset(_ stream: UnsafeMutableRawPointer) -> Int32
@_extern(c, "inflateEnd") @discardableResult private func inflateEnd(_ stream: UnsafeMutableRawPointer) -> Int32
