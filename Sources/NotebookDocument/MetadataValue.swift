/// A value of the front matter that is kept as it is, for the notebook's metadata.
public enum MetadataValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([MetadataValue])
  case mapping([Entry])

  /// A name and its value; a mapping keeps the order of its entries.
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var value: MetadataValue

    public init(name: String, value: MetadataValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value under a name, nil where this is no mapping or has no such name.
  public subscript(name: String) -> MetadataValue? {
    if case .mapping(let entries) = self { entries.first { $0.name == name }?.value } else { nil }
  }

  /// The text of a string, nil for any other value.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
