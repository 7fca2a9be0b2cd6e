import Tensors
import Testing

/// Checks an operation's derivatives at a point, in double precision, against central finite differences: the gradients
/// of a random projection of its result, and with order 2 the gradients of a random projection of those.
public func expectGradients(
  at inputs: [Tensor], order: Int = 2, tolerance: Double = 1e-6, sourceLocation: SourceLocation = #_sourceLocation,
  of operation: @escaping ([Tensor]) -> Tensor
) {
  let generator = Generator(seed: 7)
  let inputs = inputs.map { $0.detach().to(.float64).clone().requiresGrad_() }
  let weights = Tensor.randnLike(operation(inputs), generator: generator)
  let scalar = { (x: [Tensor]) in (operation(x) * weights).sum() }
  expectSlopes(of: scalar, at: inputs, "first order", tolerance, sourceLocation)

  guard order > 1 else { return }
  let directions = inputs.map { Tensor.randnLike($0, generator: generator) }
  let slope = { (x: [Tensor]) -> Tensor in
    // The sum of squares makes every input's gradient depend on all of them, so that none is without a graph.
    let y = scalar(x)
    let gradients = grad(y + y.square() * 0.1, x, createGraph: true)
    return zip(gradients, directions).map { ($0 * $1).sum() }.reduce(Tensor(0, dtype: .float64)) { $0 + $1 }
  }
  expectSlopes(of: slope, at: inputs, "second order", tolerance, sourceLocation)
}

private func expectSlopes(
  of function: ([Tensor]) -> Tensor, at inputs: [Tensor], _ order: String, _ tolerance: Double,
  _ sourceLocation: SourceLocation
) {
  let value = function(inputs)
  // A constant's derivative may have no graph; then it must be 0.
  let gradients = value.requiresGrad ? grad(value, inputs) : inputs.map { Tensor.zerosLike($0) }
  let step = 1e-6
  for (k, input) in inputs.enumerated() {
    let analytic = gradients[k].scalars
    for i in 0..<input.elementCount {
      let entry = noGrad { input.view(-1)[i] }
      let value: Double = entry.item()
      func shifted(_ by: Double) -> Double {
        noGrad { _ = entry.fill_(value + by) }
        return function(inputs).item()
      }
      let numeric = (shifted(step) - shifted(-step)) / (2 * step)
      noGrad { _ = entry.fill_(value) }
      let close = abs(numeric - analytic[i]) <= tolerance * (1 + 20 * max(abs(numeric), abs(analytic[i])))
      #expect(
        close, "\(order), input \(k), element \(i): analytic \(analytic[i]), numeric \(numeric)",
        sourceLocation: sourceLocation)
    }
  }
}

/// A point in double precision: samples of N(0, 1), or of (0.5, 2) where a function needs positive numbers.
public func point(_ shape: Int..., positive: Bool = false, seed: UInt64 = 1) -> Tensor {
  let generator = Generator(seed: seed)
  let shape = Shape(shape)
  return positive
    ? Tensor.rand(shape, dtype: .float64, generator: generator) * 1.5 + 0.5
    : Tensor.randn(shape, dtype: .float64, generator: generator)
}
