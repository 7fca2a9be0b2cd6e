extension Optimizer: CustomStringConvertible {
  /// The groups with their numbers, as PyTorch prints them.
  public var description: String {
    let kind = String(describing: type(of: self))
    let parts = groups.enumerated().map { index, group in
      let entries = [("lr", group.lr), ("weight_decay", group.weightDecay)] + numbers.map { ($0.name, $0.value) }
      let lines = entries.sorted { $0.0 < $1.0 }.map { "    \($0): \($1)" }
      return "Parameter Group \(index)\n" + lines.joined(separator: "\n")
    }
    return "\(kind) (\n" + parts.joined(separator: "\n\n") + "\n)"
  }
}
