/// A media type, such as `image/svg+xml` (RFC 6838).
public struct MIMEType: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }

  public static let plainText: MIMEType = "text/plain"
  public static let html: MIMEType = "text/html"
  public static let latex: MIMEType = "text/latex"
  public static let json: MIMEType = "application/json"
  public static let svg: MIMEType = "image/svg+xml"
  public static let png: MIMEType = "image/png"
  /// A table's data (RFC 4180), to be downloaded and written beside the page.
  public static let csv: MIMEType = "text/csv"
  /// How far a training loop is; see ``LoopProgress``.
  public static let progress: MIMEType = "application/vnd.notebook.progress+json"
  /// The pictures of a sequence; see ``PictureSequence``.
  public static let pictureSequence: MIMEType = "application/vnd.notebook.pictures+json"
}
