import Tensors

/// p ← p − lr · g / (√v + eps) with v ← alpha · v + (1 − alpha) g²: Hinton's lecture “Neural networks for machine learning”, 2012.
///
/// `g` is the gradient plus `weightDecay · p`. With `momentum` the quotients are collected in a velocity, b ← momentum · b +
/// g / (√v + eps), and the step is lr · b. With `centered` the square of the gradients' own average is taken from v, which
/// leaves their variance (Graves, 2013). With `maximize` the loss is climbed.
public final class RMSprop: Optimizer {
  /// How much of the averages is kept from step to step.
  public var alpha: Double
  public var eps: Double
  public var momentum: Double
  public let centered: Bool
  public let maximize: Bool

  public init(
    _ parameters: [some Optimizable], lr: Double = 1e-2, alpha: Double = 0.99, eps: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false, maximize: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    self.alpha = alpha
    self.eps = eps
    self.momentum = momentum
    self.centered = centered
    self.maximize = maximize
    super.init(parameters, lr: lr, weightDecay: weightDecay, file: file, line: line)
    checkNumber("alpha", alpha, file, line)
    checkNumber("eps", eps, file, line)
    checkNumber("momentum", momentum, file, line)
  }

  public override func step() {
    forEachGradient { group, memory, gradient in
      let parameter = memory.parameter
      if memory.first == nil { memory.first = Tensor.zerosLike(parameter) }
      if momentum > 0 && memory.second == nil { memory.second = Tensor.zerosLike(parameter) }
      if centered && memory.third == nil { memory.third = Tensor.zerosLike(parameter) }
      memory.stepCount += 1
      descent.add(
        parameter, gradient, memory.first, momentum > 0 ? memory.second : nil, memory.third, rate: group.lr,
        decay: group.weightDecay)
    }
    descent.run(.rmsprop, sign: maximize ? -1 : 1, a: alpha, b: momentum, epsilon: eps)
  }

  override var remembered: [String?] {
    ["square_avg", momentum > 0 ? "momentum_buffer" : nil, centered ? "grad_avg" : nil]
  }
  override var countsSteps: Bool { true }
  override var numbers: [(name: String, value: Double)] {
    get { [("alpha", alpha), ("eps", eps), ("momentum", momentum)] }
    set { (alpha, eps, momentum) = (newValue[0].value, newValue[1].value, newValue[2].value) }
  }
  override var cyclicMomentum: Double? {
    get { momentum }
    set { momentum = newValue ?? momentum }
  }
}
