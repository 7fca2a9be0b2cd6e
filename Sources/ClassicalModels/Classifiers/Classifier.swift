import Tensors

/// A fitted model that tells the class of an example.
///
/// It is made by the static function `fit` of its type, so there is none that has learnt nothing:
///
/// ```swift
/// let model = LogisticRegression.fit(x, y)
/// model.predict(test.x)
/// model.accuracy(test.x, test.y)
/// ```
///
/// Examples `x` are `(n, features)`, or `(n, …)` such as images, whose further dimensions are flattened. Their classes `y` are
/// a vector of whole numbers in 0..<K, in any type; K is one more than the largest unless `classCount` is given. A
/// class without examples is never predicted, and has the probability 0. Numbers that are not finite, and examples and
/// labels that don't fit each other, end the cell and are named.
public protocol Classifier {
  /// The number of classes K.
  var classCount: Int { get }
  /// The number of an example's features.
  var featureCount: Int { get }
  /// The class of each example, `(n)` of int64. Traps where x is no example of as many features.
  func predict(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
}

/// A classifier that tells how probable each class is.
public protocol ProbabilisticClassifier: Classifier {
  /// The classes' probabilities given each example, `(n, K)`. Traps where x is no example of as many features.
  func probabilities(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
}

extension Classifier {
  /// The class of each example, `(n)` of int64.
  @_disfavoredOverload
  public func predict(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    predict(x, file: file, line: line)
  }

  /// The share of examples whose class is predicted. Traps where x and y don't fit each other.
  public func accuracy(_ x: Tensor, _ y: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Double {
    confusionMatrix(x, y, file: file, line: line).accuracy
  }

  /// How often examples of each class are taken for each. Traps where x and y don't fit each other.
  public func confusionMatrix(
    _ x: Tensor, _ y: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> ConfusionMatrix {
    let caller = Caller("confusionMatrix", file, line)
    if x.ndim == 0 || x.shape[0] == 0 { caller.fail("there are no examples: x has shape \(x.shape)") }
    let classes = classIndices(y, "y", count: x.shape[0], classCount: max(classCount, 2), caller)
    return ConfusionMatrix(
      predicted: predict(x, file: file, line: line), actual: classes, classCount: classCount, file: file, line: line)
  }
}

extension ProbabilisticClassifier {
  /// The classes' probabilities given each example, `(n, K)`.
  @_disfavoredOverload
  public func probabilities(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    probabilities(x, file: file, line: line)
  }
}
