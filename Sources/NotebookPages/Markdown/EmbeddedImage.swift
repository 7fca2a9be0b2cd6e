import Foundation

/// A picture inside the page that shows it.
struct EmbeddedImage {
  /// The picture's bytes as an address: `data:image/png;base64,…`.
  let address: String

  /// Nil where the name does not say which kind of picture it is.
  init?(_ bytes: [UInt8], address: String) {
    let types = [
      "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
      "webp": "image/webp", "avif": "image/avif",
    ]
    guard let ending = address.split(separator: ".").last, let type = types[ending.lowercased()] else { return nil }
    self.address = "data:\(type);base64,\(Data(bytes).base64EncodedString())"
  }
}
