/// What a vector–Jacobian product works with: the operation's inputs and output, and the gradient with respect to the
/// output.
struct Adjoint {
  let inputs: [Tensor]
  let output: Tensor
  let gradient: Tensor

  /// An input of the operation.
  subscript(index: Int) -> Tensor { inputs[index] }

  /// Adds to the gradient with respect to an input.
  ///
  /// The gradient is computed only where it is wanted, and summed over the dimensions along which the input was broadcast.
  func pass(to index: Int, _ gradient: @autoclosure () -> Tensor) {
    let input = inputs[index]
    guard input.visit.isAwaited else { return }
    var gradient = gradient()
    if gradient.shape != input.shape { gradient = gradient.sum(to: input.shape) }
    if gradient.dtype != input.dtype { gradient = gradient.to(input.dtype) }
    input.visit.gradient = input.visit.gradient.map { $0 + gradient } ?? gradient
  }
}
