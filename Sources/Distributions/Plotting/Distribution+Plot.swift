import NotebookDisplay
import Plotting
import Tensors

extension Distribution {
  /// The parameters as text, and the picture.
  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, plot().svg) }

  /// A picture of the mass (stems) or density (an area), over the range where nearly all of it lies.
  ///
  /// Of a batch at most eight are drawn, each with its parameters in the legend. Of two-dimensional densities the
  /// lines of equal height, of others the covariance matrix.
  public func plot() -> Figure {
    noGrad {
      if let discrete = self as? any DiscreteDistribution { return MassPlot.figure(of: discrete) }
      if let numbers = self as? any UnivariateDistribution { return DensityPlot.figure(of: numbers) }
      if eventShape == [2] { return PlanePlot.figure(of: self) }
      return PlanePlot.matrix(of: self)
    }
  }
}

/// Which of a batch are drawn, and under which names.
struct PlottedSeries {
  static let limit = 8
  let title: String
  /// How many of the batch are drawn.
  let count: Int
  private let names: [String]

  init(_ distribution: some Distribution) {
    let size = distribution.batchShape.elementCount
    count = min(size, Self.limit)
    let parameters = (distribution as? any Parameterised)?.parameters
    title = size > 1 ? parameters?.name ?? "Mixture" : distribution.description
    names = (0..<count).map {
      let text = parameters?.text(at: $0) ?? ""
      return text.isEmpty ? "\($0)" : text
    }
  }

  /// What the legend says; nothing where there is one alone.
  func label(_ index: Int) -> String? { count > 1 ? names[index] : nil }

  /// A result `(places, batchShape…)` as a list for each of the drawn.
  func columns(_ values: Tensor) -> [[Double]] {
    let rows = values.detach().reshape(values.shape[0], -1)
    return (0..<count).map { rows.select(1, $0).scalars }
  }

  /// The least or the greatest of what a batch has, among the drawn.
  func ends(_ values: Tensor) -> [Double] { Array(values.detach().reshape(-1).scalars.prefix(count)) }
}

extension Distribution {
  /// Values `(count)` as `(count, 1…)`: a column for each distribution of the batch.
  func places(_ values: [Double]) -> Tensor {
    Tensor(values, dtype: .float64).column(beside: batchShape)
  }
}
