/// The operation that made a tensor, as reverse-mode differentiation needs it: its inputs, and how a gradient with respect
/// to the output becomes gradients with respect to them (the vector–Jacobian product).
///
/// The product is written in tensor operations. These are recorded in turn when asked for, and so gradients have gradients.
final class Node {
  /// PyTorch's name for the operation, shown as `grad_fn=<MulBackward0>`.
  let name: StaticString
  /// The tensors that the operation was computed from.
  private(set) var inputs: [Tensor]
  /// Passes the output's gradient on to the inputs; nil once the graph has been freed.
  private(set) var product: Product?
  /// Which values the product reads.
  let reads: Values
  /// When the operation ran: what it reads must not have changed since.
  private let moment = Storage.moment

  /// Holds nothing but numbers: tensors come to it as ``Adjoint/inputs`` and ``Adjoint/output``, so the graph has no cycles
  /// and freeing it frees them.
  typealias Product = (borrowing Adjoint) -> Void

  /// What a vector–Jacobian product reads besides the gradient.
  struct Values: OptionSet {
    let rawValue: UInt8
    /// All inputs.
    static let inputs = Values(rawValue: 0x7F)
    static let output = Values(rawValue: 0x80)
    /// One of the inputs; from the seventh on they count as one.
    static func input(_ index: Int) -> Values { Values(rawValue: 1 << UInt8(Swift.min(index, 6))) }
  }

  init(_ name: StaticString, reads: Values, inputs: [Tensor], product: @escaping Product) {
    self.name = name
    self.reads = reads
    self.inputs = inputs
    self.product = product
  }

  /// A value that the product reads and that was changed in place since the operation ran: an input, or with nil as its
  /// index the output.
  func staleValue(output: Tensor) -> (index: Int?, tensor: Tensor)? {
    for (i, input) in inputs.enumerated() where input.storage.version > moment && reads.contains(.input(i)) {
      return (i, input)
    }
    return output.storage.version > moment && reads.contains(.output) ? (nil, output) : nil
  }

  var isFreed: Bool { product == nil }

  /// Lets go of the inputs: nothing can be differentiated through this node again.
  func free() {
    product = nil
    inputs = []
  }

  /// Releases a chain of any length without recursion, which a long loop's graph would overflow the stack with.
  deinit {
    guard inputs.contains(where: { $0.node != nil }) else { return }
    var doomed = inputs
    inputs = []
    while var tensor = doomed.popLast() {
      guard isKnownUniquelyReferenced(&tensor), var node = tensor.node else { continue }
      tensor.node = nil
      if isKnownUniquelyReferenced(&node) {
        doomed += node.inputs
        node.inputs = []
      }
    }
  }
}
