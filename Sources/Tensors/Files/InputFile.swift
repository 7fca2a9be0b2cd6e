import Glibc

/// A regular file that is open for reading.
///
/// It is read and not mapped: a mapping of a file that somebody shortens meanwhile ends the program.
package final class InputFile {
  package let path: String
  package let byteCount: Int
  private let descriptor: Int32

  package init(_ path: String) throws(TensorFileError) {
    self.path = path
    // Not blocking, since the opening of a pipe would wait for somebody to write to it.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    if descriptor < 0 || fstat(descriptor, &status) != 0 {
      // The initialiser throws, so deinit does not run.
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw TensorFileError(path, "can't be opened: \(reason)")
    }
    if status.st_mode & S_IFMT != S_IFREG {
      close(descriptor)
      throw TensorFileError(path, "is not a regular file")
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills the buffer with the bytes from `offset` on.
  package func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(TensorFileError) {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw TensorFileError(path, "can't be read: \(String(cString: strerror(errno)))") }
      if count == 0 { throw TensorFileError(path, "ends after \(offset + done) bytes, while it is read") }
      done += count
    }
  }

  /// The bytes of a range, which must be in the file: it is checked before memory is taken for them.
  package func bytes(_ range: Range<Int>) throws(TensorFileError) -> [UInt8] {
    if range.lowerBound < 0 || range.upperBound > byteCount {
      throw TensorFileError(
        path,
        "ends after \(byteCount) bytes, but bytes \(range.lowerBound)..<\(range.upperBound) are needed: it is truncated"
      )
    }
    var bytes = [UInt8](repeating: 0, count: range.count)
    var failure: TensorFileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(TensorFileError) { try read(buffer, at: range.lowerBound) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// Bytes that are read one after the other.
package protocol ByteSource: AnyObject {
  var path: String { get }
  /// How many bytes are left.
  var remaining: Int { get }
  /// Fills the buffer with the next bytes; it is no larger than what is left.
  func read(_ buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError)
}

extension ByteSource {
  /// The next bytes. Throws where there are not that many.
  package func bytes(_ count: Int, _ what: String) throws(TensorFileError) -> [UInt8] {
    if count > remaining {
      throw TensorFileError(path, "\(what) has \(count) bytes, but only \(remaining) are left: it is truncated")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: TensorFileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(TensorFileError) { try read(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// The bytes of a range of a file.
package final class FileRange: ByteSource {
  private let file: InputFile
  private var range: Range<Int>

  /// The range must be in the file.
  package init(_ file: InputFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  package var path: String { file.path }
  package var remaining: Int { range.count }
  /// Where in the file the next byte stands.
  var offset: Int { range.lowerBound }
  /// Where in the file the last one ends.
  var end: Int { range.upperBound }

  /// Some bytes of the file, or as many as there are up to the range's end; reading goes on where it was.
  func peek(from offset: Int, _ count: Int) throws(TensorFileError) -> [UInt8] {
    try file.bytes(offset..<min(offset + count, end))
  }

  package func read(_ buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) {
    try file.read(buffer, at: range.lowerBound)
    range = (range.lowerBound + buffer.count)..<range.upperBound
  }
}

extension Array where Element == UInt8 {
  /// The unsigned integer in the bytes from `offset` on, the lowest byte first.
  func integer<T: FixedWidthInteger & UnsignedInteger>(_ offset: Int, as type: T.Type = T.self) -> T {
    var value: T = 0
    for i in 0..<T.bitWidth / 8 { value |= T(self[offset + i]) << T(8 * i) }
    return value
  }

  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
