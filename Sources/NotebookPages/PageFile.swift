/// A file that a page refers to.
public struct PageFile: Hashable, Sendable {
  /// Where it lies, relative to the page: `module2_files/fig-loss-1.svg`.
  public var path: String
  public var bytes: [UInt8]
}
