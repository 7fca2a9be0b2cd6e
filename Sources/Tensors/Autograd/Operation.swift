extension Tensor {
  /// The operation that made this tensor and what it was computed from, for those who draw graphs; nil for a leaf.
  package var operation: (name: StaticString, inputs: [Tensor], isFreed: Bool)? {
    node.map { ($0.name, $0.inputs, $0.isFreed) }
  }
}
