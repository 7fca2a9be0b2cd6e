import Tensors

extension LogisticRegression {
  /// What an error in each class counts.
  public enum ClassWeights: Sendable {
    /// As many as it has examples.
    case uniform
    /// The same for all: n / (K nₖ) an example.
    case balanced
  }

  /// The weights that minimise (Σ wᵢ (−ln p(yᵢ | xᵢ)) + ‖W‖² / 2C) / Σ wᵢ, scikit-learn's objective.
  ///
  /// The smaller `c`, the stronger are weights held back; intercepts never are. L-BFGS starts at 0, and stops where no
  /// component of the gradient is larger than `tolerance`, or after `maxIterations`: ``hasConverged`` says which. Traps where x and y
  /// don't fit each other, there is one class only, and on impossible parameters. A class without examples has an intercept of −∞.
  public static func fit(
    _ x: Tensor, _ y: Tensor, c: Double = 1, classWeights: ClassWeights = .uniform, tolerance: Double = 1e-4,
    maxIterations: Int = 100, classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> LogisticRegression {
    let caller = Caller("LogisticRegression.fit", file, line)
    caller.require(c > 0, "c", "positive", c)
    caller.require(tolerance >= 0, "tolerance", "0 or more", tolerance)
    caller.require(maxIterations >= 0, "maxIterations", "0 or more", maxIterations)
    let all = LabelledRows(x, y, classCount: classCount, caller), data = all.withoutGaps
    let weightOfClass = data.counts.map {
      classWeights == .balanced ? Double(data.count) / Double(data.classCount * $0) : 1
    }
    let total = zip(weightOfClass, data.counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    let logits = data.classCount == 2 ? 1 : data.classCount, features = data.featureCount
    let count = logits * features

    func objective(_ point: Tensor) -> (value: Double, gradient: Tensor) {
      let weights = point.narrow(0, 0, count)
      var loss = 0.0
      let gradient = Tensor.filled([count + logits], .float64, as: Double.self) {
        loss = data.loss(weights.to(data.x.dtype), point.narrow(0, count, logits), weightOfClass, into: $0.baseAddress!)
      }
      let penalty = 1 / (c * total)
      let pull = Tensor.cat([weights * penalty, Tensor.zeros(logits, dtype: .float64)])
      return (loss / total + penalty / 2 * weights.square().sum().item(), gradient / total + pull)
    }
    let single = data.x.dtype == .float32
    let search = LBFGS(
      tolerance: tolerance, maxIterations: maxIterations, noise: Double(single ? Float.ulpOfOne : 0) + .ulpOfOne)
    let minimum = search.minimum(from: Tensor.zeros(count + logits, dtype: .float64), of: objective)
    var weights = minimum.point.narrow(0, 0, count).view(logits, features)
    var intercepts = minimum.point.narrow(0, count, logits)
    if data.classCount < all.classCount {
      // Of two classes the logit is that of the second, where the first has 0.
      let rows = Tensor(logits == 1 ? [all.seen[1]] : all.seen, dtype: .int64)
      let none = Tensor(all.counts.map { $0 == 0 ? -Double.infinity : 0 }, dtype: .float64)
      weights = Tensor.zeros(all.classCount, features, dtype: .float64).indexAdd(0, rows, weights)
      intercepts = none.indexAdd(0, rows, intercepts)
    }
    return LogisticRegression(
      weights.to(data.x.dtype).clone(), intercepts.to(data.x.dtype).clone(), hasConverged: minimum.hasConverged,
      lossHistory: minimum.values)
  }
}

extension LabelledRows {
  /// Σ wᵢ (−ln p(yᵢ | xᵢ)), and its gradient with respect to weights and intercepts.
  fileprivate func loss(
    _ weights: Tensor, _ intercepts: Tensor, _ classWeights: [Double], into gradient: UnsafeMutablePointer<Double>
  ) -> Double {
    x.withFloats { x in
      weights.withFloats { weights in
        intercepts.withElements(as: Double.self) { intercepts in
          classes.withElements(as: Int64.self) { classes in
            classWeights.withUnsafeBufferPointer { classWeights in
              var data = LogisticData(
                dtype: Int32(self.x.dtype.rawValue), n: count, d: featureCount, classes: classCount, x: x,
                y: classes.baseAddress, classWeights: classWeights.baseAddress)
              return ck_logistic(
                &data, weights, intercepts.baseAddress!, gradient, gradient + intercepts.count * featureCount)
            }
          }
        }
      }
    }
  }
}
