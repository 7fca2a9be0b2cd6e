import Tensors

/// One shape behind another.
func + (a: Shape, b: Shape) -> Shape { Shape(Array(a) + Array(b)) }

extension Tensor {
  /// A vector `(count)` as `(count, 1…)`, which broadcasts against the shape.
  func column(beside shape: Shape) -> Tensor { reshape(self.shape + Shape(shape.map { _ in 1 })) }
}
