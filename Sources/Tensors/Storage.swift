import Glibc

/// The memory that a tensor and its views share.
final class Storage {
  let pointer: UnsafeMutableRawPointer
  let byteCount: Int

  /// How often the contents were changed in place, so that autograd notices a value it still needs being overwritten.
  var version = 0

  /// Uninitialised memory, on a cache line's boundary where it is large.
  init(byteCount: Int) {
    self.byteCount = byteCount
    let memory = byteCount < 4096 ? malloc(max(byteCount, 1)) : aligned_alloc(64, (byteCount + 63) & ~63)
    guard let memory else { fail("out of memory: \(byteCount) bytes were asked for") }
    pointer = memory
  }

  deinit { free(pointer) }
}
