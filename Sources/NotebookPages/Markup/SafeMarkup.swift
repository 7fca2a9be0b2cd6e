/// Makes HTML and SVG that came from elsewhere a well-behaved part of a page: what acts is left out, what is open is
/// closed, and what closes more than it opened is ignored.
///
/// The markup is read as a browser reads it and written anew, so that nothing is left to how it was spelled. What this
/// leaves out is also forbidden by the page's ``ContentSecurityPolicy``; either alone would do.
struct SafeMarkup {
  /// Where a picture comes from, in the page: its own address by default.
  var imageSource: (String) -> String = { $0 }
  /// The elements that are open, as they were written, the outermost first.
  private(set) var open: [String] = []
  private var markup = ""

  /// A whole piece, closed at its end.
  static func whole(_ markup: String) -> String {
    var safe = SafeMarkup()
    return safe.adding(markup) + safe.close(downTo: 0)
  }

  /// A piece that may open elements for later pieces to close; those below `depth` it can't.
  mutating func adding(_ piece: String, above depth: Int = 0) -> String {
    var reader = MarkupReader(piece)
    markup = ""
    while let token = reader.next() {
      switch token {
      case .text(let text): markup += text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      case .opening(let tag): add(tag, &reader)
      case .closing(let name): close(name, above: depth)
      }
    }
    return markup
  }

  /// Closes what is open down to a depth; answers the closing tags.
  mutating func close(downTo depth: Int) -> String {
    markup = ""
    while open.count > depth { closeLast() }
    return markup
  }

  private var isInSVG: Bool { open.contains { $0.lowercased() == "svg" } }

  private mutating func add(_ tag: MarkupToken.Tag, _ reader: inout MarkupReader) {
    let name = tag.name.lowercased()
    let isSVG = isInSVG
    if name == "style" { return addStyle(tag, &reader, isInSVG: isSVG) }
    if AllowedMarkup.wholly.contains(name), !(isSVG && name == "title") {
      if !(tag.isSelfClosing && isSVG) { _ = reader.rawText(of: name) }
      return
    }
    if name == "foreignobject" {
      if !tag.isSelfClosing { _ = reader.rawText(of: name) }
      return
    }
    // Nested deeper than any browser builds it.
    guard AllowedMarkup.contains(element: name), open.count < 400 else { return }
    write(tag)
    if tag.isSelfClosing, isSVG || name == "svg" {
      markup += "/>"
    } else {
      markup += ">"
      if !AllowedMarkup.void.contains(name) { open.append(tag.name) }
    }
  }

  /// A style sheet; what could end it, or be markup where it stands inside a picture, is written as CSS escapes it.
  private mutating func addStyle(_ tag: MarkupToken.Tag, _ reader: inout MarkupReader, isInSVG: Bool) {
    if tag.isSelfClosing, isInSVG { return }
    let (text, isClosed) = reader.rawText(of: "style")
    guard isClosed else { return }
    let sheet = text.replacing("<![CDATA[", with: "").replacing("]]>", with: "").replacing("<", with: "\\3C ")
    write(tag)
    markup += ">" + sheet + "</style>"
  }

  private mutating func write(_ tag: MarkupToken.Tag) {
    let element = tag.name.lowercased()
    markup += "<" + tag.name
    for (name, written) in tag.attributes {
      let lowercased = name.lowercased()
      guard AllowedMarkup.contains(attribute: lowercased, of: element) else { continue }
      var value = written
      if AllowedMarkup.addresses.contains(lowercased) {
        if element == "img" { value = imageSource(value) }
        guard allows(value.readingCharacterReferences, of: element) else { continue }
      }
      let escaped = value.replacing("\"", with: "&quot;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      markup += " \(name)=\"\(escaped)\""
    }
  }

  private func allows(_ address: String, of element: String) -> Bool {
    switch element {
    case "img", "image", "audio", "video": SafeAddress.isMedia(address)
    case "a": SafeAddress.isLink(address)
    // Gradients, clips and symbols that a picture uses are its own.
    default: SafeAddress.isFragment(address)
    }
  }

  private mutating func close(_ name: String, above depth: Int) {
    guard let index = open.lastIndex(where: { $0.lowercased() == name }), index >= depth else { return }
    while open.count > index + 1 { closeLast() }
    markup += "</\(open.removeLast())>"
  }

  private mutating func closeLast() {
    guard let name = open.popLast() else { return }
    if !AllowedMarkup.endingByThemselves.contains(name.lowercased()) { markup += "</\(name)>" }
  }
}
