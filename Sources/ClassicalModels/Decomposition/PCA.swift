import Tensors

/// x ≈ μ + Σ zᵢ vᵢ: the k orthonormal directions vᵢ along which examples vary the most, and coordinates z along them.
///
/// ```swift
/// let pca = PCA.fit(images, components: 50)
/// let z = pca.transform(images)
/// pca.inverseTransform(z)
/// ```
///
/// It computes in double precision, and gives results in the data's. (Pearson, 1901; Hotelling, 1933.)
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
    let rows = FeatureRows(x, as: .float64, caller)
    let (n, d) = (rows.count, rows.featureCount)
    if n < 2 { caller.fail("x has shape \(x.shape): a variance needs two examples at least") }
    let most = min(n, d), k = components ?? most
    caller.require((1...most).contains(k), "components", "in 1...\(most), the smaller of examples and features", k)
    let mean = rows.x.mean(dim: 0)
    let centred = rows.x - mean
    let variances: Tensor
    let directions: Tensor
    if n > 4 * d {
      // Much the cheaper, and as exact as the variances themselves to one part in 10¹⁶ of the largest.
      let (values, vectors) = Linalg.eigh(lowerScatter(centred) / Double(n - 1))
      variances = values.flip(0).clamp(min: 0)
      directions = vectors.t().flip(0)
    } else {
      let (_, s, vh) = Linalg.svd(centred, fullMatrices: false)
      variances = s.square() / Double(n - 1)
      directions = vh
    }
    let total: Double = variances.sum().item()
    let kept = directions[0..<k]
    // The sign is a convention.
    let sign = kept.gather(1, kept.abs().argmax(1, keepDim: true)).sign()
    let explained = variances[0..<k]
    return PCA(
      mean: mean.to(rows.dtype), components: (kept * sign).to(rows.dtype), explainedVariance: explained.to(rows.dtype),
      explainedVarianceRatio: (explained / (total > 0 ? total : 1)).to(rows.dtype), whiten: whiten)
  }

  /// xᵀ x up to the blocks on its diagonal: more is not read of a symmetric matrix.
  private static func lowerScatter(_ x: Tensor) -> Tensor {
    let d = x.shape[1], width = max(64, (d + 63) / 64 * 16)
    let scatter = Tensor.zeros(d, d, dtype: .float64)
    for first in stride(from: 0, to: d, by: width) {
      let columns = x.narrow(1, first, min(width, d - first))
      scatter[first..., first..<min(first + width, d)] = matmul(x.narrow(1, first, d - first).t(), columns)
    }
    return scatter
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
