/// A file that belongs to a page.
public struct PageFile: Hashable, Sendable {
  /// Where it lies, relative to the page: `module2_files/fig-loss.svg`.
  public var path: String
  public var bytes: [UInt8]
}
