import NotebookDisplay
import Tensors

extension IsingModel: CustomStringConvertible {
  /// `IsingModel(64 × 64 spins, coupling 1, temperature 2.27)`
  public var description: String {
    "IsingModel(\(height) × \(width) spins, coupling \(Table.text(of: coupling)), "
      + "\((field == 0).all() ? "" : "field \(fieldText), ")temperature \(Table.text(of: temperature)))"
  }

  private var fieldText: String {
    field.ndim == 0 ? Table.text(of: field.item() as Double) : "of shape \(field.shape)"
  }
}

extension PottsModel: CustomStringConvertible {
  /// `PottsModel(64 × 64 labels of 3, coupling 1, temperature 1)`
  public var description: String {
    "PottsModel(\(height) × \(width) labels of \(states), coupling \(Table.text(of: coupling)), "
      + "\(field == nil ? "" : "a field, ")temperature \(Table.text(of: temperature)))"
  }
}
