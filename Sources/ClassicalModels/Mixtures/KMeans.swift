import Tensors

/// Clusters as the points nearest to k centres, found by moving each centre to the mean of its points (Lloyd, 1957):
/// a minimum of the inertia Σ ‖x − nearest centre‖², though not always the lowest.
///
/// ```swift
/// let clusters = KMeans.fit(x, clusters: 3)
/// clusters.predict(x)
/// ```
public struct KMeans {
  /// `(clusters, features)`.
  public let centers: Tensor
  /// The inertia before each step and at the end, of the data that were fitted; it never rises.
  public private(set) var inertiaHistory: [Double] = []
  /// Whether the last step changed nothing worth mentioning.
  public private(set) var hasConverged = false

  /// The clusters around given centres, `(clusters, features)`. Traps where there are none, or they are not finite.
  public init(centers: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    self.init(known: centers.detach().mixturePoints(least: 1, Caller("KMeans", file, line)))
  }

  private init(known centers: Tensor) { self.centers = centers }

  /// The number of clusters.
  public var clusterCount: Int { centers.shape[0] }
  /// The number of features.
  public var featureCount: Int { centers.shape[1] }

  /// The inertia of the data that were fitted: Σ ‖x − nearest centre‖². NaN where none were.
  public var inertia: Double { inertiaHistory.last ?? .nan }

  /// The cluster of each point, `(points)`, int64. Traps where the points have another number of features.
  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = x.detach().mixturePoints(features: featureCount, Caller("KMeans.predict", file, line))
    return squaredDistances(x).argmin(1)
  }

  /// How far each point is from each centre, `(points, clusters)`.
  public func transform(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = x.detach().mixturePoints(features: featureCount, Caller("KMeans.transform", file, line))
    return squaredDistances(x).sqrt()
  }

  /// One step: every point goes to its nearest centre, then every centre to the mean of its points.
  ///
  /// A centre without points goes to the point that is the farthest from its own.
  public func step(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> KMeans {
    let x = x.detach().mixturePoints(features: featureCount, least: 1, Caller("KMeans.step", file, line))
    return moved(x, squaredDistances(x))
  }

  /// The best of several fits, each from centres drawn by k-means++, or one from given centres.
  ///
  /// A fit ends when no point changes its cluster, or the centres' squared moves sum to less than `tolerance` times the
  /// features' mean variance. Traps where there are fewer points than clusters.
  public static func fit(
    _ x: Tensor, clusters: Int, start: Tensor? = nil, restarts: Int = 10, maxIterations: Int = 300,
    tolerance: Double = 1e-4, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> KMeans {
    if clusters < 1 { fail("KMeans.fit: \(clusters) clusters: at least one", file: file, line: line) }
    if restarts < 1 || maxIterations < 1 {
      fail("KMeans.fit: \(restarts) restarts of \(maxIterations) iterations: at least one", file: file, line: line)
    }
    let x = x.detach().mixturePoints(least: clusters, Caller("KMeans.fit", file, line))
    if let start {
      if start.shape != [clusters, x.shape[1]] {
        fail(
          "KMeans.fit: centres of shape \(start.shape): [\(clusters), \(x.shape[1])] is expected", file: file,
          line: line)
      }
      return KMeans(centers: start, file: file, line: line).fitted(x, maxIterations, tolerance)
    }
    var best: KMeans?
    for _ in 0..<restarts {
      let fit = KMeans(known: plusPlus(x, clusters, generator)).fitted(x, maxIterations, tolerance)
      if best.map({ fit.inertia < $0.inertia }) ?? true { best = fit }
    }
    return best!
  }

  private func fitted(_ x: Tensor, _ maxIterations: Int, _ tolerance: Double) -> KMeans {
    var model = self
    var history: [Double] = []
    let enough = tolerance * x.var(dim: 0, correction: 0).mean().item()
    var labels: Tensor?
    var hasConverged = false
    for _ in 0..<maxIterations {
      let distances = model.squaredDistances(x)
      let (nearest, own) = distances.min(dim: 1)
      history.append(nearest.sum().item())
      if let labels, labels.equal(own) {
        hasConverged = true
        break
      }
      let next = model.moved(x, distances)
      let shift = (next.centers - model.centers).square().sum().item() as Double
      model = next
      labels = own
      if shift <= enough {
        hasConverged = true
        break
      }
    }
    let final = model.squaredDistances(x).amin(1).sum().item() as Double
    if history.last != final { history.append(final) }
    model.inertiaHistory = history
    model.hasConverged = hasConverged
    return model
  }

  private func moved(_ x: Tensor, _ distances: Tensor) -> KMeans {
    let (nearest, labels) = distances.min(dim: 1)
    let member = labels.oneHot(clusterCount).to(.float64)
    let counts = member.sum(0)
    if (counts > 0).all() { return KMeans(known: matmul(member.T, x) / counts.unsqueeze(1)) }
    // Points far from their centres, the farthest first, become the centres that have none, and leave their own.
    let empty = (counts == 0).nonzero().scalars.map { Int($0) }
    let far = nearest.topk(empty.count).indices
    var sums = matmul(member.T, x)
    var sizes = counts
    let places = Tensor(empty, dtype: .int64)
    let points = x.indexSelect(0, far), owners = labels.indexSelect(0, far)
    sums = sums.indexAdd(0, owners, points * -1).indexAdd(0, places, points)
    let ones = Tensor.ones([empty.count], dtype: .float64)
    sizes = sizes.indexAdd(0, owners, ones * -1).indexAdd(0, places, ones)
    // A cluster whose only point has gone keeps its centre.
    let means = sums / sizes.clamp(min: 1).unsqueeze(1)
    return KMeans(known: Tensor.where((sizes > 0).unsqueeze(1), means, centers))
  }

  private func squaredDistances(_ x: Tensor) -> Tensor {
    // Column by column: the differences themselves, for x² − 2xc + c² loses the digits of points near a centre.
    stack((0..<clusterCount).map { (x - centers[$0]).square().sum(1) }, dim: 1)
  }

  /// Centres among the points, each drawn with a probability that grows with the squared distance from those before it
  /// (Arthur and Vassilvitskii, 2007).
  private static func plusPlus(_ x: Tensor, _ clusters: Int, _ generator: Generator) -> Tensor {
    var chosen = Tensor.randint(0, x.shape[0], [1], generator: generator)
    var centers = [x.indexSelect(0, chosen)[0]]
    var nearest = (x - centers[0]).square().sum(1)
    while centers.count < clusters {
      // Where all points are centres already any will do.
      let weights = (nearest > 0).any() ? nearest : Tensor.onesLike(nearest)
      chosen = weights.multinomial(1, replacement: true, generator: generator)
      centers.append(x.indexSelect(0, chosen)[0])
      nearest = Tensor.minimum(nearest, (x - centers[centers.count - 1]).square().sum(1))
    }
    return stack(centers, dim: 0)
  }
}

extension KMeans: CustomStringConvertible {
  public var description: String {
    let (k, d) = (centers.shape[0], centers.shape[1])
    let course = inertiaHistory.last.map {
      ", steps: \(inertiaHistory.count - 1)\(hasConverged ? "" : " (not converged)"), inertia \(Float($0))"
    }
    return "KMeans(\(k) \(k == 1 ? "cluster" : "clusters") of \(d) \(d == 1 ? "feature" : "features")\(course ?? ""))"
  }
}
