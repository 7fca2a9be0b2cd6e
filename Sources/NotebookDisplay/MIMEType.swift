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
}
