import Tensors

/// Dimensions `startDim` to `endDim` as one: `(batch, channels, height, width)` becomes `(batch, channels · height · width)`.
public final class Flatten: Module {
  public let startDim: Int
  public let endDim: Int

  public init(_ startDim: Int = 1, _ endDim: Int = -1) {
    self.startDim = startDim
    self.endDim = endDim
  }

  public override func forward(_ x: Tensor) -> Tensor { x.flatten(startDim, endDim) }
  public override var extraRepresentation: String { "start_dim=\(startDim), end_dim=\(endDim)" }
}

/// Dimension `dim` as several: with `(1, [3, 28, 28])`, `(batch, 2352)` becomes `(batch, 3, 28, 28)`. One size may be −1.
///
/// Traps where the sizes do not fit.
public final class Unflatten: Module {
  public let dim: Int
  public let unflattenedSize: Shape

  public init(_ dim: Int, _ unflattenedSize: Shape) {
    self.dim = dim
    self.unflattenedSize = unflattenedSize
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if dim >= x.ndim || dim < -x.ndim { fail("Unflatten: an input of shape \(x.shape) has no dimension \(dim)") }
    let at = dim < 0 ? dim + x.ndim : dim
    let inferred = unflattenedSize.contains(-1)
    let known = unflattenedSize.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
    if inferred ? known == 0 || x.shape[at] % known != 0 : known != x.shape[at] {
      fail("Unflatten: dimension \(dim) of an input of shape \(x.shape) does not fill \(unflattenedSize)")
    }
    let sizes = unflattenedSize.map { $0 == -1 ? x.shape[at] / known : $0 }
    return x.reshape(Shape(x.shape[..<at] + sizes + x.shape[(at + 1)...]))
  }

  public override var extraRepresentation: String {
    "dim=\(dim), unflattened_size=\(unflattenedSize.pythonTuple)"
  }
}
