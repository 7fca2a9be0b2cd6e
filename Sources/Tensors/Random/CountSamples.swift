// Samples of counts, in the parameters' type: `shape`, to which the parameters broadcast.
//
// Where a set of parameters is drawn from several times as often as it has likely counts, from a table of its masses (Walker, 1977); else by
// inversion or the ratio of uniforms (Stadlober, 1990). Impossible parameters give NaN.
extension Tensor {
  /// Samples of the Poisson distribution, up to rates of 2⁵²
  package static func samplePoisson(_ shape: Shape, rate: Tensor, generator: Generator = .default) -> Tensor {
    counts(.poisson, SampleParameters("samplePoisson", shape, [rate]), generator)
  }

  /// The successes among `count` trials
  package static func sampleBinomial(
    _ shape: Shape, count: Tensor, probability: Tensor, generator: Generator = .default
  ) -> Tensor {
    let dtype = floatingType([probability])
    return counts(
      .binomial, SampleParameters("sampleBinomial", shape, [count, probability], dtype: dtype), generator)
  }

  /// The successes among `draws` without replacement from a population that has so many
  package static func sampleHypergeometric(
    _ shape: Shape, population: Tensor, successes: Tensor, draws: Tensor, generator: Generator = .default
  ) -> Tensor {
    counts(
      .hypergeometric, SampleParameters("sampleHypergeometric", shape, [population, successes, draws]), generator)
  }

  /// The failures before the first success: ⌊ln U / ln(1 − p)⌋
  package static func sampleGeometric(_ shape: Shape, probability: Tensor, generator: Generator = .default) -> Tensor {
    let draw = SampleParameters("sampleGeometric", shape, [probability])
    let x = draw.samples
    ck_sample_geometric(
      x.dtype.kernel, x.elementCount, generator.seed, generator.take((x.elementCount + 1) / 2),
      draw.parameters[0].pointer, draw.period, x.pointer)
    return x
  }

  private static func counts(_ family: CountFamily, _ draw: SampleParameters, _ generator: Generator) -> Tensor {
    let x = draw.samples
    draw.withPointers { parameters, counts in
      ck_sample_counts(
        family.rawValue, x.dtype.kernel, x.elementCount, generator.seed, generator.take(x.elementCount), parameters,
        counts, x.pointer)
    }
    return x
  }
}

/// A family of counts, in the order of `CKCounts`.
private enum CountFamily: Int32 {
  case poisson, binomial, hypergeometric
}

@_extern(c, "ck_sample_counts") private func ck_sample_counts(
  _ family: Int32, _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64,
  _ parameters: UnsafePointer<UnsafeRawPointer?>, _ counts: UnsafePointer<Int>, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_sample_geometric") private func ck_sample_geometric(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ probability: UnsafeRawPointer, _ period: Int,
  _ y: UnsafeMutableRawPointer)
