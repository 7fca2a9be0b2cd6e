extension Collection where Self: Sendable, Element: Sendable {
  /// Transforms the elements, at most `limit` at once, and returns the results in the elements' order.
  func concurrentMap<T: Sendable>(
    limit: Int, _ transform: @escaping @Sendable (Element) async throws -> T
  ) async throws -> [T] {
    try await withThrowingTaskGroup(of: (Int, T).self) { group in
      var results: [Int: T] = [:]
      for (offset, element) in enumerated() {
        if offset >= limit, let (index, result) = try await group.next() { results[index] = result }
        group.addTask { (offset, try await transform(element)) }
      }
      for try await (index, result) in group { results[index] = result }
      return results.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
