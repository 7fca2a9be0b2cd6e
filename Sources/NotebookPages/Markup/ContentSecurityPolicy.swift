import CCrypto
import Foundation

/// What a browser allows a page to do: run the page's own scripts, known by their digests, and show what the page carries
/// in itself (W3C, Content Security Policy Level 3).
///
/// No other script runs, wherever it comes from and however it is spelled, and nothing is asked for from anywhere.
struct ContentSecurityPolicy {
  let scripts: [String]
  /// Whether the page is served, and may ask its server for news.
  var isServed = false

  var text: String {
    let digests = scripts.map { "'sha256-\(Self.digest(of: $0))'" }.joined(separator: " ")
    return """
      default-src 'none'; script-src \(digests); style-src 'unsafe-inline'; font-src data:; img-src data:; \
      media-src data:; base-uri 'none'; form-action 'none'\(isServed ? "; connect-src 'self'" : "")
      """
  }

  /// SHA-256 in Base64.
  private static func digest(of script: String) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let bytes = Array(script.utf8)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return Data(digest).base64EncodedString()
  }
}
