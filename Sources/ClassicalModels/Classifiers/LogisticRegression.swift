import Tensors

/// p(k | x) = softmax(W x + b)ₖ, and for two classes p(1 | x) = σ(w·x + b).
///
/// ```swift
/// let model = LogisticRegression.fit(x, y, c: 0.1)
/// model.probabilities(test.x)
/// ```
///
/// It computes in the data's precision. (Cox, “The regression analysis of binary sequences”, 1958.)
public struct LogisticRegression: ProbabilisticClassifier {
  /// W, `(K, features)`; of two classes w, `(1, features)`.
  public let weights: Tensor
  /// b, `(K)`, or `(1)`.
  public let intercepts: Tensor
  public let classCount: Int
  /// Whether the fit came to its end before `maxIterations`.
  public let hasConverged: Bool
  /// What the fit minimised, at the start and after each iteration; empty for a model of known weights.
  public let lossHistory: [Double]

  public var featureCount: Int { weights.shape[1] }
  /// How many steps the fit took.
  public var iterations: Int { max(lossHistory.count - 1, 0) }

  /// The model with known weights `(K, features)` and intercepts `(K)`, or for two classes `(1, features)` and `(1)`.
  /// Traps where their shapes don't fit.
  public init(weights: Tensor, intercepts: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    let caller = Caller("LogisticRegression", file, line)
    if weights.ndim != 2 || weights.shape[0] == 2 || weights.elementCount == 0 || !weights.dtype.isFloatingPoint {
      caller.fail(
        "weights must be floating-point of shape (classes, features), or (1, features) for two classes, and are "
          + "\(weights.dtype) of shape \(weights.shape)")
    }
    if intercepts.shape != [weights.shape[0]] {
      caller.fail(
        "there must be \(weights.shape[0]) intercepts, as there are weights' rows, not shape \(intercepts.shape)")
    }
    self.init(
      weights.detach(), intercepts.detach().to(weights.dtype), hasConverged: true, lossHistory: [])
  }

  init(_ weights: Tensor, _ intercepts: Tensor, hasConverged: Bool, lossHistory: [Double]) {
    self.weights = weights
    self.intercepts = intercepts
    classCount = max(weights.shape[0], 2)
    self.hasConverged = hasConverged
    self.lossHistory = lossHistory
  }

  /// W x + b, `(n, K)`; of two classes w·x + b, the logit of class 1, `(n)`. Traps where x is no example of as many
  /// features.
  public func logits(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logits(x, Caller("LogisticRegression.logits", file, line))
  }

  private func logits(_ x: Tensor, _ caller: Caller) -> Tensor {
    let rows = FeatureRows(x, as: weights.dtype, caller)
    rows.check(features: featureCount, caller)
    let z = matmul(rows.x, weights.t()) + intercepts
    return classCount == 2 ? z.squeeze(1) : z
  }

  public func probabilities(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let z = logits(x, Caller("LogisticRegression.probabilities", file, line))
    return classCount == 2 ? Tensor.stack([(-z).sigmoid(), z.sigmoid()], dim: 1) : z.softmax(dim: 1)
  }

  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let z = logits(x, Caller("LogisticRegression.predict", file, line))
    return classCount == 2 ? (z > 0).long() : z.argmax(1)
  }
}

extension LogisticRegression: CustomStringConvertible {
  public var description: String {
    let course = lossHistory.last.map {
      ", \(iterations) iterations\(hasConverged ? "" : " (not converged)"), loss \(Float($0))"
    }
    return "LogisticRegression(\(classCount) classes, \(featureCount) features\(course ?? ""))"
  }
}
