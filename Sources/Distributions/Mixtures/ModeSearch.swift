import Tensors

/// Where a mixture of numbers is most likely: no mode lies outside the components' modes.
struct ModeSearch {
  private(set) var mode: Tensor

  /// Searches between modes `(batchShape…, components)`.
  init(_ distribution: some Distribution, from modes: Tensor) {
    let isWhole = distribution.support.isDiscrete
    let modes = modes.to(.float64).movedim(-1, 0)
    var low = modes.amin(0), high = modes.amax(0)
    var candidates = modes
    mode = low
    // Every round looks at a grid between the neighbours of the best place so far.
    for round in 0..<12 {
      let count = round == 0 ? 2049 : 65
      let width = high - low
      let share = Tensor.linspace(0, 1, count, dtype: .float64).column(beside: low.shape)
      let grid = low + width * share
      candidates = cat([isWhole ? grid.round() : grid, candidates], dim: 0)
      let place = distribution.logProb(candidates).argmax(0, keepDim: true)
      mode = candidates.gather(0, place).squeeze(0)
      candidates = mode.unsqueeze(0)
      let step = width / Double(count - 1)
      (low, high) = (Tensor.maximum(mode - step, low), Tensor.minimum(mode + step, high))
    }
    mode = mode.to(distribution.dtype)
  }
}
