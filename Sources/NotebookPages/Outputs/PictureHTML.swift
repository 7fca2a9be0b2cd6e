import Foundation
import NotebookDisplay

/// How a page shows a picture that a cell displayed.
struct PictureHTML {
  let className: String
  /// What the picture's own identifiers begin with, in the page.
  let identifier: String
  let fileName: String
  let plainText: String
  /// What the picture shows, in words of the page's author.
  let alternative: String?
  let caption: String?
  /// In inches; nil where the picture says it itself.
  let width: Double?
  let height: Double?

  func html(svg: String) -> HTML {
    // A chart that names itself is left to do so, unless the author knows better.
    let isNamed = alternative == nil && Self.namesItself(svg)
    return HTML.element(
      "div",
      [
        "class": "\(className) picture", "role": isNamed ? nil : "img", "aria-label": isNamed ? nil : words,
        "style": style, "data-file": fileName,
      ]
    ) { inline(svg) }
  }

  func html(_ type: MIMEType, _ bytes: [UInt8]) -> HTML {
    HTML.element("div", ["class": "\(className) picture", "style": style]) {
      HTML.opening(
        "img",
        [
          "alt": words, "style": width == nil ? nil : "width: 100%",
          "src": "data:\(type.rawValue);base64,\(Data(bytes).base64EncodedString())",
        ])
    }
  }

  /// A picture as a part of the page; `frame` tells apart those of a sequence.
  func inline(_ svg: String, frame: Int? = nil) -> HTML {
    let prefix = identifier + "-" + (frame.map { "\($0)-" } ?? "")
    return HTML(markup: InlineSVG.markup(of: SafeMarkup.whole(InlineSVG.element(of: svg)), prefix: prefix))
  }

  /// What the picture shows, in words.
  var words: String { alternative ?? caption ?? plainText }

  var style: String? {
    let properties = [width.map { "width: \($0)in" }, height.map { "--figure-height: \($0)in" }].compactMap(\.self)
    return properties.isEmpty ? nil : properties.joined(separator: "; ")
  }

  private static func namesItself(_ svg: String) -> Bool {
    svg.firstMatch(of: /<svg[^>]*\saria-label(?:ledby)?=/) != nil || svg.contains("<title")
  }
}
