import Tensors

/// y = (x − mean)/√(variance + ε) · weight + bias for each channel of `(batch, channels, …)` (Ioffe and Szegedy, 2015).
///
/// In training mean and (biased) variance are the batch's own, and the running ones follow them: running ← (1 − momentum) ·
/// running + momentum · new, with the unbiased variance; without a momentum they are the plain average over all batches. In
/// evaluation the running ones are used, or, where none are kept, the batch's own. `weight` and `bias` are `(channels)` and
/// begin as 1 and 0.
///
/// Use ``BatchNorm1d`` or ``BatchNorm2d``, which say what shapes they take. Traps on others, and in training where a channel
/// has a single value.
public class BatchNorm: Module {
  public let numFeatures: Int
  public let eps: Double
  /// How far the running statistics move towards a batch's; nil for the average over all batches.
  public let momentum: Double?
  public let weight: Tensor?
  public let bias: Tensor?
  public let runningMean: Tensor?
  public let runningVar: Tensor?
  /// How many batches the running statistics have seen.
  public let numBatchesTracked: Tensor?

  public init(
    _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true, bias: Bool = true,
    trackRunningStats: Bool = true, dtype: DType = .float32
  ) {
    self.numFeatures = numFeatures
    self.eps = eps
    self.momentum = momentum
    weight = affine ? Parameter(Tensor.ones([numFeatures], dtype: dtype)) : nil
    self.bias = affine && bias ? Parameter(Tensor.zeros([numFeatures], dtype: dtype)) : nil
    runningMean = trackRunningStats ? Tensor.zeros([numFeatures], dtype: dtype) : nil
    runningVar = trackRunningStats ? Tensor.ones([numFeatures], dtype: dtype) : nil
    numBatchesTracked = trackRunningStats ? Tensor.zeros([], dtype: .int64) : nil
  }

  /// What the layer takes, for its errors; and how many dimensions that may have.
  var inputs: (description: String, ranks: ClosedRange<Int>) { ("(batch, \(numFeatures), …)", 2...Shape.maximumRank) }

  public override func forward(_ x: Tensor) -> Tensor {
    if !inputs.ranks.contains(x.ndim) || x.shape[1] != numFeatures {
      fail("\(type(of: self)): an input of shape \(x.shape) is not \(inputs.description)")
    }
    if !isTraining, let runningMean, let runningVar {
      return batchNorm("BatchNorm", x, weight, bias, given: (runningMean, runningVar), epsilon: eps).y
    }
    let (y, mean, variance) = batchNorm("BatchNorm", x, weight, bias, given: nil, epsilon: eps)
    let count = Double(x.numel()) / Double(max(numFeatures, 1))
    if isTraining && count > 0 { track(mean, variance * (count / (count - 1))) }
    return y
  }

  private func track(_ mean: Tensor, _ variance: Tensor) {
    guard let runningMean, let runningVar, let numBatchesTracked else { return }
    noGrad {
      numBatchesTracked.add_(1)
      let share = momentum ?? 1 / numBatchesTracked.item()
      runningMean.mul_(1 - share).add_(mean, alpha: share)
      runningVar.mul_(1 - share).add_(variance, alpha: share)
    }
  }

  public override func stateName(of property: String) -> String? {
    ["runningMean": "running_mean", "runningVar": "running_var", "numBatchesTracked": "num_batches_tracked"][property]
      ?? property
  }

  public override var extraRepresentation: String {
    "\(numFeatures), eps=\(eps), momentum=\(momentum.map { "\($0)" } ?? "None"), affine=\((weight != nil).pythonName), bias=\((bias != nil).pythonName), "
      + "track_running_stats=\((runningMean != nil).pythonName)"
  }
}

/// Batch normalisation of vectors `(batch, channels)` or sequences `(batch, channels, length)`.
public final class BatchNorm1d: BatchNorm {
  override var inputs: (description: String, ranks: ClosedRange<Int>) {
    ("(batch, \(numFeatures)) or (batch, \(numFeatures), length)", 2...3)
  }
}

/// Batch normalisation of images `(batch, channels, height, width)`.
public final class BatchNorm2d: BatchNorm {
  override var inputs: (description: String, ranks: ClosedRange<Int>) {
    ("(batch, \(numFeatures), height, width)", 4...4)
  }
}

extension F {
  /// (x − mean)/√(variance + ε) · weight + bias for each channel of `(batch, channels, …)`, with the batch's own statistics,
  /// or the given ones where not `training`.
  ///
  /// In training the running statistics, where given, are changed in place.
  public static func batchNorm(
    _ x: Tensor, _ runningMean: Tensor?, _ runningVar: Tensor?, _ weight: Tensor? = nil, _ bias: Tensor? = nil,
    training: Bool = false, momentum: Double = 0.1, eps: Double = 1e-5, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if !training {
      guard let runningMean, let runningVar else {
        fail("batchNorm: outside training it needs the mean and the variance", file: file, line: line)
      }
      return Tensors.batchNorm(
        "batchNorm", x, weight, bias, given: (runningMean, runningVar), epsilon: eps, file: file, line: line
      ).y
    }
    let (y, mean, variance) = Tensors.batchNorm(
      "batchNorm", x, weight, bias, given: nil, epsilon: eps, file: file, line: line)
    let count = Double(x.numel()) / Double(max(x.shape[1], 1))
    noGrad {
      guard count > 0 else { return }
      _ = runningMean?.mul_(1 - momentum).add_(mean, alpha: momentum)
      _ = runningVar?.mul_(1 - momentum).add_(variance, alpha: momentum * count / (count - 1))
    }
    return y
  }
}
