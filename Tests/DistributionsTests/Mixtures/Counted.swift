import Distributions
import Tensors

/// A normal distribution that counts at how many places its distribution function is computed.
struct Counted: ContinuousDistribution, UnivariateDistribution {
  final class Counter { var places = 0 }

  let base: Normal
  let counter = Counter()

  private func counting(_ x: Tensor) -> Tensor {
    counter.places += x.elementCount
    return x
  }

  func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.cdf(counting(x), file: file, line: line) }
  func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.survival(counting(x), file: file, line: line)
  }
  func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.logCDF(counting(x), file: file, line: line)
  }
  func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.logSurvival(counting(x), file: file, line: line)
  }
  func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.logProb(x, file: file, line: line) }
  func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { base.icdf(p, file: file, line: line) }
  func sample(_ shape: Shape, generator: Generator) -> Tensor { base.sample(shape, generator: generator) }
  func entropy() -> Tensor { base.entropy() }
  var mean: Tensor { base.mean }
  var variance: Tensor { base.variance }
  var mode: Tensor { base.mode }
  var support: Support { base.support }
  var batchShape: Shape { base.batchShape }
  var dtype: DType { base.dtype }
  var description: String { base.description }
}
