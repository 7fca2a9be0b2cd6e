import ArgumentParser
import Foundation

/// A kind of file that a page is written as.
enum PageFormat: String, CaseIterable, Sendable {
  case html, ipynb, md
}

/// Several formats, separated by commas.
struct PageFormats: ExpressibleByArgument, CustomStringConvertible {
  let formats: [PageFormat]

  init(formats: [PageFormat]) { self.formats = formats }

  init?(argument: String) {
    let names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let formats = names.compactMap(PageFormat.init)
    guard !formats.isEmpty, formats.count == names.count else { return nil }
    self.formats = PageFormat.allCases.filter(formats.contains)
  }

  static var allValueStrings: [String] { PageFormat.allCases.map(\.rawValue) }
  var description: String { formats.map(\.rawValue).joined(separator: ",") }
  var defaultValueDescription: String { description }
}
