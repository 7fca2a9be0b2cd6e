/// A compiled cell to be loaded and called, and what it is told before.
public struct CellCall: Hashable, Sendable {
  /// The shared object's path.
  public var library: String
  /// The C name of the function that runs the cell.
  public var entryPoint: String
  /// How large the cell's figures are, in inches; nil is the size of a figure that nobody gave one.
  public var figureWidth: Double?
  public var figureHeight: Double?

  public init(library: String, entryPoint: String, figureWidth: Double? = nil, figureHeight: Double? = nil) {
    self.library = library
    self.entryPoint = entryPoint
    self.figureWidth = figureWidth
    self.figureHeight = figureHeight
  }
}

extension CellCall {
  /// The call as it travels: its parts, a zero byte between them.
  var text: String {
    [library, entryPoint, figureWidth?.description ?? "", figureHeight?.description ?? ""].joined(separator: "\0")
  }

  /// Reads what ``text`` wrote; nil where the text is anything else.
  init?(text: String) {
    let parts = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, parts[2...].allSatisfy({ $0.isEmpty || Double($0) != nil }) else { return nil }
    self.init(library: parts[0], entryPoint: parts[1], figureWidth: Double(parts[2]), figureHeight: Double(parts[3]))
  }
}
