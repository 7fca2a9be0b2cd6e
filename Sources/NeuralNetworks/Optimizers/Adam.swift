import Glibc
import Tensors

/// p ← p − lr · m̂ / (√v̂ + eps) with m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g² (Kingma and Ba, 2015).
///
/// m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) undo that the averages begin at 0. `g` is the gradient plus
/// `weightDecay · p`. With `amsgrad` v̂ is the largest so far (Reddi et al., 2018). With `maximize` the loss is climbed.
public class Adam: Optimizer {
  /// How much of the averages of the gradients and of their squares is kept from step to step.
  public final var betas: (Double, Double)
  public final var eps: Double
  public final let amsgrad: Bool
  public final let maximize: Bool
  /// Whether the weight decay acts on the parameters themselves: ``AdamW``.
  fileprivate final let isDecoupled: Bool

  /// Traps where a beta is outside 0 ..< 1.
  public convenience init(
    _ parameters: [some Optimizable], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 0, amsgrad: Bool = false, maximize: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.init(parameters, lr, betas, eps, weightDecay, amsgrad, maximize, isDecoupled: false, file, line)
  }

  fileprivate init(
    _ parameters: [some Optimizable], _ lr: Double, _ betas: (Double, Double), _ eps: Double, _ weightDecay: Double,
    _ amsgrad: Bool, _ maximize: Bool, isDecoupled: Bool, _ file: StaticString, _ line: UInt
  ) {
    self.betas = betas
    self.eps = eps
    self.amsgrad = amsgrad
    self.maximize = maximize
    self.isDecoupled = isDecoupled
    super.init(parameters, lr: lr, weightDecay: weightDecay, file: file, line: line)
    checkShare("the first beta", betas.0, file, line)
    checkShare("the second beta", betas.1, file, line)
    checkNumber("eps", eps, file, line)
  }

  public override func step() {
    // Most parameters have taken as many steps as the one before, and need the same corrections.
    var stepCount = 0
    var correction = (1.0, 1.0)
    forEachGradient { group, memory, gradient in
      if memory.first == nil {
        memory.first = Tensor.zerosLike(memory.parameter)
        memory.second = Tensor.zerosLike(memory.parameter)
        if amsgrad { memory.third = Tensor.zerosLike(memory.parameter) }
      }
      memory.stepCount += 1
      if memory.stepCount != stepCount {
        stepCount = memory.stepCount
        correction = (1 - pow(betas.0, Double(stepCount)), (1 - pow(betas.1, Double(stepCount))).squareRoot())
      }
      descent.add(
        memory.parameter, gradient, memory.first, memory.second, memory.third, rate: group.lr,
        decay: group.weightDecay, correction: correction)
    }
    descent.run(.adam, sign: maximize ? -1 : 1, a: betas.0, b: betas.1, epsilon: eps, flag: isDecoupled)
  }

  override var remembered: [String?] { ["exp_avg", "exp_avg_sq", amsgrad ? "max_exp_avg_sq" : nil] }
  override var countsSteps: Bool { true }
  override var numbers: [(name: String, value: Double)] {
    get { [("betas.0", betas.0), ("betas.1", betas.1), ("eps", eps)] }
    set { (betas.0, betas.1, eps) = (newValue[0].value, newValue[1].value, newValue[2].value) }
  }
  override var cyclicMomentum: Double? {
    get { betas.0 }
    set { betas.0 = newValue ?? betas.0 }
  }
}

/// p ← (1 − lr · weightDecay) p − lr · m̂ / (√v̂ + eps): Adam whose weight decay acts on the parameters themselves and not on
/// the gradients' averages (Loshchilov and Hutter, 2019).
public final class AdamW: Adam {
  /// Traps where a beta is outside 0 ..< 1.
  public init(
    _ parameters: [some Optimizable], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 1e-2, amsgrad: Bool = false, maximize: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    super.init(parameters, lr, betas, eps, weightDecay, amsgrad, maximize, isDecoupled: true, file, line)
  }
}
