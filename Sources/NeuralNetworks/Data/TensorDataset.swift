import Tensors

/// Inputs and their targets, row by row.
///
/// ```swift
/// let data = TensorDataset(images, labels)
/// let (image, label) = data[0]
/// ```
public struct TensorDataset: Dataset {
  /// `(n, …)`
  public let inputs: Tensor
  /// `(n, …)`
  public let targets: Tensor

  /// Traps unless there are as many targets as inputs.
  public init(_ inputs: Tensor, _ targets: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    if inputs.shape.isEmpty || targets.shape.isEmpty || inputs.shape[0] != targets.shape[0] {
      fail(
        "TensorDataset: inputs of shape \(inputs.shape) and targets of shape \(targets.shape) do not have as many rows",
        file: file, line: line)
    }
    self.inputs = inputs
    self.targets = targets
  }

  public var sampleCount: Int { inputs.sampleCount }

  /// The input and the target at a position; −1 is the last.
  public subscript(index: Int) -> (Tensor, Tensor) { (inputs.select(0, index), targets.select(0, index)) }

  public func batch(_ indices: Tensor) -> (Tensor, Tensor) { (inputs.batch(indices), targets.batch(indices)) }
  public func batch(_ range: Range<Int>) -> (Tensor, Tensor) { (inputs.batch(range), targets.batch(range)) }
}
