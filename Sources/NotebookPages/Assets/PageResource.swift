/// The page's own style sheet and scripts, the files beside this one.
enum PageResource {
  static let style = text(PackageResources.page_css)
  /// What a page can do where scripts run.
  static let script = text(PackageResources.page_js)
  /// Sets the colours that the reader has chosen, before the page is painted.
  static let themeScript = text(PackageResources.theme_js)
  /// Calls KaTeX on each formula.
  static let mathScript = text(PackageResources.math_js)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
