/// What a page carries that is served, and kept up to date in the browser, besides what it carries as a file.
public struct LiveCopy: Hashable, Sendable {
  /// The script that keeps it up to date.
  public var script: String
  /// Which version of the page this is; later ones have greater numbers.
  public var version: Int

  public init(script: String, version: Int) {
    self.script = script
    self.version = version
  }

  /// The script's element.
  var html: HTML {
    HTML.element("script", ["data-version": String(version)]) { HTML(markup: script) }
  }
}
