import Glibc
import Tensors

/// p(k | x) ∝ p(k) N(x; μₖ, Σₖ): normally distributed classes, with a covariance of their own or one for all.
///
/// With one for all the classes' borders are straight (linear discriminant analysis; Fisher, 1936), otherwise quadratic. It
/// computes in double precision.
public struct GaussianDiscriminantAnalysis: GenerativeClassifier {
  /// Whether the classes share their covariance.
  public enum Covariance: Sendable {
    case shared, perClass
  }

  public let classPriors: Tensor
  /// μ, `(K, features)` in double precision.
  public let means: Tensor
  /// Σ, `(K, features, features)`, or `(1, features, features)` where it is shared; in double precision.
  public let covariances: Tensor
  /// V of Σ = V Λ Vᵀ, and Λ's diagonal.
  private let axes: [(vectors: Tensor, values: Tensor)]

  public var classCount: Int { means.shape[0] }
  public var featureCount: Int { means.shape[1] }
  public var covariance: Covariance { covariances.shape[0] == 1 ? .shared : .perClass }

  /// The model with known distributions: means `(K, features)` and covariances `(K, features, features)`, or `(1, …)` for all.
  ///
  /// Traps where shapes don't fit, priors are not positive with sum 1, and a covariance is not symmetric and positive definite.
  public init(
    classPriors: Tensor, means: Tensor, covariances: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) {
    let caller = Caller("GaussianDiscriminantAnalysis", file, line)
    let priors = caller.priors(classPriors)
    let count = priors.shape[0]
    if means.ndim != 2 || means.shape[0] != count || means.shape[1] == 0 || !means.isfinite().all() {
      caller.fail("means must be finite, with a row for each of \(count) classes, and have shape \(means.shape)")
    }
    let d = means.shape[1]
    if covariances.ndim != 3 || ![1, count].contains(covariances.shape[0]) || covariances.shape[1] != d
      || covariances.shape[2] != d || !covariances.isfinite().all()
    {
      caller.fail(
        "covariances must be finite of shape (\(count), \(d), \(d)), or (1, \(d), \(d)) for all classes, and have shape "
          + "\(covariances.shape)")
    }
    let matrices = covariances.detach().to(.float64)
    if !matrices.allclose(matrices.transpose(1, 2), rtol: 1e-5, atol: 1e-12) {
      caller.fail("a covariance must be symmetric")
    }
    self.init(priors, means.detach().to(.float64), matrices, advice: "", caller)
  }

  private init(_ classPriors: Tensor, _ means: Tensor, _ covariances: Tensor, advice: String, _ caller: Caller) {
    self.classPriors = classPriors
    self.means = means
    self.covariances = covariances
    axes = (0..<covariances.shape[0]).map { k in
      let (values, vectors) = Linalg.eigh(covariances[k])
      let least: Double = values[0].item(), most: Double = values[-1].item()
      if !(least > Double(means.shape[1]) * .ulpOfOne * most) {
        let whose = covariances.shape[0] == 1 ? "the classes' covariance" : "the covariance of class \(k)"
        caller.fail("\(whose) is not positive definite: its eigenvalues are \(Float(least))...\(Float(most))\(advice)")
      }
      return (vectors, values)
    }
  }

  /// The means and covariances under which the examples are most likely; priors are the classes' shares, unless given.
  ///
  /// A `shrinkage` s mixes each Σ with a sphere of its size: (1 − s) Σ + s tr(Σ)/d · I (Friedman, “Regularized discriminant
  /// analysis”, 1989), which few examples of many features need. Traps where x and y don't fit each other, there is one class
  /// only or, with a covariance of each class, one with a single example, a covariance is singular, and where the
  /// shrinkage is outside 0...1.
  public static func fit(
    _ x: Tensor, _ y: Tensor, covariance: Covariance = .shared, shrinkage: Double = 0, classPriors: Tensor? = nil,
    classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> GaussianDiscriminantAnalysis {
    let caller = Caller("GaussianDiscriminantAnalysis.fit", file, line)
    caller.require((0...1).contains(shrinkage), "shrinkage", "in 0...1", shrinkage)
    let data = LabelledRows(x, y, classCount: classCount, as: .float64, caller)
    let d = data.featureCount
    let means = data.sums(of: data.x) / data.columnOfCounts(.float64)
    let centred = data.x - means.indexSelect(0, data.classes)
    let scatters: [Tensor]
    switch covariance {
    case .shared:
      scatters = [matmul(centred.t(), centred) / Double(data.count)]
    case .perClass:
      scatters = data.counts.indices.map { k in
        // A class without examples has a prior of 0, whatever its distribution.
        if data.counts[k] == 0 { return Tensor.eye(d, dtype: .float64) }
        if data.counts[k] == 1 { caller.fail("class \(k) has one example: its covariance needs two at least") }
        let own = centred.indexSelect(0, (data.classes == Double(k)).nonzero().squeeze(1))
        return matmul(own.t(), own) / Double(data.counts[k])
      }
    }
    let covariances = scatters.map { scatter in
      let size: Double = scatter.trace().item()
      return scatter * (1 - shrinkage) + Tensor.eye(d, dtype: .float64) * (shrinkage * size / Double(d))
    }
    return GaussianDiscriminantAnalysis(
      data.priors(given: classPriors, caller), means, Tensor.stack(covariances),
      advice: ", since features depend on each other or examples are few: give a shrinkage such as 0.1, or take fewer "
        + "features, as PCA makes them", caller)
  }

  public func logJoint(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let caller = Caller("GaussianDiscriminantAnalysis", file, line)
    let rows = FeatureRows(x, as: .float64, caller)
    rows.check(features: featureCount, caller)
    let constant = Double(featureCount) * log(2 * .pi)
    // Along the axes of the ellipsoids, in units of their lengths, distances are Euclid's.
    func whitened(_ x: Tensor, _ k: Int) -> Tensor { matmul(x, axes[k].vectors) / axes[k].values.sqrt() }
    let shared = axes.count == 1 ? whitened(rows.x, 0) : nil
    let columns = (0..<classCount).map { k in
      let axis = min(k, axes.count - 1)
      let own = whitened(means[k].unsqueeze(0), axis)
      let gap = shared.map { $0 - own } ?? whitened(rows.x - means[k], axis)
      return (gap.square().sum(1) + axes[axis].values.log().sum() + constant) * -0.5
    }
    return Tensor.stack(columns, dim: 1) + classPriors.log()
  }

  public func sample(
    _ count: Int, ofClass k: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    Caller("GaussianDiscriminantAnalysis.sample", file, line).check(count, ofClass: k, priors: classPriors)
    let (vectors, values) = axes[min(k, axes.count - 1)]
    let z = Tensor.randn(count, featureCount, dtype: .float64, generator: generator) * values.sqrt()
    return (matmul(z, vectors.t()) + means[k]).float()
  }
}

extension GaussianDiscriminantAnalysis: CustomStringConvertible {
  public var description: String {
    "GaussianDiscriminantAnalysis(\(covariance) covariance, \(classCount) classes, \(featureCount) features)"
  }
}
