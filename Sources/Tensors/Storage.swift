import Synchronization

/// The memory that a tensor and its views share.
final class Storage {
  let pointer: UnsafeMutableRawPointer
  let byteCount: Int

  /// When the contents were last changed in place, as a number that grows with every change anywhere; 0 for never. So
  /// autograd notices that a value it still needs was overwritten.
  private(set) var version = 0
  /// By what, and where.
  private(set) var lastChange: Change?

  /// Uninitialised memory.
  init(byteCount: Int) {
    self.byteCount = byteCount
    guard let memory = ck_allocate(byteCount) else { fail("out of memory: \(byteCount) bytes were asked for") }
    pointer = memory
  }

  /// What changed the contents, for the message of whom it troubles.
  struct Change {
    let operation: StaticString
    let file: StaticString
    let line: UInt
  }

  private static let changes = Atomic(0)

  /// The number of the last change anywhere.
  static var moment: Int { changes.load(ordering: .relaxed) }

  /// To be called at every change of the contents after the first filling.
  func noteChange(by operation: StaticString, _ file: StaticString, _ line: UInt) {
    version = Self.changes.add(1, ordering: .relaxed).newValue
    lastChange = Change(operation: operation, file: file, line: line)
  }

  deinit { ck_release(pointer, byteCount) }
}
