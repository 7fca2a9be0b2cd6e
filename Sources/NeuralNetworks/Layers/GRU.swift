import Tensors

/// hₜ = (1 − z) n + z hₜ₋₁ with the update z = σ(W_z xₜ + U_z hₜ₋₁), the reset r = σ(W_r xₜ + U_r hₜ₋₁) and the new
/// n = tanh(W_n xₜ + r · U_n hₜ₋₁), each with biases: the gated recurrent unit (Cho et al., 2014).
///
/// Inputs and outputs are as those of ``RNN``. The weights have the rows of r, z and n one below the other.
public final class GRU: Recurrent {
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, bias: Bool = true, batchFirst: Bool = false,
    dropout: Double = 0, bidirectional: Bool = false, dtype: DType = .float32, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    super.init(
      gates: 3, inputSize, hiddenSize, numLayers: numLayers, bias: bias, batchFirst: batchFirst, dropout: dropout,
      bidirectional: bidirectional, dtype: dtype, generator: generator, file, line)
  }

  override func step(_ input: Tensor, _ states: [Tensor], _ weight: Tensor, _ bias: Tensor?) -> [Tensor] {
    let x = input.chunk(3, dim: -1)
    let h = F.linear(states[0], weight, bias).chunk(3, dim: -1)
    let reset = (x[0] + h[0]).sigmoid()
    let update = (x[1] + h[1]).sigmoid()
    let new = (x[2] + reset * h[2]).tanh()
    return [new + update * (states[0] - new)]
  }

  /// The output alone.
  public override func forward(_ x: Tensor) -> Tensor { run(x, nil).output }

  /// The output at every step, and the last states.
  public func callAsFunction(
    _ x: Tensor, _ state: Tensor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> (output: Tensor, state: Tensor) {
    let outer = CallSite.enter(file, line)
    defer { CallSite.leave(outer) }
    let (output, states) = run(x, state.map { [$0] })
    return (output, states[0])
  }
}
