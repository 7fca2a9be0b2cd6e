import NotebookDisplay
import Plotting
import Tensors

extension PottsModel {
  /// The labels of a grid, or of several grids at once.
  public struct State: Displayable, CustomStringConvertible {
    public let model: PottsModel
    /// int64, `(height, width)` or `(chains, height, width)`.
    public let labels: Tensor

    /// How many grids there are.
    public var chains: Int { labels.ndim == 3 ? labels.shape[0] : 1 }

    /// E = −J Σ [sᵢ = sⱼ] − Σ hᵢ(sᵢ): a number, or one for each chain.
    public var energy: Tensor {
      let pairs = model.boundary.sumOverPairs(labels) { $0 == $1 }
      guard let field = model.field else { return pairs * -model.coupling }
      let chosen = (labels.oneHot(model.states).to(.float64) * field).sum(-1)
      return pairs * -model.coupling - chosen.sum(-2, -1)
    }

    /// The share of each label: `(states)`, or `(chains, states)`.
    public var shares: Tensor { labels.oneHot(model.states).to(.float64).mean(-3, -2) }

    /// The grids as pictures, a colour for each label.
    public var figure: Figure {
      imageGrid(
        labels, columns: chains <= 4 ? chains : nil, limits: 0...Double(model.states - 1), colorMap: .viridis,
        size: chains > 1 ? nil : .lattice(model.height, model.width))
    }

    public var description: String {
      "\(chains == 1 ? "" : "\(chains) × ")\(model.height) × \(model.width) labels of \(model.states) at temperature "
        + Table.text(of: model.temperature)
    }

    public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, figure.svg) }
  }
}
