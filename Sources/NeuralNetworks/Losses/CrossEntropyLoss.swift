import Tensors

/// −ln softmax(x)ₖ = ln Σ e^x꜀ − xₖ: the cross-entropy of logits against classes, averaged over the rows.
///
/// The input is `(batch, classes)`, and the target either `(batch)` of int64, the class of each row, or probabilities of the
/// input's shape and type; both may have more dimensions behind: `(batch, classes, d…)` and `(batch, d…)`. No softmax stands
/// before it. Traps where shapes or types are others, and where a class does not exist.
public struct CrossEntropyLoss: CustomStringConvertible {
  /// A factor for each class; a mean is then divided by the sum of the rows' weights.
  public let weight: Tensor?
  /// The class of rows that do not count, such as padding.
  public let ignoreIndex: Int
  public let reduction: Reduction
  /// How much of the target is spread evenly over all classes (Szegedy et al., 2016).
  public let labelSmoothing: Double

  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean, labelSmoothing: Double = 0
  ) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    self.reduction = reduction
    self.labelSmoothing = labelSmoothing
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    F.crossEntropy(
      input, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction, labelSmoothing: labelSmoothing,
      file: file, line: line)
  }

  public var description: String { "CrossEntropyLoss()" }
}

extension F {
  /// ln Σ e^x꜀ − xₖ
  public static func crossEntropy(
    _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean,
    labelSmoothing: Double = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if !(labelSmoothing >= 0 && labelSmoothing <= 1) {
      fail("CrossEntropyLoss: labelSmoothing must lie in 0...1, and is \(labelSmoothing)", file: file, line: line)
    }
    if target.dtype.isFloatingPoint && target.shape == input.shape && !target.shape.isEmpty {
      return crossEntropy(input, probabilities: target, weight, reduction, labelSmoothing, file, line)
    }
    let rows = ClassTarget("CrossEntropyLoss", input, target, file, line)
    let loss = ClassLoss(
      weight: rows.weight(weight, file, line), smoothing: labelSmoothing, ignoredClass: ignoreIndex)
    func reduced(_ result: ClassLoss.Result) -> Tensor {
      loss(rows.input, rows.classes, result) { rows.failClass(row: $0, file, line) }
    }
    return switch reduction {
    case .none: rows.inShape(reduced(.each))
    case .mean: reduced(.mean)
    case .sum: reduced(.sum)
    case .batchmean: reduced(.sum) / Double(target.shape.first ?? 1)
    }
  }

  /// −Σ꜀ t꜀ ln softmax(x)꜀, averaged over the rows.
  private static func crossEntropy(
    _ input: Tensor, probabilities: Tensor, _ weight: Tensor?, _ reduction: Reduction, _ smoothing: Double,
    _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let dim = input.ndim == 1 ? 0 : 1
    var target = probabilities.to(input.dtype)
    if smoothing > 0 { target = target * (1 - smoothing) + smoothing / Double(input.shape[dim]) }
    if let weight {
      var shape = Shape(input.shape.map { _ in 1 })
      shape[dim] = input.shape[dim]
      if weight.shape != [input.shape[dim]] {
        fail(
          "CrossEntropyLoss: there must be a weight for each of the \(input.shape[dim]) classes, not \(weight.shape)",
          file: file, line: line)
      }
      target = target * weight.to(input.dtype).reshape(shape)
    }
    return reduction(-(target * input.logSoftmax(dim: dim)).sum(dim: dim))
  }
}
