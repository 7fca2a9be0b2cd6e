import Tensors

/// p ← p − lr · v with v ← momentum · v + (1 − dampening) · g: stochastic gradient descent (Robbins and Monro, 1951).
///
/// `g` is the gradient plus `weightDecay · p`; the first step takes v = g. With `nesterov` the step is
/// lr · (g + momentum · v) (Sutskever et al., 2013). With `maximize` the loss is climbed.
public final class SGD: Optimizer {
  public var momentum: Double
  public var dampening: Double
  public let nesterov: Bool
  public let maximize: Bool

  /// Traps where Nesterov's step is asked for without momentum or with dampening.
  public init(
    _ parameters: [some Optimizable], lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, nesterov: Bool = false, maximize: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.momentum = momentum
    self.dampening = dampening
    self.nesterov = nesterov
    self.maximize = maximize
    super.init(parameters, lr: lr, weightDecay: weightDecay, file: file, line: line)
    checkNumber("momentum", momentum, file, line)
    if nesterov && (momentum <= 0 || dampening != 0) {
      fail("SGD: nesterov needs a momentum and no dampening", file: file, line: line)
    }
  }

  public override func step() {
    forEachGradient { group, memory, gradient in
      let isFirst = memory.first == nil
      if isFirst && momentum != 0 { memory.first = Tensor.zerosLike(memory.parameter) }
      descent.add(
        memory.parameter, gradient, momentum != 0 ? memory.first : nil, isFirst: isFirst, rate: group.lr,
        decay: group.weightDecay)
    }
    descent.run(.sgd, sign: maximize ? -1 : 1, a: momentum, b: dampening, flag: nesterov)
  }

  override var remembered: [String?] { [momentum != 0 ? "momentum_buffer" : nil] }
  override var numbers: [(name: String, value: Double)] {
    get { [("momentum", momentum), ("dampening", dampening)] }
    set { (momentum, dampening) = (newValue[0].value, newValue[1].value) }
  }
  override var cyclicMomentum: Double? {
    get { momentum }
    set { momentum = newValue ?? momentum }
  }
}
