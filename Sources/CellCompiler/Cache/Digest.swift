import CCrypto
import Foundation

/// A SHA-256 digest in hexadecimal: what names a compiled cell by all that went into it.
struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
  let description: String

  /// The digest of several parts; the same bytes divided otherwise have another.
  init(of parts: [some Collection<UInt8>]) {
    var bytes: [UInt8] = []
    for part in parts {
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
      bytes += part
    }
    self.init(of: bytes)
  }

  init(of parts: String...) { self.init(of: parts.map { Array($0.utf8) }) }

  init(of bytes: some ContiguousBytes) {
    var digest = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBytes { _ = EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha256(), nil) }
    description = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  init(from decoder: any Decoder) throws { description = try decoder.singleValueContainer().decode(String.self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
