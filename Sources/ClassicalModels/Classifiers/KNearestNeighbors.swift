import Tensors

/// The class that most of the k nearest examples have.
///
/// ```swift
/// let model = KNearestNeighbors.fit(x, y, k: 5)
/// model.predict(test.x)
/// model.neighbors(of: test.x).indices
/// ```
///
/// The search is exact: what products of matrices can't tell apart is measured in double precision. Of equally near
/// examples the first counts, of classes with equally many votes the lowest. (Fix and Hodges, “Discriminatory
/// analysis”, 1951.)
public struct KNearestNeighbors: ProbabilisticClassifier {
  /// What each neighbour's vote counts.
  public enum Weights: Sendable {
    /// The same.
    case uniform
    /// 1 over its distance; where some are at the very place, only they vote.
    case distance
  }

  /// How far apart two examples are.
  public enum Metric: Sendable {
    /// (Σ (aⱼ − bⱼ)²)^½
    case euclidean
    /// Σ |aⱼ − bⱼ|
    case manhattan
    /// 1 − a·b / ‖a‖ ‖b‖; 1 where either is 0.
    case cosine

    /// In the order of `CKMetric`.
    var code: Int32 {
      switch self {
      case .euclidean: 0
      case .manhattan: 1
      case .cosine: 2
      }
    }
  }

  /// What it knows, `(n, features)`.
  public let examples: Tensor
  /// Their classes, `(n)` of int64.
  public let classes: Tensor
  public let classCount: Int
  public let k: Int
  public let weights: Weights
  public let metric: Metric

  public var featureCount: Int { examples.shape[1] }

  /// The model that knows these examples. Traps where x and y don't fit each other, there is one class only, and where
  /// k is not in 1...n.
  public static func fit(
    _ x: Tensor, _ y: Tensor, k: Int = 5, weights: Weights = .uniform, metric: Metric = .euclidean,
    classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> KNearestNeighbors {
    let caller = Caller("KNearestNeighbors.fit", file, line)
    let data = LabelledRows(x, y, classCount: classCount, caller)
    caller.require((1...data.count).contains(k), "k", "in 1...\(data.count), the number of examples", k)
    return KNearestNeighbors(
      examples: data.x, classes: data.classes, classCount: data.classCount, k: k, weights: weights, metric: metric)
  }

  /// The nearest examples of each of x, nearest first: their distances and which they are, both `(n, k)`.
  ///
  /// An example that x was taken from is its own nearest. Traps where x is no example of as many features, and where
  /// `count` is not in 1...n.
  public func neighbors(
    of x: Tensor, count: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> (distances: Tensor, indices: Tensor) {
    neighbors(x, count ?? k, Caller("KNearestNeighbors.neighbors", file, line))
  }

  private func neighbors(_ x: Tensor, _ count: Int, _ caller: Caller) -> (distances: Tensor, indices: Tensor) {
    let rows = FeatureRows(x, as: examples.dtype, caller)
    rows.check(features: featureCount, caller)
    let all = examples.shape[0]
    caller.require((1...all).contains(count), "count", "in 1...\(all), the number of examples", count)
    let shape: Shape = [rows.count, count]
    if rows.count == 0 { return (Tensor.zeros(shape, dtype: rows.dtype), Tensor.zeros(shape, dtype: .int64)) }
    var distances = Tensor.zeros(0)
    let indices = Tensor.filled(shape, .int64, as: Int64.self) { indices in
      distances = Tensor.filled(shape, .float64, as: Double.self) { distances in
        rows.x.withFloats { x in
          examples.withFloats { examples in
            ck_nearest(
              metric.code, Int32(self.examples.dtype.rawValue), rows.count, all, featureCount, count, x, examples,
              distances.baseAddress!, indices.baseAddress!)
          }
        }
      }
    }
    return (distances.to(rows.dtype), indices)
  }

  /// Each class's share of the neighbours' votes.
  public func probabilities(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let votes = votes(x, Caller("KNearestNeighbors.probabilities", file, line))
    return votes / votes.sum(dim: 1, keepDim: true)
  }

  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    votes(x, Caller("KNearestNeighbors.predict", file, line)).argmax(1)
  }

  /// What the neighbours' votes for each class sum up to, `(n, K)`.
  private func votes(_ x: Tensor, _ caller: Caller) -> Tensor {
    let (distances, indices) = neighbors(x, k, caller)
    let neighbours = classes.take(indices)
    let votes = Tensor.zeros([distances.shape[0], classCount], dtype: distances.dtype)
    switch weights {
    case .uniform: return votes.scatterAdd(1, neighbours, Tensor.onesLike(distances))
    case .distance:
      // Relative to the nearest, so that no weight is infinite.
      let nearest = distances.amin(dim: 1, keepDim: true)
      let share = Tensor.where(nearest == 0, (distances == 0).to(distances.dtype), nearest / distances)
      return votes.scatterAdd(1, neighbours, share)
    }
  }
}

extension KNearestNeighbors: CustomStringConvertible {
  public var description: String {
    "KNearestNeighbors(k \(k), \(metric), \(weights) weights, \(examples.shape[0]) examples of \(classCount) classes)"
  }
}
