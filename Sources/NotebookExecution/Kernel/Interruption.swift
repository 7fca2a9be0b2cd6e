import Foundation
import Synchronization

/// A request to stop that reaches whoever waits, from any thread.
public final class Interruption: Sendable {
  /// Readable once the request was made.
  let descriptor: Int32
  private let trigger: Int32
  private let requested = Atomic(false)

  public init() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (descriptor, trigger) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(trigger)
  }

  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  public func request() {
    guard !requested.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var byte: UInt8 = 1
    _ = write(trigger, &byte, 1)
  }

  /// Takes the request back, so that something else can be begun and stopped.
  func reset() {
    guard requested.exchange(false, ordering: .acquiringAndReleasing) else { return }
    var byte: UInt8 = 0
    _ = read(descriptor, &byte, 1)
  }
}
