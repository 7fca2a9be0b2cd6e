/// A part of a page below its front matter; in order they are the whole of it.
public enum Segment: Hashable, Sendable {
  case prose(Prose)
  /// A cell, by its place among the page's cells.
  case cell(Int)

  /// Whole lines of Markdown between cells.
  public struct Prose: Hashable, Sendable {
    /// The Markdown as it stands in the page.
    public var text: String
    public var lines: ClosedRange<Int>
  }
}
