import CCrypto
import Foundation

/// A SHA-256 digest in hexadecimal: what names an entry of a cache by all that went into it.
package struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
  package let description: String

  /// The digest of several parts; the same bytes divided otherwise have another.
  package init(of parts: [some Collection<UInt8>]) {
    var bytes: [UInt8] = []
    for part in parts {
      withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
      bytes += part
    }
    self.init(of: bytes)
  }

  package init(of parts: String...) { self.init(of: parts.map { Array($0.utf8) }) }

  package init(of bytes: some ContiguousBytes) {
    var digest = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBytes { _ = EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha256(), nil) }
    self.init(hexadecimal: digest)
  }

  /// The digest of a file's content, read piece by piece; nil where it can't be read.
  package init?(ofFile path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0, let context = EVP_MD_CTX_new() else { return nil }
    defer {
      close(descriptor)
      EVP_MD_CTX_free(context)
    }
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      EVP_DigestUpdate(context, piece.baseAddress, count)
    }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    self.init(hexadecimal: digest)
  }

  private init(hexadecimal bytes: [UInt8]) {
    description = bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
