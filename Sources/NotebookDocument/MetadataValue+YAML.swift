import Yams

extension MetadataValue {
  /// The value as the YAML of an entry of this name, with a line end.
  package func yaml(named name: String) -> String {
    let mapping = Node.Mapping([(Node(name), node)])
    return (try? serialize(node: .mapping(mapping), allowUnicode: true)) ?? ""
  }

  private var node: Node {
    switch self {
    case .null: Node("null", Tag(.null))
    case .bool(let value): Node(value ? "true" : "false", Tag(.bool))
    case .integer(let value): Node(String(value), Tag(.int))
    case .number(let value): Node(String(value), Tag(.float))
    case .string(let value): Self.text(value)
    case .list(let values): Node(values.map(\.node))
    case .mapping(let entries): .mapping(Node.Mapping(entries.map { (Node($0.name), $0.value.node) }))
    }
  }

  /// A text that would be read as something else, such as `1.0`, is quoted.
  private static func text(_ value: String) -> Node {
    let plain = Node(value)
    let isPlain = plain.resolvedAsText
    return isPlain ? plain : Node(value, Tag(.str), .doubleQuoted)
  }
}

extension Node {
  fileprivate var resolvedAsText: Bool { tag == Tag(.str) }
}
