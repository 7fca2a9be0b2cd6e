/// Whether a page may hold an address: one that leads somewhere, none that does something.
enum SafeAddress {
  private static let schemes: Set<String> = ["http", "https", "mailto", "tel", "ftp", "doi"]

  /// A link: a place in the page, beside it, or elsewhere; or data to be saved, which is no page.
  static func isLink(_ address: String) -> Bool {
    guard let scheme = scheme(of: address) else { return true }
    return schemes.contains(scheme)
      || scheme == "data" && isData(address, ["text/csv", "text/plain", "application/json"])
  }

  /// A picture, a sound or a film that the page carries in itself, or that lies beside it.
  static func isMedia(_ address: String) -> Bool {
    !isRemote(address) && (scheme(of: address) == nil || isData(address, ["image/", "audio/", "video/"]))
  }

  /// A place in the page itself.
  static func isFragment(_ address: String) -> Bool { address.hasPrefix("#") }

  /// Whether the address is somebody else's, on the network. To a browser a backslash is a slash.
  static func isRemote(_ address: String) -> Bool {
    bare(address).replacing("\\", with: "/").hasPrefix("//") || scheme(of: address).map { $0 != "data" } ?? false
  }

  private static func isData(_ address: String, _ types: [String]) -> Bool {
    let rest = address.drop { $0 != ":" }.dropFirst().lowercased()
    return types.contains { rest.hasPrefix($0) }
  }

  /// The address's beginning, longer than any scheme, without control characters and spaces, some of which a browser drops.
  private static func bare(_ address: String) -> String {
    String(String.UnicodeScalarView(address.unicodeScalars.lazy.filter { $0.value > 0x20 }.prefix(64)))
  }

  /// What stands before the colon, nil where there is none.
  private static func scheme(of address: String) -> String? {
    let bare = bare(address)
    guard let end = bare.firstIndex(where: { ":/?#".contains($0) }), bare[end] == ":" else { return nil }
    return bare[..<end].lowercased()
  }
}

extension String {
  /// The text with its numeric character references read, and with those names that could spell an address's scheme.
  var readingCharacterReferences: String {
    guard contains("&") else { return self }
    let names = [
      "colon": ":", "tab": "\t", "newline": "\n", "amp": "&", "sol": "/", "num": "#", "quest": "?", "period": ".",
    ]
    return replacing(/&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?/) { match in
      let number = match.1.flatMap { UInt32($0, radix: 16) } ?? match.2.flatMap { UInt32($0) }
      if let number { return Unicode.Scalar(number).map { String(Character($0)) } ?? "\u{FFFD}" }
      return match.3.flatMap { names[$0.lowercased()] } ?? String(match.0)
    }
  }
}
