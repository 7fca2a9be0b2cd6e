import Tensors

// Expectation–maximisation (Dempster, Laird and Rubin, 1977): no step lowers the likelihood.
extension GaussianMixture {
  /// The best of several fits, each from clusters that k-means found, or one from a given mixture.
  ///
  /// - Parameters:
  ///   - x: the data, `(points, features)`; a vector is points of one feature.
  ///   - start: the parameters to go on from; the number of components and kind of covariance are then its own.
  ///   - tolerance: the fit ends when the mean log-likelihood rises by less.
  ///   - regularization: added to the variances, so that no component shrinks to a point.
  ///
  /// Traps where there are fewer points than components, or they are not finite.
  public static func fit(
    _ x: Tensor, components: Int = 1, covariance: Covariance = .full, start: GaussianMixture? = nil, restarts: Int = 1,
    maxIterations: Int = 100, tolerance: Double = 1e-3, regularization: Double = 1e-6, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> GaussianMixture {
    let caller = Caller("GaussianMixture.fit", file, line)
    if components < 1 { caller.fail("\(components) components: at least one") }
    if restarts < 1 || maxIterations < 1 {
      caller.fail("\(restarts) restarts of \(maxIterations) iterations: at least one")
    }
    if !(regularization >= 0 && regularization < .infinity) {
      caller.fail("regularization must not be negative, and is \(regularization)")
    }
    let least = Swift.max(start?.componentCount ?? components, 2)
    let x = x.detach().mixturePoints(features: start?.featureCount, least: least, caller)
    if let start { return start.fitted(x, maxIterations, tolerance, regularization, file, line) }
    var best: GaussianMixture?
    for _ in 0..<restarts {
      let clusters = KMeans.fit(x, clusters: components, restarts: 1, generator: generator, file: file, line: line)
      let members = clusters.predict(x).oneHot(components).to(.float64)
      let fit = maximised(x, members, covariance, regularization, file, line)
        .fitted(x, maxIterations, tolerance, regularization, file, line)
      if best.map({ fit.logLikelihoodHistory.last! > $0.logLikelihoodHistory.last! }) ?? true { best = fit }
    }
    return best!
  }

  /// The mixture after one step of EM: the responsibilities under this one, then the parameters that are the best for
  /// them.
  public func step(
    _ x: Tensor, regularization: Double = 1e-6, file: StaticString = #fileID, line: UInt = #line
  ) -> GaussianMixture {
    let x = x.detach().mixturePoints(features: featureCount, least: 2, Caller("GaussianMixture.step", file, line))
    return Self.maximised(x, jointLogProb(x).softmax(dim: 1), covariance, regularization, file, line)
  }

  private func fitted(
    _ x: Tensor, _ maxIterations: Int, _ tolerance: Double, _ regularization: Double, _ file: StaticString, _ line: UInt
  ) -> GaussianMixture {
    var model = self
    var history: [Double] = []
    var hasConverged = false
    for _ in 0..<maxIterations where !hasConverged {
      let joint = model.jointLogProb(x)
      let logarithms = joint.logsumexp(dim: 1)
      let total = logarithms.sum().item() as Double
      if let last = history.last { hasConverged = abs(total - last) / Double(x.shape[0]) < tolerance }
      history.append(total)
      model = Self.maximised(
        x, (joint - logarithms.unsqueeze(1)).exp(), covariance, regularization, file, line)
    }
    history.append(model.jointLogProb(x).logsumexp(dim: 1).sum().item())
    model.logLikelihoodHistory = history
    model.hasConverged = hasConverged
    return model
  }

  /// The parameters that are the likeliest where point n belongs to component k by the share r(n, k).
  private static func maximised(
    _ x: Tensor, _ shares: Tensor, _ covariance: Covariance, _ regularization: Double, _ file: StaticString,
    _ line: UInt
  ) -> GaussianMixture {
    let (d, k) = (x.shape[1], shares.shape[1])
    // A component that no point belongs to must not divide by 0.
    let sizes = shares.sum(0) + 10 * 0x1p-52
    let weights = sizes / sizes.sum().item()
    let means = matmul(shares.T, x) / sizes.unsqueeze(1)
    let ridge = Tensor.eye(d, dtype: .float64) * regularization
    func spread(_ component: Int) -> Tensor {
      let difference = x - means[component]
      let weighted = difference * shares[.all, component].unsqueeze(1)
      switch covariance {
      case .full, .tied: return matmul(weighted.T, difference)
      case .diagonal: return (weighted * difference).sum(0).diagEmbed()
      case .spherical:
        return Tensor.eye(d, dtype: .float64) * ((weighted * difference).sum().item() / Double(d))
      }
    }
    var matrices = stack((0..<k).map(spread), dim: 0)
    if covariance == .tied {
      matrices = (matrices.sum(0) / sizes.sum().item() + ridge).expand([k, d, d]).contiguous()
    } else {
      matrices = matrices / sizes.reshape(k, 1, 1) + ridge
    }
    if !means.isfinite().all() || !matrices.isfinite().all() {
      fail("GaussianMixture: the data are too large for double precision: scale them", file: file, line: line)
    }
    return GaussianMixture(weights: weights, means: means, matrices: matrices, covariance, file, line)
  }
}
