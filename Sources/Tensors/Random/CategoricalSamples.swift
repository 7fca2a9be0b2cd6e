extension Tensor {
  /// Positions in the last dimension of `probabilities`, with the probabilities that these weights are proportional to, as
  /// int64: `shape`, to which the other dimensions broadcast.
  ///
  /// From a table for each distribution (Walker, 1977; Vose, 1991) where it is drawn from eight times or more, else by running sums. A
  /// position of weight 0 is never drawn, unless all are. Traps where there is no dimension.
  package static func sampleCategorical(
    _ shape: Shape, probabilities: Tensor, generator: Generator = .default
  ) -> Tensor {
    if probabilities.ndim == 0 || probabilities.shape[-1] == 0 {
      fail("sampleCategorical: there is no category among weights of shape \(probabilities.shape)")
    }
    checkSizes(shape)
    let categories = probabilities.shape[-1]
    var rows = shape
    rows.append(categories)
    let weights = probabilities.detach().to(.float64).repeating(over: rows)
    let x = Tensor(uninitialised: shape, .int64)
    withExtendedLifetime(weights) {
      ck_sample_categories(
        x.elementCount, generator.seed, generator.take((x.elementCount + 1) / 2), weights.pointer, categories,
        weights.elementCount / categories, x.pointer)
    }
    return x
  }
}

@_extern(c, "ck_sample_categories") private func ck_sample_categories(
  _ n: Int, _ seed: UInt64, _ offset: UInt64, _ weights: UnsafeRawPointer, _ categories: Int, _ period: Int,
  _ y: UnsafeMutableRawPointer)
