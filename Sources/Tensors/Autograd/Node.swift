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
  /// The versions of the values it reads, summed: they only grow, so the sum tells whether one was changed in place.
  private let version: Int

  /// Holds nothing but numbers: tensors come to it as ``Adjoint/inputs`` and ``Adjoint/output``, so the graph has no cycles
  /// and freeing it frees them.
  typealias Product = (borrowing Adjoint) -> Void

  /// What a vector–Jacobian product reads besides the gradient.
  struct Values: OptionSet {
    let rawValue: UInt8
    static let inputs = Values(rawValue: 1)
    static let output = Values(rawValue: 2)
  }

  init(_ name: StaticString, reads: Values, inputs: [Tensor], output: Tensor, product: @escaping Product) {
    self.name = name
    self.reads = reads
    self.inputs = inputs
    self.product = product
    version = Node.version(reads, inputs, output)
  }

  /// Whether a value that the product reads was changed in place since the operation ran.
  func isStale(output: Tensor) -> Bool { Node.version(reads, inputs, output) != version }

  private static func version(_ reads: Values, _ inputs: [Tensor], _ output: Tensor) -> Int {
    var sum = 0
    if reads.contains(.inputs) { for input in inputs { sum += input.storage.version } }
    if reads.contains(.output) { sum += output.storage.version }
    return sum
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
