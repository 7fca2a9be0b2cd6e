/// Philox-4x32-10 (Salmon, Moraes, Dror and Shaw, “Parallel random numbers: as easy as 1, 2, 3”, 2011).
///
/// Four random words are a function of a key and a counter, with no state in between: any stretch of the stream can be
/// computed on its own, and results do not depend on who computes it.
public enum Philox {
  /// The four words at a counter under a key.
  public static func words(
    key: UInt64, counter: (low: UInt64, high: UInt64)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) {
      ck_philox(key, counter.low, counter.high, $0.baseAddress!)
    }
    return words
  }
}
