import Tensors

/// sign(Σ aᵢ k(xᵢ, x) + b): two classes parted by the widest margin, in the space where the kernel k is the product.
///
/// Of several classes each is told from each, and the one with the most votes is predicted, the lowest of equals: as
/// LIBSVM and scikit-learn's `SVC` do it. (Cortes and Vapnik, “Support-vector networks”, 1995.)
///
/// ```swift
/// let model = SupportVectorMachine.fit(x, y, kernel: .rbf(), c: 10)
/// model.predict(test.x)
/// model.supportIndices
/// ```
public struct SupportVectorMachine: Classifier {
  public let classCount: Int
  public let kernel: SupportVectorKernel
  /// Which examples the decision rests on, by class and then in order: `(m)` of int64.
  public let supportIndices: Tensor
  /// These examples, `(m, features)`.
  public let supportVectors: Tensor
  /// How many of them each class has.
  public let supportCounts: [Int]
  /// yᵢ αᵢ, as scikit-learn lays them out, `(K − 1, m)`: of a support vector of class i the row j is against class j
  /// where j < i, and against class j + 1 otherwise. In double precision.
  public let dualCoefficients: Tensor
  /// b of each pair of classes: 0 and 1, 0 and 2, …, 1 and 2, …; `(K (K − 1) / 2)`. In double precision.
  public let intercepts: Tensor
  /// Whether all optima were found within the allowed iterations.
  public let hasConverged: Bool
  /// The steps of the solver, of all pairs together.
  public let iterations: Int
  /// yᵢ αᵢ of each pair, `(m, pairs)`.
  private let coefficients: Tensor

  public var featureCount: Int { supportVectors.shape[1] }

  init(
    classCount: Int, kernel: SupportVectorKernel, supportIndices: Tensor, supportVectors: Tensor, supportCounts: [Int],
    coefficients: Tensor, intercepts: Tensor, hasConverged: Bool, iterations: Int
  ) {
    self.classCount = classCount
    self.kernel = kernel
    self.supportIndices = supportIndices
    self.supportVectors = supportVectors
    self.supportCounts = supportCounts
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.hasConverged = hasConverged
    self.iterations = iterations
    // Which pair stands in which row for the support vectors of a class.
    let classes = supportCounts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let rows = (0..<classCount - 1).map { row in
      Tensor(classes.map { i in Self.pair(i, row < i ? row : row + 1, of: classCount) }).long()
    }
    dualCoefficients = Tensor.stack(rows.map { coefficients.gather(1, $0.unsqueeze(1)).squeeze(1) })
  }

  /// The place of two classes among all pairs.
  static func pair(_ a: Int, _ b: Int, of count: Int) -> Int {
    let (i, j) = (min(a, b), max(a, b))
    return i * (2 * count - i - 1) / 2 + j - i - 1
  }

  /// w of the linear kernel, for each pair of classes `(pairs, features)`: the decision is w·x + b. Traps for other
  /// kernels.
  public func weights(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    guard case .linear = kernel else {
      fail(
        "SupportVectorMachine.weights: a kernel that is \(kernel) has none, only a linear one", file: file, line: line)
    }
    return matmul(coefficients.t(), supportVectors.double())
  }

  /// Σ aᵢ k(xᵢ, x) + b: of two classes `(n)`, positive for class 1; of several `(n, pairs)`, for each pair positive for
  /// its first class (scikit-learn's `decision_function_shape="ovo"`). Traps where x is no example of as many features.
  public func decisionFunction(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let decisions = decisions(x, Caller("SupportVectorMachine.decisionFunction", file, line))
    return (classCount == 2 ? decisions.squeeze(1) : decisions).to(x.dtype.isFloatingPoint ? x.dtype : .float32)
  }

  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let decisions = decisions(x, Caller("SupportVectorMachine.predict", file, line))
    if classCount == 2 { return (decisions.squeeze(1) > 0).long() }
    // Each pair votes for one of its classes.
    var first = Tensor.zeros(decisions.shape[1], classCount, dtype: .float64)
    var second = first.clone()
    for i in 0..<classCount {
      for j in i + 1..<classCount {
        let pair = Tensor([Self.pair(i, j, of: classCount)]).long()
        first = first.indexPut([pair, Tensor([i]).long()], Tensor.ones(1, dtype: .float64))
        second = second.indexPut([pair, Tensor([j]).long()], Tensor.ones(1, dtype: .float64))
      }
    }
    let isFirst = (decisions > 0).double()
    return (matmul(isFirst, first) + matmul(1 - isFirst, second)).argmax(1)
  }

  /// `(n, pairs)` in double precision.
  private func decisions(_ x: Tensor, _ caller: Caller) -> Tensor {
    let rows = FeatureRows(x, as: supportVectors.dtype, caller)
    rows.check(features: featureCount, caller)
    // A few at once, so that a long list needs no huge matrix.
    let block = max(1, 4_000_000 / max(1, supportVectors.shape[0]))
    let parts = stride(from: 0, to: max(rows.count, 1), by: block).map { first in
      let some = rows.x[first..<min(first + block, rows.count)]
      return matmul(kernel(some, supportVectors).double(), coefficients) + intercepts
    }
    return parts.count == 1 ? parts[0] : Tensor.cat(parts)
  }
}

extension SupportVectorMachine: CustomStringConvertible {
  public var description: String {
    "SupportVectorMachine(\(kernel) kernel, \(classCount) classes, \(supportIndices.shape[0]) support vectors"
      + (hasConverged ? ")" : ", not converged)")
  }
}
