import Glibc

/// A file that is being written beside its place, under another name, and takes its place when it is complete: no reader ever
/// finds half a file, and a failure leaves the old one.
package struct OutputFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isFinished = false

  /// Writes a file by what `body` puts into it.
  package static func write(
    _ path: String, _ body: (inout OutputFile) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    var file = try OutputFile(path)
    try body(&file)
    try file.finish()
  }

  private init(_ path: String) throws(TensorFileError) {
    self.path = path
    temporary = "\(path).\(getpid()).new"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw TensorFileError(path, "can't be written: \(String(cString: strerror(errno)))") }
  }

  package func append(_ bytes: [UInt8]) throws(TensorFileError) {
    var failure: TensorFileError?
    bytes.withUnsafeBytes { buffer in
      do throws(TensorFileError) { try append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Appends a tensor's elements, row by row.
  func append(_ x: Tensor) throws(TensorFileError) {
    let x = x.detach().contiguous()
    defer { withExtendedLifetime(x) {} }
    try append(UnsafeRawBufferPointer(start: x.pointer, count: x.elementCount * x.dtype.size))
  }

  private func append(_ buffer: UnsafeRawBufferPointer) throws(TensorFileError) {
    var done = 0
    while done < buffer.count {
      let count = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
      if count < 0 && errno != EINTR {
        throw TensorFileError(path, "can't be written: \(String(cString: strerror(errno)))")
      }
      done += max(count, 0)
    }
  }

  private mutating func finish() throws(TensorFileError) {
    // On the disk before it has the name: a power failure in between must not leave an empty file.
    if fsync(descriptor) != 0 || rename(temporary, path) != 0 {
      throw TensorFileError(path, "can't be written: \(String(cString: strerror(errno)))")
    }
    isFinished = true
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(temporary) }
  }
}
