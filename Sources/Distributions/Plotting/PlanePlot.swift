import Plotting
import Tensors

/// Densities of vectors.
enum PlanePlot {
  /// Lines of equal height over three standard deviations to each side.
  static func figure<D: Distribution>(of distribution: D) -> Figure {
    let series = PlottedSeries(distribution)
    let figure = Figure(title: series.count > 1 ? series.title : "", xLabel: "$x_1$", yLabel: "$x_2$")
    figure.axes.hasEqualAspect = true
    if series.count == 0 { return figure }
    let mean = distribution.mean.to(.float64).reshape(-1, 2), spread = distribution.stddev.to(.float64).reshape(-1, 2)
    let drawn = mean.shape[0] > series.count ? (mean[0..<series.count], spread[0..<series.count]) : (mean, spread)
    let low = (drawn.0 - drawn.1 * 3).amin(0).scalars, high = (drawn.0 + drawn.1 * 3).amax(0).scalars
    let xs = Tensor.linspace(low[0], high[0], 90, dtype: .float64)
    let ys = Tensor.linspace(low[1], high[1], 90, dtype: .float64)
    let grid = stack([xs.unsqueeze(0).expand(90, 90), ys.unsqueeze(1).expand(90, 90)], dim: -1)
    let places = grid.reshape([90 * 90] + Shape(distribution.batchShape.map { _ in 1 }) + [2])
    for density in series.columns(distribution.logProb(places).exp()) {
      let rows = (0..<90).map { Array(density[$0 * 90..<($0 + 1) * 90]) }
      figure.contour(xs.scalars, ys.scalars, rows, filled: series.count == 1, labels: false)
    }
    return figure
  }

  /// The covariance matrix, where a density has more dimensions than a picture.
  static func matrix<D: Distribution>(of distribution: D) -> Figure {
    let figure = Figure(title: "Covariance", xLabel: "component", yLabel: "component")
    let n = distribution.eventShape.elementCount
    let first: Tensor
    if let normal = distribution as? MultivariateNormal {
      if normal.batchShape.elementCount == 0 { return figure }
      first = normal.covariance.reshape(-1, n, n)[0]
    } else {
      let sample = distribution.sample([2000], generator: Generator(seed: 0)).to(.float64).reshape(2000, -1, n)
      if sample.shape[1] == 0 { return figure }
      let centred = sample.select(1, 0) - sample.select(1, 0).mean(0)
      first = matmul(centred.mT, centred) / 2000
    }
    let values = first.to(.float64)
    return figure.heatmap((0..<n).map { values[$0].scalars }, annotated: n <= 8)
  }
}
