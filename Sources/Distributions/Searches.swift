import Tensors

// Searches in all distributions of a batch at once.

/// Where between low and high a truth value changes from what it is at low, by halving so many times.
func crossing(between low: Tensor, _ high: Tensor, halvings: Int, _ isAbove: (Tensor) -> Tensor) -> Tensor {
  let side = isAbove(low)
  var (low, high) = (low, high)
  for _ in 0..<halvings {
    let middle = (low + high) * 0.5
    let isSame = isAbove(middle) == side
    (low, high) = (Tensor.where(isSame, middle, low), Tensor.where(isSame, high, middle))
  }
  return high
}

/// The least whole number that is enough, between bounds of which the lower one is too low and the upper one enough.
func leastWholeNumber(between low: Tensor, _ high: Tensor, where isEnough: (Tensor) -> Tensor) -> Tensor {
  var (low, high) = (low, high)
  while true {
    let middle = (low + (high - low) * 0.5).floor()
    // Beyond 2⁵³ doubles are further apart than whole numbers.
    let isOpen = (middle > low) & (middle < high)
    if !isOpen.any() { return high }
    let reached = isEnough(middle)
    (low, high) = (Tensor.where(isOpen & !reached, middle, low), Tensor.where(isOpen & reached, middle, high))
  }
}

/// A place that is no longer short of something, or at an end: found in growing steps, to the left where they are
/// negative.
func bound(
  from start: Tensor, by step: Tensor, growth: Double, within ends: (Tensor, Tensor), while isShort: (Tensor) -> Tensor
) -> Tensor {
  var (bound, step) = (start, step)
  while true {
    let next = Tensor.minimum(Tensor.maximum(bound + step, ends.0), ends.1)
    let isOpen = isShort(bound) & ((bound < next) | (next < bound))
    if !isOpen.any() { return bound }
    bound = Tensor.where(isOpen, next, bound)
    step = step * growth
  }
}
