import Plotting
import Tensors

/// Densities of numbers as curves over a filled area.
enum DensityPlot {
  static func figure<D: UnivariateDistribution>(of distribution: D) -> Figure {
    let series = PlottedSeries(distribution)
    let figure = Figure(title: series.title, xLabel: "x", yLabel: "p(x)")
    if series.count == 0 { return figure }
    let range = self.range(of: distribution) { series.ends($0) }
    // In the middles of cells: a density may be infinite at the ends of its support.
    let count = 600, cell = (range.upperBound - range.lowerBound) / Double(count)
    var places = (0..<count).map { range.lowerBound + (Double($0) + 0.5) * cell }
    let ends =
      series.ends(distribution.support.lower.expand(distribution.batchShape))
      + series.ends(distribution.support.upper.expand(distribution.batchShape))
    // Jumps are upright.
    for end in Set(ends) where range.contains(end) { places += [end - cell * 1e-3, end + cell * 1e-3] }
    places += series.ends(distribution.mode.expand(distribution.batchShape)).filter { range.contains($0) }
    places.sort()
    let densities = series.columns(distribution.logProb(distribution.places(places)).exp())
    let zeros = [Double](repeating: 0, count: places.count)
    for (index, density) in densities.enumerated() {
      figure.plot(places, density, label: series.label(index))
      figure.fillBetween(places, zeros, density, opacity: series.count > 1 ? 0.1 : 0.22)
    }
    figure.yLimits = 0...top(of: densities)
    return figure
  }

  /// Between the quantiles that leave out a thousandth, but not more than six times as far from the median as the
  /// quartiles are apart; to the end of the support where it is near. Of a mixture as far as any of its parts.
  ///
  /// `values` are those of the distributions in a batch that are drawn.
  private static func range<D: UnivariateDistribution>(
    of distribution: D, values: (Tensor) -> [Double]
  ) -> ClosedRange<Double> {
    if let parts = (distribution as? any Landmarked)?.parts {
      let ranges = parts.map { range(of: $0) { $0.detach().reshape(-1).scalars } }
      return ranges.map(\.lowerBound).min()!...ranges.map(\.upperBound).max()!
    }
    func quantiles(_ p: Double) -> [Double] { values(distribution.icdf(p).expand(distribution.batchShape)) }
    let middle = quantiles(0.5), spread = zip(quantiles(0.75), quantiles(0.25)).map { $0 - $1 }
    let lows = zip(quantiles(0.001), zip(middle, spread)).map { max($0, $1.0 - 6 * $1.1) }
    let highs = zip(quantiles(0.999), zip(middle, spread)).map { min($0, $1.0 + 6 * $1.1) }
    var low = lows.min()!, high = highs.max()!
    let width = max(high - low, low.magnitude * 1e-6, 1e-300)
    let first: Double = distribution.support.lower.min().item(), last: Double = distribution.support.upper.max().item()
    if low - first < 0.25 * width { low = first - 0.05 * width }
    if last - high < 0.25 * width { high = last + 0.05 * width }
    return low...high
  }

  /// A little above the greatest density; of one with a pole half as high again as where 98 % of the curve lie below.
  private static func top(of densities: [[Double]]) -> Double {
    let tops = densities.map { density -> Double in
      let finite = density.filter(\.isFinite).sorted()
      return density.contains(.infinity) ? finite[finite.count * 98 / 100] * 1.5 : finite.last ?? 0
    }
    let greatest = tops.max() ?? 0
    return greatest > 0 && greatest.isFinite ? greatest * 1.06 : 1
  }
}
