import Glibc

/// What a kernel's cells look at and do, as its processes note it in memory that they share with the runner.
///
/// The layout is that of `CKernelProcess`: the running cell's number, how much of the log is taken, whether it is incomplete,
/// a table of hashes, and the log. It outlives a process that crashes.
public final class ObservationLog {
  private enum Layout {
    static let used = 4, isIncomplete = 8, log = 16 + 8 * (1 << 15), size = log + 4 << 20
  }

  private let memory: UnsafeMutableRawPointer
  private var position = 0

  /// Makes the file that is the memory; nil where that can't be done (`errno` says why).
  public init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard ftruncate(descriptor, off_t(Layout.size)) == 0,
      let memory = mmap(nil, Layout.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED
    else { return nil }
    self.memory = memory
  }

  deinit { munmap(memory, Layout.size) }

  private subscript(offset: Int) -> UInt32 {
    get { memory.load(fromByteOffset: offset, as: UInt32.self) }
    set { memory.storeBytes(of: newValue, toByteOffset: offset, as: UInt32.self) }
  }

  /// Begins a cell, whose observations are noted although an earlier cell's were the same. Nothing may run meanwhile.
  public func begin() {
    self[0] += 1
    position = Int(self[Layout.used])
  }

  /// What was noted since the cell began; nil where there was more than is kept.
  public func observations() -> [Observation]? {
    guard self[Layout.isIncomplete] == 0 else { return nil }
    var found: [Observation] = []
    let end = Int(self[Layout.used])
    while position < end {
      let entry = memory + Layout.log + position
      let length = Int(entry.load(as: UInt8.self)) | Int(entry.load(fromByteOffset: 1, as: UInt8.self)) << 8
      let name = UnsafeRawBufferPointer(start: entry + 3, count: max(0, length - 3))
      // A process that was killed while it noted leaves a gap, after which nothing can be read.
      guard length >= 3, position + length <= end,
        let observation = Observation(
          kind: entry.load(fromByteOffset: 2, as: UInt8.self), name: String(decoding: name, as: UTF8.self))
      else { return nil }
      found.append(observation)
      position += length
    }
    return found
  }
}
