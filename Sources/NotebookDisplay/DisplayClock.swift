import Glibc

/// A clock for what is measured while a cell runs and is no part of its results: a loop's rate, the time left.
///
/// A page whose cells read the system's clock is not reused, because another run would show another time. Reading this one
/// does not count: what it is read for must not change what the page finally shows.
public enum DisplayClock {
  /// Seconds since some moment in the past; they never go back.
  public static var now: Double { read() }

  /// The kernel's own reading; outside a notebook the system's. Set once, before the first cell.
  nonisolated(unsafe) public static var read: @convention(c) () -> Double = {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
