import Foundation

/// How much memory a session's checkpoints may take together.
struct CheckpointBudget {
  let bytes: Int

  /// Whether the checkpoints take more. Only where they might are their pages counted.
  func isExceeded(by checkpoints: [KernelState]) -> Bool {
    func sum(_ memory: (ProcessMemory) -> Int) -> Int {
      checkpoints.reduce(0) { $0 + memory(ProcessMemory(process: $1.process)) }
    }
    return sum(\.anonymous) > bytes && sum(\.proportional) > bytes
  }

  /// The checkpoint that takes least time to be computed again, from the one before it; nil where none can be spared.
  ///
  /// The first, which everything can be computed from, and the last, where the next change is likely, stay.
  ///
  /// - Parameter checkpoints: The run times of the cells that made each, those with fewer cells first.
  static func cheapest(of checkpoints: [[Duration]]) -> Int? {
    let inner = checkpoints.indices.dropFirst().dropLast()
    return inner.min { first, second in cost(of: first, in: checkpoints) < cost(of: second, in: checkpoints) }
  }

  private static func cost(of index: Int, in checkpoints: [[Duration]]) -> Duration {
    checkpoints[index].dropFirst(checkpoints[index - 1].count).reduce(.zero, +)
  }
}
