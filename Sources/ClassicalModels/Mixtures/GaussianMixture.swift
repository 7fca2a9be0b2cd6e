import Glibc
import Tensors

/// A weighted sum of normal distributions: p(x) = Σ πₖ N(x; μₖ, Σₖ).
///
/// ```swift
/// let mixture = GaussianMixture.fit(x, components: 3)
/// mixture.responsibilities(x)      // how much each component accounts for each point
/// mixture.sample(500).points
/// ```
public struct GaussianMixture {
  /// What the components' covariances may be.
  public enum Covariance: String, Sendable {
    /// Any, of each component its own.
    case full
    /// Without correlations, of each component its own.
    case diagonal
    /// The same in all directions, of each component its own.
    case spherical
    /// Any, the same for all components.
    case tied
  }

  /// πₖ, `(components)`; their sum is 1.
  public let weights: Tensor
  /// μₖ, `(components, features)`.
  public let means: Tensor
  /// Σₖ, `(components, features, features)`, whatever they are restricted to.
  public let covariances: Tensor
  public let covariance: Covariance
  /// Σ ln p(x) over the data that were fitted, before each step of EM and at the end.
  public internal(set) var logLikelihoodHistory: [Double] = []
  /// Whether the last step raised the mean log-likelihood by less than the tolerance.
  public internal(set) var hasConverged = false

  /// The lower triangular factors of the covariances, and their inverses.
  let factors: Tensor
  let inverses: Tensor

  /// The mixture of these parameters.
  ///
  /// - Parameters:
  ///   - weights: `(components)`, not negative, their sum 1.
  ///   - means: `(components, features)`.
  ///   - covariances: `(components, features, features)` where they are full, `(components, features)` variances where
  ///     diagonal, `(components)` variances where spherical, `(features, features)` where tied.
  ///
  /// Traps where the shapes don't fit, or a covariance is not symmetric and positive definite.
  public init(
    weights: Tensor, means: Tensor, covariances: Tensor, covariance: Covariance = .full,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let means = means.detach().mixturePoints(least: 1, Caller("GaussianMixture: the means", file, line))
    let (k, d) = (means.shape[0], means.shape[1])
    let weights = weights.detach().to(.float64)
    if weights.shape != [k] || !(weights >= 0).all() || abs(weights.sum().item() - 1) > 1e-6 {
      fail(
        "GaussianMixture: the weights of \(k) components must be \(k) numbers that are not negative and sum to 1, and are "
          + "\(weights.scalars)", file: file, line: line)
    }
    let shape: Shape =
      switch covariance {
      case .full: [k, d, d]
      case .diagonal: [k, d]
      case .spherical: [k]
      case .tied: [d, d]
      }
    if covariances.shape != shape {
      fail(
        "GaussianMixture: \(covariance.rawValue) covariances of \(k) components and \(d) features have shape \(shape), not "
          + "\(covariances.shape)", file: file, line: line)
    }
    let given = covariances.detach().to(.float64)
    let whole: Tensor =
      switch covariance {
      case .full: given
      case .diagonal: given.diagEmbed()
      case .spherical: Tensor.eye(d, dtype: .float64) * given.reshape(k, 1, 1)
      case .tied: given.expand([k, d, d]).contiguous()
      }
    if !whole.allclose(whole.mT) { fail("GaussianMixture: the covariances are not symmetric", file: file, line: line) }
    self.init(weights: weights, means: means, matrices: whole, covariance, file, line)
  }

  init(weights: Tensor, means: Tensor, matrices: Tensor, _ covariance: Covariance, _ file: StaticString, _ line: UInt) {
    self.weights = weights
    self.means = means
    covariances = matrices
    self.covariance = covariance
    if covariance == .diagonal || covariance == .spherical {
      let variances = matrices.diagonal(dim1: -2, dim2: -1)
      if !(variances > 0).all() {
        fail("GaussianMixture: the variances must be positive", file: file, line: line)
      }
      factors = variances.sqrt().diagEmbed()
      inverses = variances.rsqrt().diagEmbed()
    } else {
      factors = Linalg.cholesky(matrices, file: file, line: line)
      inverses = Linalg.solveTriangular(factors, Tensor.eye(means.shape[1], dtype: .float64), upper: false)
    }
  }

  /// The number of components.
  public var componentCount: Int { means.shape[0] }
  /// The number of features.
  public var featureCount: Int { means.shape[1] }
}

// What the mixture says about points `(points, features)`.
extension GaussianMixture {
  /// ln p(x) of each point, `(points)`; it can be differentiated with respect to the points. Traps where they have
  /// another number of features.
  public func logProb(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = x.mixturePoints(features: featureCount, Caller("GaussianMixture.logProb", file, line))
    return jointLogProb(x).logsumexp(dim: 1)
  }

  /// How probable each component is given each point, `(points, components)`.
  public func responsibilities(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = x.mixturePoints(features: featureCount, Caller("GaussianMixture.responsibilities", file, line))
    return jointLogProb(x).softmax(dim: 1)
  }

  /// The likeliest component of each point, `(points)`, int64.
  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = x.detach().mixturePoints(features: featureCount, Caller("GaussianMixture.predict", file, line))
    return jointLogProb(x).argmax(1)
  }

  /// ln πₖ + ln N(x; μₖ, Σₖ), `(points, components)`.
  func jointLogProb(_ x: Tensor) -> Tensor {
    let isDiagonal = covariance == .diagonal || covariance == .spherical
    let columns = (0..<componentCount).map { k -> Tensor in
      let difference = x - means[k]
      let scaled = isDiagonal ? difference * inverses[k].diagonal() : matmul(difference, inverses[k].T)
      return scaled.square().sum(1) * -0.5
    }
    let constants =
      weights.log() + inverses.diagonal(dim1: -2, dim2: -1).log().sum(1) - Double(featureCount) * Glibc.log(2 * .pi) / 2
    return stack(columns, dim: 1) + constants
  }

  /// Points drawn from the mixture, `(count, features)`, and the component of each, `(count)`, int64.
  public func sample(
    _ count: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> (points: Tensor, components: Tensor) {
    if count < 1 { fail("GaussianMixture.sample: \(count) points: at least one", file: file, line: line) }
    let chosen = weights.multinomial(count, replacement: true, generator: generator)
    let noise = Tensor.randn(count, featureCount, dtype: .float64, generator: generator)
    var points = means.indexSelect(0, chosen)
    for k in 0..<componentCount {
      let isOwn = (chosen == Double(k)).to(.float64).unsqueeze(1)
      points = points + isOwn * matmul(noise, factors[k].T)
    }
    return (points, chosen)
  }

  /// How many numbers the mixture is described by.
  public var parameterCount: Int {
    let own: Int =
      switch covariance {
      case .full: componentCount * featureCount * (featureCount + 1) / 2
      case .diagonal: componentCount * featureCount
      case .spherical: componentCount
      case .tied: featureCount * (featureCount + 1) / 2
      }
    return own + componentCount * featureCount + componentCount - 1
  }

  /// Schwarz's criterion (1978), the lower the better: −2 Σ ln p(x) + (number of parameters) ln(number of points).
  public func bic(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Double {
    let values = logProb(x.detach(), file: file, line: line)
    return -2 * values.sum().item() + Double(parameterCount) * Glibc.log(Double(values.shape[0]))
  }

  /// Akaike's criterion (1974), the lower the better: −2 Σ ln p(x) + 2 (number of parameters).
  public func aic(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Double {
    -2 * logProb(x.detach(), file: file, line: line).sum().item() + 2 * Double(parameterCount)
  }
}
