import Tensors

/// p ← p − lr · v with v ← momentum · v + (1 − dampening) · g: stochastic gradient descent (Robbins and Monro, 1951).
///
/// `g` is the gradient plus `weightDecay · p`; the first step takes v = g. With `nesterov` the step is
/// lr · (g + momentum · v) (Sutskever et al., 2013).
public final class SGD: Optimizer {
  /// The learning rate; it may be changed between steps.
  public var lr: Double
  public let momentum: Double
  public let dampening: Double
  public let weightDecay: Double
  public let nesterov: Bool
  private var velocities: [Tensor?]

  /// Traps where Nesterov's step is asked for without momentum or with dampening.
  public init(
    _ parameters: [Tensor], lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0,
    nesterov: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) {
    if nesterov && (momentum <= 0 || dampening != 0) {
      fail("SGD: nesterov needs a momentum and no dampening", file: file, line: line)
    }
    self.lr = lr
    self.momentum = momentum
    self.dampening = dampening
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    velocities = Array(repeating: nil, count: parameters.count)
    super.init(parameters, file: file, line: line)
  }

  public override func step() {
    for (i, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad else { continue }
      let isFirst = velocities[i] == nil
      if isFirst && momentum != 0 { velocities[i] = Tensor.zerosLike(parameter) }
      parameter.descend(
        gradient, velocities[i], isFirst: isFirst, rate: lr, momentum: momentum, dampening: dampening,
        decay: weightDecay, nesterov: nesterov)
    }
  }
}
