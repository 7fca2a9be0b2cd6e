/// A displayed bundle on its way from the kernel's process to the runner's.
///
/// The encoding: the identifier (8 bytes), then for each representation its type and its content, each as a count
/// (4 bytes) and that many bytes, with a byte between them that tells text (0) from data (1). Integers are little-endian.
public struct DisplayMessage: Hashable, Sendable {
  /// Names the displayed result, unique in the kernel's life, so that a later message can replace it.
  public let identifier: UInt64
  public let bundle: MIMEBundle

  public init(identifier: UInt64, bundle: MIMEBundle) {
    self.identifier = identifier
    self.bundle = bundle
  }

  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ integer: some FixedWidthInteger) { withUnsafeBytes(of: integer.littleEndian) { bytes += $0 } }
    func append(_ body: some Collection<UInt8>) {
      append(UInt32(body.count))
      bytes += body
    }
    append(identifier)
    for (type, content) in bundle.representations {
      append(type.rawValue.utf8)
      switch content {
      case .text(let text):
        bytes.append(0)
        append(text.utf8)
      case .data(let data):
        bytes.append(1)
        append(data)
      }
    }
    return bytes
  }

  /// Reads what ``encoded()`` wrote; nil where the bytes are anything else.
  public init?(decoding bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    func take(_ count: Int) -> [UInt8]? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func integer<I: FixedWidthInteger>(_: I.Type) -> I? {
      take(I.bitWidth / 8)?.reversed().reduce(0) { $0 << 8 | I(truncatingIfNeeded: $1) }
    }
    func body() -> [UInt8]? { integer(UInt32.self).flatMap { take(Int($0)) } }

    guard let identifier = integer(UInt64.self) else { return nil }
    var bundle = MIMEBundle(plainText: "")
    while !rest.isEmpty {
      guard let type = body().flatMap({ String(validating: $0, as: UTF8.self) }), let kind = take(1)?.first,
        let content = body()
      else { return nil }
      if kind == 0 {
        bundle = bundle.adding(MIMEType(rawValue: type), String(decoding: content, as: UTF8.self))
      } else {
        bundle = bundle.adding(MIMEType(rawValue: type), data: content)
      }
    }
    self.init(identifier: identifier, bundle: bundle)
  }
}
