import Tensors

/// cₜ = f cₜ₋₁ + i g and hₜ = o tanh cₜ, with the gates i, f, o = σ(W xₜ + U hₜ₋₁) and the new g = tanh(W xₜ + U hₜ₋₁), each with
/// weights and biases of its own: long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 1999).
///
/// Inputs and outputs are as those of ``RNN``, but a state is two tensors, h and c. The weights have the rows of i, f, g and o
/// one below the other.
///
/// ```swift
/// let lstm = LSTM(10, 20, batchFirst: true)
/// var (output, state) = lstm(x)
/// (output, state) = lstm(next, state)
/// ```
public final class LSTM: Recurrent {
  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, bias: Bool = true, batchFirst: Bool = false,
    dropout: Double = 0, bidirectional: Bool = false, dtype: DType = .float32, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    super.init(
      gates: 4, inputSize, hiddenSize, numLayers: numLayers, bias: bias, batchFirst: batchFirst, dropout: dropout,
      bidirectional: bidirectional, dtype: dtype, generator: generator, file, line)
  }

  override var stateCount: Int { 2 }

  override func step(_ input: Tensor, _ states: [Tensor], _ weight: Tensor, _ bias: Tensor?) -> [Tensor] {
    let gates = (input + F.linear(states[0], weight, bias)).chunk(4, dim: -1)
    let kept = gates[1].sigmoid() * states[1]
    let memory = kept + gates[0].sigmoid() * gates[2].tanh()
    return [gates[3].sigmoid() * memory.tanh(), memory]
  }

  /// The output alone.
  public override func forward(_ x: Tensor) -> Tensor { run(x, nil).output }

  /// The output at every step, and the last states.
  public func callAsFunction(
    _ x: Tensor, _ state: (h: Tensor, c: Tensor)? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> (output: Tensor, state: (h: Tensor, c: Tensor)) {
    let outer = CallSite.enter(file, line)
    defer { CallSite.leave(outer) }
    let (output, states) = run(x, state.map { [$0.h, $0.c] })
    return (output, (states[0], states[1]))
  }
}
