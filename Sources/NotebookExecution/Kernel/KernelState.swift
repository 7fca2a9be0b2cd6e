import Foundation
import KernelProtocol

/// A process of the kernel that holds the state after some cells.
struct KernelState {
  let channel: MessageChannel
  let process: pid_t
  /// The process that forked this one; nil for the first state's.
  let parent: pid_t?
  /// The cells that made the state, in order.
  let cells: [ExecutableCell]
  /// How long each of them ran.
  let durations: [Duration]
  /// Whether the state can be forked: no cell left a thread behind, which would not survive it.
  let isForkable: Bool

  /// The same process with one more cell run in it, which left threads behind or not.
  func after(_ cell: ExecutableCell, foreignThreads: Int32, duration: Duration) -> KernelState {
    KernelState(
      channel: channel, process: process, parent: parent, cells: cells + [cell],
      durations: durations + [duration], isForkable: isForkable && foreignThreads == 0)
  }
}
