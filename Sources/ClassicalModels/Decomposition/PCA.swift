import Tensors

/// x ≈ μ + Σ zᵢ vᵢ: the k orthonormal directions vᵢ along which examples vary the most, and coordinates z along them.
///
/// ```swift
/// let pca = PCA.fit(images, components: 50)
/// let z = pca.transform(images)
/// pca.inverseTransform(z)
/// ```
///
/// It gives results in the data's precision. (Pearson, 1901; Hotelling, 1933.)
public struct PCA {
  /// μ, `(features)`.
  public let mean: Tensor
  /// v, `(k, features)`, the most important first; of each the component of largest magnitude is positive.
  public let components: Tensor
  /// The variance along each, divided by n − 1: `(k)`.
  public let explainedVariance: Tensor
  /// Its share of the total variance.
  public let explainedVarianceRatio: Tensor
  /// Whether coordinates are divided by their standard deviations.
  public let whiten: Bool

  public var componentCount: Int { components.shape[0] }
  public var featureCount: Int { components.shape[1] }

  /// The first `components` directions of x, `(n, features)` or `(n, …)`; all min(n, features) by default.
  ///
  /// Traps on less than two examples, NaN and ∞, and where there are not as many directions.
  public static func fit(
    _ x: Tensor, components: Int? = nil, whiten: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> PCA {
    let caller = Caller("PCA.fit", file, line)
    let rows = FeatureRows(x, as: x.dtype == .float32 ? .float32 : .float64, caller)
    let (n, d) = (rows.count, rows.featureCount)
    if n < 2 { caller.fail("x has shape \(x.shape): a variance needs two examples at least") }
    let most = min(n, d), k = components ?? most
    caller.require((1...most).contains(k), "components", "in 1...\(most), the smaller of examples and features", k)
    let (mean, explained, kept, total) = n > 4 * d ? byScatter(rows.x, k, caller) : bySingularValues(rows.x, k)
    // The sign is a convention.
    let sign = kept.gather(1, kept.abs().argmax(1, keepDim: true)).sign()
    return PCA(
      mean: mean.to(rows.dtype), components: (kept * sign).to(rows.dtype), explainedVariance: explained.to(rows.dtype),
      explainedVarianceRatio: (explained / (total > 0 ? total : 1)).to(rows.dtype), whiten: whiten)
  }

  private typealias Directions = (mean: Tensor, variances: Tensor, directions: Tensor, total: Double)

  /// From the covariance of many examples: much the cheaper, and as exact as the variances themselves to one part in 10¹⁶,
  /// of data in single precision 10⁷, of the largest.
  private static func byScatter(_ x: Tensor, _ k: Int, _ caller: Caller) -> Directions {
    let (mean, scatter) = meanAndScatter(x)
    let covariance = scatter / Double(x.shape[0] - 1)
    let total: Double = covariance.trace().item()
    // Elsewhere squares could have been too large or too small for single precision.
    if x.dtype == .float32 && !(1e-20...1e30).contains(total) {
      return byScatter(x.to(.float64), k, caller)
    }
    if !total.isFinite { caller.fail("x has numbers whose squares are too large to compute with") }
    let (variances, directions) = Linalg.largestEigenvectors(of: covariance, k, precision: x.dtype)
    return (mean, variances.clamp(min: 0), directions, total)
  }

  private static func bySingularValues(_ x: Tensor, _ k: Int) -> Directions {
    let x = x.to(.float64)
    let mean = x.mean(dim: 0)
    let (_, s, vh) = Linalg.svd(x - mean, fullMatrices: false)
    let variances = s.square() / Double(x.shape[0] - 1)
    return (mean, variances[0..<k], vh[0..<k], variances.sum().item())
  }

  /// The coordinates z of examples, `(n, k)`. Traps where x is no example of as many features.
  public func transform(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let caller = Caller("PCA.transform", file, line)
    let rows = FeatureRows(x, as: mean.dtype, caller)
    rows.check(features: featureCount, caller)
    let z = matmul(rows.x - mean, components.t())
    return whiten ? z / deviations : z
  }

  /// The examples with given coordinates, `(n, features)`: of `transform(x)`, x as far as the directions reach. Traps unless z is
  /// `(n, k)`.
  public func inverseTransform(_ z: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if z.ndim != 2 || z.shape[1] != componentCount {
      fail(
        "PCA.inverseTransform: z must be (n, \(componentCount)), and has shape \(z.shape)", file: file, line: line)
    }
    let z = z.detach().to(mean.dtype)
    return matmul(whiten ? z * deviations : z, components) + mean
  }

  /// The standard deviations along the directions; where there is none, so little that 0 stays 0.
  private var deviations: Tensor { explainedVariance.sqrt().clamp(min: mean.dtype == .float32 ? 1.2e-7 : 2.2e-16) }
}

extension PCA: CustomStringConvertible {
  public var description: String {
    let share = (explainedVarianceRatio.sum().item() * 1000).rounded() / 10
    return
      "PCA(\(componentCount) of \(featureCount) directions, \(share) % of the variance\(whiten ? ", whitened" : ""))"
  }
}
