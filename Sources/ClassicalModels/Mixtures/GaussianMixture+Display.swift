import Glibc
import NotebookDisplay
import Plotting
import Tensors

extension GaussianMixture: Displayable, CustomStringConvertible {
  /// A row for each component: its weight, its mean, and its standard deviations.
  public var table: Table {
    let w = weights.scalars, m = means.plotRows, s = covariances.diagonal(dim1: -2, dim2: -1).sqrt().plotRows
    func text(_ row: [Double]) -> String {
      row.prefix(6).map { Table.text(of: ($0 * 1e4).rounded() / 1e4) }.joined(separator: ", ")
        + (row.count > 6 ? ", …" : "")
    }
    return Table(
      columns: ["component", "weight", "mean", "standard deviation"],
      rows: (0..<componentCount).map { [$0, w[$0], text(m[$0]), text(s[$0])] })
  }

  public var description: String { table.mimeBundle.plainText }
  public var mimeBundle: MIMEBundle { table.mimeBundle }

  /// The points at a distance of so many standard deviations from a component's mean, `(points, 2)`: an ellipse.
  ///
  /// Traps where there are not two features, or no such component.
  public func ellipse(
    _ component: Int, deviations: Double = 2, points: Int = 80, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if featureCount != 2 {
      fail(
        "ellipse: the mixture has \(featureCount) features, and an ellipse lies in a plane of 2", file: file, line: line
      )
    }
    if !(0..<componentCount).contains(component) {
      fail("ellipse: component \(component) of \(componentCount): the first is 0", file: file, line: line)
    }
    let angle = Tensor.linspace(0, 2 * .pi, max(points, 3), dtype: .float64)
    let circle = stack([angle.cos(), angle.sin()], dim: 1) * deviations
    return matmul(circle, factors[component].T) + means[component]
  }

  /// The points of two features, coloured by their likeliest component, and each component's ellipses at one and two
  /// standard deviations; of one feature a histogram under the density. Traps where there are more.
  public func figure(_ x: Tensor, title: String = "", file: StaticString = #fileID, line: UInt = #line) -> Figure {
    let x = x.detach().mixturePoints(features: featureCount, least: 1, Caller("GaussianMixture.figure", file, line))
    let figure = Figure(title: title)
    let colors: [PlotColor] = [.blue, .orange, .green, .pink, .ochre, .sky, .olive, .gray]
    switch featureCount {
    case 1:
      let values = x[.all, 0]
      figure.histogram(values, density: true, color: .gray)
      let grid = Tensor.linspace(values.min().item(), values.max().item(), 300, dtype: .float64)
      let joint = jointLogProb(grid.unsqueeze(1)).exp()
      for k in 0..<componentCount where componentCount > 1 {
        figure.plot(grid, joint[.all, k], color: colors[k % colors.count], dash: .dashed)
      }
      figure.plot(grid, joint.sum(1), color: .ink, dash: .solid)
      figure.yLabel = "density"
    case 2:
      let own = predict(x)
      for k in 0..<componentCount {
        let points = x[own == Double(k)]
        let color = colors[k % colors.count]
        if points.shape[0] > 0 { figure.scatter(points[.all, 0], points[.all, 1], color: color, size: 4) }
        for deviations in [1.0, 2] {
          let line = ellipse(k, deviations: deviations)
          figure.plot(line[.all, 0], line[.all, 1], color: color, dash: .solid)
        }
      }
      figure.axes.hasEqualAspect = true
    default:
      fail(
        "GaussianMixture.figure: the points have \(featureCount) features: a picture shows one or two", file: file,
        line: line)
    }
    return figure
  }
}
