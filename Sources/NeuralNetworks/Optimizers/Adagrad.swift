import Tensors

/// p ← p − lr / (1 + (t − 1) · lrDecay) · g / (√s + eps) with s ← s + g² (Duchi, Hazan and Singer, 2011).
///
/// `g` is the gradient plus `weightDecay · p`, and s begins at `initialAccumulatorValue`. With `maximize` the loss is climbed.
public final class Adagrad: Optimizer {
  public var lrDecay: Double
  public var eps: Double
  public let initialAccumulatorValue: Double
  public let maximize: Bool

  public init(
    _ parameters: [some Optimizable], lr: Double = 1e-2, lrDecay: Double = 0, weightDecay: Double = 0,
    initialAccumulatorValue: Double = 0, eps: Double = 1e-10, maximize: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.lrDecay = lrDecay
    self.eps = eps
    self.initialAccumulatorValue = initialAccumulatorValue
    self.maximize = maximize
    super.init(parameters, lr: lr, weightDecay: weightDecay, file: file, line: line)
    checkNumber("lrDecay", lrDecay, file, line)
    checkNumber("initialAccumulatorValue", initialAccumulatorValue, file, line)
    checkNumber("eps", eps, file, line)
  }

  public override func step() {
    forEachGradient { group, memory, gradient in
      if memory.first == nil { memory.first = Tensor.fullLike(memory.parameter, initialAccumulatorValue) }
      memory.stepCount += 1
      descent.add(
        memory.parameter, gradient, memory.first, rate: group.lr / (1 + Double(memory.stepCount - 1) * lrDecay),
        decay: group.weightDecay)
    }
    descent.run(.adagrad, sign: maximize ? -1 : 1, epsilon: eps)
  }

  override var remembered: [String?] { ["sum"] }
  override var countsSteps: Bool { true }
  override var numbers: [(name: String, value: Double)] {
    get { [("lr_decay", lrDecay), ("eps", eps)] }
    set { (lrDecay, eps) = (newValue[0].value, newValue[1].value) }
  }
}
