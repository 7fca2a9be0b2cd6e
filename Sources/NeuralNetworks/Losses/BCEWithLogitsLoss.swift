import Tensors

/// −(1/n) Σ [t ln σ(x) + (1 − t) ln(1 − σ(x))], with σ(x) = 1 / (1 + e^−x): the binary cross-entropy of logits.
///
/// The same as ``BCELoss`` after a ``Sigmoid``, but exact however large the logits are. Both of one shape, else it traps.
/// `posWeight`, which broadcasts to it, makes the first term count more where ones are rare.
public struct BCEWithLogitsLoss: CustomStringConvertible {
  /// A factor for the losses, which it broadcasts to.
  public let weight: Tensor?
  public let reduction: Reduction
  /// A factor for the losses of ones, such as zeros / ones in the data, which broadcasts to the target.
  public let posWeight: Tensor?

  public init(weight: Tensor? = nil, reduction: Reduction = .mean, posWeight: Tensor? = nil) {
    self.weight = weight
    self.reduction = reduction
    self.posWeight = posWeight
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    F.binaryCrossEntropyWithLogits(
      input, target, weight: weight, reduction: reduction, posWeight: posWeight, file: file, line: line)
  }

  public var description: String { "BCEWithLogitsLoss()" }
}

extension F {
  /// −(1/n) Σ [t ln σ(x) + (1 − t) ln(1 − σ(x))]
  public static func binaryCrossEntropyWithLogits(
    _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean, posWeight: Tensor? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("BCEWithLogitsLoss", input, target, file, line)
    guard weight != nil || posWeight != nil else { return reduction(.logistic, x, t) }
    var losses: Tensor
    if let posWeight {
      let ones = ElementLoss.logistic(x, Tensor.onesLike(x))
      let zeros = ElementLoss.logistic(x, Tensor.zerosLike(x))
      losses = (t * ones).mul(posWeight, file: file, line: line) + (1 - t) * zeros
    } else {
      losses = ElementLoss.logistic(x, t)
    }
    if let weight { losses = losses.mul(weight, file: file, line: line) }
    return reduction(losses)
  }
}
