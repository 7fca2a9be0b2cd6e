import Plotting
import Tensors

/// Masses as stems; of a batch as points that thin lines connect.
enum MassPlot {
  static func figure<D: DiscreteDistribution>(of distribution: D) -> Figure {
    let series = PlottedSeries(distribution)
    let figure = Figure(title: series.title, xLabel: "k", yLabel: "P(X = k)")
    if series.count == 0 { return figure }
    let low = series.ends(distribution.icdf(0.0005).expand(distribution.batchShape)).min()!
    let high = series.ends(distribution.icdf(0.9995).expand(distribution.batchShape)).max()!
    let support = distribution.support
    // A little more than that, so that the mass is seen to end.
    let first = max(low - 1, support.lower.min().item()), last = min(high + 1, support.upper.max().item())
    let step = max(1, ((last - first) / 2000).rounded(.up))
    let places = Array(stride(from: first, through: last, by: step))
    let masses = series.columns(distribution.pmf(distribution.places(places)))
    if places.count <= (series.count == 1 ? 2 : 3) {
      // The numbers along an axis would be fractions, and lines between few places say nothing.
      return figure.bars(
        places.map { numberText($0, .float64) }, masses.enumerated().map { (series.label($0), $1) })
    }
    let isCrowded = places.count > 80
    for (index, mass) in masses.enumerated() {
      if series.count == 1 && !isCrowded {
        figure.stem(places, mass, label: series.label(index))
      } else {
        let isInside = zip(places, mass).filter { $1 > 0 || places.count <= 10 }
        figure.plot(
          isInside.map(\.0), isInside.map(\.1), label: series.label(index), width: isCrowded ? 1.5 : 1,
          marker: isCrowded ? nil : .circle)
      }
    }
    figure.xLimits = (first - 0.5)...(last + 0.5)
    figure.yLimits = 0...(masses.joined().max()! * 1.08)
    return figure
  }
}
