import Tensors

/// One shape behind another.
func + (a: Shape, b: Shape) -> Shape { Shape(Array(a) + Array(b)) }

extension Tensor {
  /// A vector `(count)` as `(count, 1…)`, which broadcasts against the shape.
  func column(beside shape: Shape) -> Tensor { reshape(self.shape + Shape(shape.map { _ in 1 })) }
}

/// Intervals between whose ends a truth value changes, halved so many times around the place where it does.
func bisected(
  _ low: Tensor, _ high: Tensor, times: Int, _ isAbove: (Tensor) -> Tensor
) -> (low: Tensor, high: Tensor) {
  let side = isAbove(low)
  var (low, high) = (low, high)
  for _ in 0..<times {
    let middle = (low + high) * 0.5
    let isSame = isAbove(middle) == side
    (low, high) = (Tensor.where(isSame, middle, low), Tensor.where(isSame, high, middle))
  }
  return (low, high)
}

/// Bounds moved in growing steps, to the left where they are negative, for as long as they are short of something; not
/// beyond the ends.
func moved(
  _ bound: Tensor, by step: Tensor, growth: Double, within ends: (Tensor, Tensor), while isShort: (Tensor) -> Tensor
) -> Tensor {
  var (bound, step) = (bound, step)
  while true {
    let next = Tensor.minimum(Tensor.maximum(bound + step, ends.0), ends.1)
    let isOpen = isShort(bound) & ((bound < next) | (next < bound))
    if !isOpen.any() { return bound }
    bound = Tensor.where(isOpen, next, bound)
    step = step * growth
  }
}
