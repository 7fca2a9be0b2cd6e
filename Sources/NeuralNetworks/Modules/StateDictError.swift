import Tensors

/// Why a state does not fit a module, an optimiser or a schedule: everything that is wrong, not the first thing.
public struct StateDictError: Error, CustomStringConvertible {
  /// The type of what it does not fit.
  public let module: String
  /// Names that the module or optimiser has and the state lacks.
  public let missing: [String]
  /// Names that the state has and the module or optimiser lacks.
  public let unexpected: [String]
  /// Names whose tensors differ in shape.
  public let misshaped: [(name: String, inModule: Shape, inState: Shape)]
  /// Names of counts whose tensors hold no whole number from 0 on.
  public let miscounted: [String]

  public var description: String {
    var lines = ["the state does not fit \(module):"]
    if !missing.isEmpty { lines.append("missing: " + missing.joined(separator: ", ")) }
    if !unexpected.isEmpty { lines.append("unexpected: " + unexpected.joined(separator: ", ")) }
    lines += misshaped.map { "\($0.name) has shape \($0.inState), and should have \($0.inModule)" }
    lines += miscounted.map { "\($0) is no whole number from 0 on" }
    return lines.joined(separator: "\n  ")
  }
}
