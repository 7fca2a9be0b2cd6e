/// What a page says about itself, in YAML between two lines `---` at its top.
public struct FrontMatter: Hashable, Sendable {
  public var title: String?
  public var description: String?
  /// The page's place in the course; pages without one come after those with one.
  public var order: Int?
  /// Where the page's random numbers begin.
  public var seed: UInt64?
  /// The longest that a cell may run, in seconds, where the cell itself says nothing.
  public var timeout: Double?
  /// What the cells' option ``CellOptions/cache`` is where a cell says nothing.
  public var cache: Bool?
  /// The notebook's metadata, which other tools write and read: the kernelspec, Jupytext's.
  public var jupyter: MetadataValue?
  /// The entries that other systems read, such as Quarto's `format`, kept as they are.
  public var others: [MetadataValue.Entry] = []

  public init() {}
}
