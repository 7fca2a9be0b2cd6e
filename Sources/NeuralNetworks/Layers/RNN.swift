import Tensors

/// hₜ = tanh(W xₜ + b + U hₜ₋₁ + c): the simplest recurrent network (Elman, 1990), or with max(·, 0).
///
/// `x` is `(length, batch, inputSize)`, or `(batch, length, inputSize)` with `batchFirst`, or without a batch. Called, it gives the
/// output of the last layer at every step, `(length, batch, directions · hiddenSize)` in x's order, and every layer's last state,
/// `(numLayers · directions, batch, hiddenSize)`. The first state is 0 where it is not given. Traps on other shapes.
///
/// ```swift
/// let rnn = RNN(10, 20, numLayers: 2)
/// let (output, state) = rnn(x)
/// ```
public final class RNN: Recurrent {
  /// What makes the state of the sum.
  public enum Nonlinearity: String, Sendable {
    case tanh
    case relu
  }
  public let nonlinearity: Nonlinearity

  public init(
    _ inputSize: Int, _ hiddenSize: Int, numLayers: Int = 1, nonlinearity: Nonlinearity = .tanh, bias: Bool = true,
    batchFirst: Bool = false, dropout: Double = 0, bidirectional: Bool = false, dtype: DType = .float32,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    self.nonlinearity = nonlinearity
    super.init(
      gates: 1, inputSize, hiddenSize, numLayers: numLayers, bias: bias, batchFirst: batchFirst, dropout: dropout,
      bidirectional: bidirectional, dtype: dtype, generator: generator, file, line)
  }

  override func step(_ input: Tensor, _ states: [Tensor], _ weight: Tensor, _ bias: Tensor?) -> [Tensor] {
    let sum = input + F.linear(states[0], weight, bias)
    return [nonlinearity == .tanh ? sum.tanh() : sum.relu()]
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
