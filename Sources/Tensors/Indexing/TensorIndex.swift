/// What a tensor's subscript takes along a dimension.
public enum TensorIndex {
  /// One element; −1 is the last. The dimension vanishes.
  case element(Int)
  /// Each `step`-th element from `start` to before `end`; −1 is the last, nil the dimension's own start or end.
  case elements(start: Int?, end: Int?, step: Int)
  /// A new dimension of size 1.
  case newDimension
  /// As many whole dimensions as are left.
  case rest
  /// The elements at int64 positions, or those where a mask of truth values holds.
  case positions(Tensor)
}

/// What can stand in a tensor's subscript: `x[2]`, `x[-1, i]`, `x[1..<3]`, `x[1...]`, `x[.all, 0]`, `x[.newAxis]`,
/// `x[.ellipsis, 0]`, `x[[2, 0]]`, `x[indices]`, `x[x > 0]`.
public protocol TensorIndexing {
  var tensorIndex: TensorIndex { get }
}

extension TensorIndexing where Self == TensorIndex {
  /// The whole dimension: Python's `:`.
  public static var all: TensorIndex { .elements(start: nil, end: nil, step: 1) }
  /// As many whole dimensions as are left: Python's `...`.
  public static var ellipsis: TensorIndex { .rest }
  /// A new dimension of size 1: Python's `None`.
  public static var newAxis: TensorIndex { .newDimension }
  /// Each `step`-th element from `start` to before `end`, where −1 is the last: Python's `start:end:step`.
  public static func slice(_ start: Int?, _ end: Int?, step: Int = 1) -> TensorIndex {
    .elements(start: start, end: end, step: step)
  }
}

extension TensorIndex: TensorIndexing {
  public var tensorIndex: TensorIndex { self }
}
extension Int: TensorIndexing {
  public var tensorIndex: TensorIndex { .element(self) }
}
extension Range: TensorIndexing where Bound == Int {
  public var tensorIndex: TensorIndex { .elements(start: lowerBound, end: upperBound, step: 1) }
}
extension ClosedRange: TensorIndexing where Bound == Int {
  public var tensorIndex: TensorIndex { .elements(start: lowerBound, end: upperBound + 1, step: 1) }
}
extension PartialRangeFrom: TensorIndexing where Bound == Int {
  public var tensorIndex: TensorIndex { .elements(start: lowerBound, end: nil, step: 1) }
}
extension PartialRangeUpTo: TensorIndexing where Bound == Int {
  public var tensorIndex: TensorIndex { .elements(start: nil, end: upperBound, step: 1) }
}
extension PartialRangeThrough: TensorIndexing where Bound == Int {
  public var tensorIndex: TensorIndex { .elements(start: nil, end: upperBound + 1, step: 1) }
}
extension Tensor: TensorIndexing {
  public var tensorIndex: TensorIndex { .positions(self) }
}
extension Array: TensorIndexing where Element: TensorElements {
  public var tensorIndex: TensorIndex {
    .positions(Tensor(self, dtype: Self.tensorType == .bool ? .bool : .int64))
  }
}
