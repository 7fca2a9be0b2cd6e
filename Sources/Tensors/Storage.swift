/// The memory that a tensor and its views share.
final class Storage {
  let pointer: UnsafeMutableRawPointer
  let byteCount: Int

  /// How often the contents were changed in place, so that autograd notices a value it still needs being overwritten.
  var version = 0

  /// Uninitialised memory.
  init(byteCount: Int) {
    self.byteCount = byteCount
    guard let memory = ck_allocate(byteCount) else { fail("out of memory: \(byteCount) bytes were asked for") }
    pointer = memory
  }

  deinit { ck_release(pointer, byteCount) }
}
