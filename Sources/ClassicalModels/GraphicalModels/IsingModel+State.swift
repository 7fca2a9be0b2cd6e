import NotebookDisplay
import Plotting
import Tensors

extension IsingModel {
  /// The spins of a grid, or of several grids at once.
  public struct State: Displayable, CustomStringConvertible {
    public let model: IsingModel
    /// −1 and 1, `(height, width)` or `(chains, height, width)`.
    public let spins: Tensor

    /// How many grids there are.
    public var chains: Int { spins.ndim == 3 ? spins.shape[0] : 1 }

    /// E = −J Σ sᵢ sⱼ − Σ hᵢ sᵢ: a number, or one for each chain.
    public var energy: Tensor {
      let pairs = model.boundary.sumOverPairs(spins) { $0 * $1 }
      return pairs * -model.coupling - (spins.to(.float64) * model.field).sum(-2, -1)
    }

    /// The mean spin, from −1 to 1: a number, or one for each chain.
    public var magnetization: Tensor { spins.to(.float64).mean(-2, -1) }

    /// The grids as pictures, 1 white and −1 black.
    public var figure: Figure {
      imageGrid(
        spins, columns: chains <= 4 ? chains : nil, limits: -1...1,
        size: chains > 1 ? nil : .lattice(model.height, model.width))
    }

    public var description: String {
      let values = magnetization.scalars.prefix(4).map { Table.text(of: ($0 * 1_000).rounded() / 1_000) }
      return "\(chains == 1 ? "" : "\(chains) × ")\(model.height) × \(model.width) spins at temperature "
        + "\(Table.text(of: model.temperature)), magnetization \(values.joined(separator: ", "))\(chains > 4 ? ", …" : "")"
    }

    public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, figure.svg) }
  }
}

extension FigureSize {
  /// The size of a single grid's picture: 3.2 inches high, or as wide.
  static func lattice(_ height: Int, _ width: Int) -> FigureSize {
    let longer = Double(max(height, width))
    return FigureSize(width: 3.2 * Double(width) / longer, height: 3.2 * Double(height) / longer)
  }
}
