public import CellCompiler

/// How a page is run.
public struct RunOptions: Sendable {
  /// The seed of the library's random numbers; the page's own where this is nil.
  public var seed: UInt64?
  /// How long a cell may run, in seconds, where the cell does not say.
  public var timeout: Double?
  /// Whether the cells after a failed one are run.
  public var allowsErrors = false
  public var cachePolicy = CellCache.Policy.use

  public init(
    seed: UInt64? = nil, timeout: Double? = nil, allowsErrors: Bool = false, cachePolicy: CellCache.Policy = .use
  ) {
    self.seed = seed
    self.timeout = timeout
    self.allowsErrors = allowsErrors
    self.cachePolicy = cachePolicy
  }
}
