import Tensors

/// Samples that can be taken by their positions, several at once: what a ``DataLoader`` goes through.
///
/// A tensor is a dataset of its rows. To write one's own, such as of pictures in a folder, give the batch of some positions:
///
/// ```swift
/// struct Moons: Dataset {
///   let sampleCount = 1000
///   func batch(_ indices: Tensor) -> (Tensor, Tensor) { … }
/// }
/// ```
public protocol Dataset<Batch> {
  /// Several samples together: a tensor, a pair of tensors.
  associatedtype Batch
  var sampleCount: Int { get }
  /// The samples at some positions, `(n)` of int64.
  func batch(_ indices: Tensor) -> Batch
  /// The samples of a range of positions.
  func batch(_ range: Range<Int>) -> Batch
}

extension Dataset {
  public func batch(_ range: Range<Int>) -> Batch { batch(Tensor.arange(range.lowerBound, range.upperBound)) }
}

extension Tensor: Dataset {
  /// The number of rows: the size of the first dimension.
  public var sampleCount: Int { shape.first ?? 0 }
  /// The rows at some positions.
  public func batch(_ indices: Tensor) -> Tensor { indexSelect(0, indices) }
  /// Neighbouring rows, without a copy.
  public func batch(_ range: Range<Int>) -> Tensor { narrow(0, range.lowerBound, range.count) }
}
