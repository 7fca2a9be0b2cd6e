/// A name that a cell declares at top level, for the cells after it.
public struct Declaration: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    case variable, constant, function, type, other
  }

  public let name: String
  public let kind: Kind
  /// The line in the page.
  public let line: Int
}
