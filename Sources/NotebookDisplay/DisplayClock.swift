import Glibc

/// The clock by which displays are paced.
package enum DisplayClock {
  /// Seconds since some moment in the past.
  package static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
