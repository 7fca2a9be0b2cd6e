import Foundation
import NotebookDisplay

/// The richest of a bundle's representations that pages show.
enum RichOutput: Hashable {
  /// Pictures in order, shown one at a time.
  case sequence(PictureSequence)
  case html(String)
  case svg(String)
  /// A picture in bytes: PNG, JPEG.
  case image(MIMEType, [UInt8])
  case markdown(String)
  case latex(String)
  case json(String)
  case plain(String)

  init(_ bundle: MIMEBundle) {
    if let sequence = Self.sequence(of: bundle) {
      self = .sequence(sequence)
    } else if let html = bundle.text(.html) {
      self = .html(html)
    } else if let svg = bundle.text(.svg) ?? bundle.data(.svg).map({ String(decoding: $0, as: UTF8.self) }) {
      self = .svg(svg)
    } else if let (type, bytes) = Self.raster(of: bundle) {
      self = .image(type, bytes)
    } else if let markdown = bundle.text("text/markdown") {
      self = .markdown(markdown)
    } else if let latex = bundle.text(.latex) {
      self = .latex(latex)
    } else if let json = bundle.text(.json) {
      self = .json(json)
    } else {
      self = .plain(bundle.plainText)
    }
  }

  var isPicture: Bool {
    switch self {
    case .svg, .image, .sequence: true
    default: false
    }
  }

  private static func sequence(of bundle: MIMEBundle) -> PictureSequence? {
    guard let json = bundle.text(.pictureSequence),
      let sequence = try? JSONDecoder().decode(PictureSequence.self, from: Data(json.utf8)), !sequence.frames.isEmpty
    else { return nil }
    return sequence
  }

  private static func raster(of bundle: MIMEBundle) -> (MIMEType, [UInt8])? {
    let types: [MIMEType] = [.png, "image/jpeg", "image/gif", "image/webp"]
    return types.lazy.compactMap { type in bundle.data(type).map { (type, $0) } }.first
  }
}
