import Tensors

/// x where it is positive, else weight · x: a leaky ReLU whose slope is learnt (He et al., 2015).
///
/// `weight` is `(1)`, or `(channels)` for inputs `(batch, channels, …)`. Traps where the channels differ.
public final class PReLU: Module {
  public let weight: Tensor

  public init(_ numParameters: Int = 1, initial: Double = 0.25, dtype: DType = .float32) {
    weight = Parameter(Tensor.full([numParameters], initial, dtype: dtype))
  }

  public override func forward(_ x: Tensor) -> Tensor { F.prelu(x, weight) }
  public override var extraRepresentation: String { "num_parameters=\(weight.shape[0])" }
}

extension F {
  /// x where it is positive, else weight · x, with one weight or one for each channel of `(batch, channels, …)`.
  public static func prelu(
    _ x: Tensor, _ weight: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    var weight = weight
    if weight.numel() > 1 {
      if x.ndim < 2 || x.shape[1] != weight.numel() {
        fail(
          "PReLU: an input of shape \(x.shape) is not (batch, \(weight.numel()), …), as the weights are \(weight.numel())",
          file: file, line: line)
      }
      var shape = Shape(Array(repeating: 1, count: x.ndim))
      shape[1] = weight.numel()
      weight = weight.view(shape)
    }
    return Tensor.where(x > 0, x, weight * x)
  }
}
