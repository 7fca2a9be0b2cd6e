import Tensors

/// A classifier that knows how the examples of each class are distributed: p(k | x) = p(k) p(x | k) / p(x) by Bayes'
/// rule, and new examples can be drawn.
public protocol GenerativeClassifier: ProbabilisticClassifier {
  /// p(k), `(K)` in double precision.
  var classPriors: Tensor { get }
  /// ln p(x, k), `(n, K)` in double precision. Traps where x is no example of as many features.
  func logJoint(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// Examples of a class, drawn from p(x | k): `(count, features)` in single precision. Traps where there is no such
  /// class.
  func sample(_ count: Int, ofClass k: Int, generator: Generator, file: StaticString, line: UInt) -> Tensor
}

extension GenerativeClassifier {
  /// ln p(x), `(n)` in double precision: how likely the examples are, of whatever class.
  public func logLikelihood(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logJoint(x, file: file, line: line).logsumexp(1)
  }

  /// ln p(x, k), `(n, K)` in double precision.
  @_disfavoredOverload
  public func logJoint(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logJoint(x, file: file, line: line)
  }

  /// Examples of a class, drawn from p(x | k): `(count, features)` in single precision.
  @_disfavoredOverload
  public func sample(
    _ count: Int, ofClass k: Int, generator: Generator = .default, at file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { sample(count, ofClass: k, generator: generator, file: file, line: line) }

  public func probabilities(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logJoint(x, file: file, line: line).softmax(dim: 1).to(x.dtype.isFloatingPoint ? x.dtype : .float32)
  }

  public func predict(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logJoint(x, file: file, line: line).argmax(1)
  }

  /// Examples drawn from p(x, k): classes by their priors, and features `(count, features)` in single precision.
  public func sample(
    _ count: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> (x: Tensor, y: Tensor) {
    Caller("\(Self.self).sample", file, line).require(count > 0, "count", "1 at least", count)
    let y = classPriors.multinomial(count, replacement: true, generator: generator)
    let x = Tensor.zeros(count, featureCount)
    for k in 0..<classCount {
      let places = (y == Double(k)).nonzero().squeeze(1)
      if places.elementCount == 0 { continue }
      let drawn = sample(places.elementCount, ofClass: k, generator: generator, file: file, line: line)
      x[places] = drawn
    }
    return (x, y)
  }
}

extension Caller {
  /// Traps unless `count` examples of a class can be drawn.
  func check(_ count: Int, ofClass k: Int, priors: Tensor) {
    require(count > 0, "count", "1 at least", count)
    require((0..<priors.shape[0]).contains(k), "ofClass", "in 0..<\(priors.shape[0])", k)
    if priors[k].item() == 0 { fail("class \(k) had no examples to learn from: it can't be drawn") }
  }

  /// Probabilities of classes in double precision; traps unless they are positive, or not negative, and sum up to 1.
  func priors(_ given: Tensor, mayBeZero: Bool = false) -> Tensor {
    let priors = given.detach().to(.float64)
    if priors.ndim != 1 || priors.shape[0] < 2 {
      fail(
        "classPriors must be a vector with the probability of each class, two at least, and has shape \(given.shape)")
    }
    if !(mayBeZero ? priors >= 0 : priors > 0).all() || ((priors.sum().item() as Double) - 1).magnitude > 1e-5 {
      fail("classPriors must be positive and sum up to 1, and are \(priors.scalars)")
    }
    return priors
  }
}
