/// One value in several representations, of which each reader shows the richest that it can (Jupyter's “MIME bundle”).
///
/// `text/plain` is always there.
public struct MIMEBundle: Hashable, Sendable {
  /// A representation's body: text for the textual types, bytes for the others.
  public enum Content: Hashable, Sendable {
    case text(String)
    case data([UInt8])
  }

  /// The representations in the order in which they were given, `text/plain` first.
  public private(set) var representations: [(type: MIMEType, content: Content)]

  /// A bundle that is plain text alone.
  public init(plainText: String) {
    representations = [(.plainText, .text(plainText))]
  }

  /// The body in the given type, or nil where the bundle has none.
  public subscript(type: MIMEType) -> Content? {
    representations.first { $0.type == type }?.content
  }

  /// The text in the given type, or nil where the bundle has none.
  public func text(_ type: MIMEType) -> String? {
    if case .text(let text)? = self[type] { text } else { nil }
  }

  /// The bytes in the given type, or nil where the bundle has none.
  public func data(_ type: MIMEType) -> [UInt8]? {
    if case .data(let bytes)? = self[type] { bytes } else { nil }
  }

  public var plainText: String { text(.plainText) ?? "" }

  /// This bundle with one more representation, which replaces an earlier one of the same type.
  public func adding(_ type: MIMEType, _ text: String) -> MIMEBundle { adding(type, .text(text)) }

  /// This bundle with one more binary representation, which replaces an earlier one of the same type.
  public func adding(_ type: MIMEType, data: [UInt8]) -> MIMEBundle { adding(type, .data(data)) }

  /// This bundle without the representation of a type, which must not be the plain text.
  public func removing(_ type: MIMEType) -> MIMEBundle {
    var bundle = self
    bundle.representations.removeAll { $0.type == type && type != .plainText }
    return bundle
  }

  private func adding(_ type: MIMEType, _ content: Content) -> MIMEBundle {
    var bundle = self
    if let index = representations.firstIndex(where: { $0.type == type }) {
      bundle.representations[index].content = content
    } else {
      bundle.representations.append((type, content))
    }
    return bundle
  }

  public static func == (a: MIMEBundle, b: MIMEBundle) -> Bool {
    a.representations.elementsEqual(b.representations) { $0.type == $1.type && $0.content == $1.content }
  }

  public func hash(into hasher: inout Hasher) {
    for (type, content) in representations {
      hasher.combine(type)
      hasher.combine(content)
    }
  }
}
