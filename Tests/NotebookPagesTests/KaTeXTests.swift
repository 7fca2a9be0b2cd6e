import Foundation
import Testing

@testable import NotebookPages

@Suite struct KaTeXTests {
  /// A folder with a library of a few bytes, removed after the test.
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("katex-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("fonts"), withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder.path)
  }

  private let files = [
    "katex.min.css":
      "@font-face{font-family:A;src:url(fonts/A.woff2) format('woff2'),url(fonts/A.ttf) format('truetype')}.a{b:c}",
    "katex.min.js": "let katex = '</script>'", "fonts/A.woff2": "abc",
  ]

  @Test("the fonts become part of the style sheet, and nothing in the script ends it")
  func embedding() throws {
    try withFolder(files) { folder in
      let katex = try #require(KaTeX(folder: folder))
      #expect(
        katex.style(for: HTML(text: "x"))
          == "@font-face{font-family:A;src:url(data:font/woff2;base64,YWJj) format('woff2')}.a{b:c}")
      #expect(!katex.script.contains("</script"))
    }
  }

  @Test(
    "letters of a kind of their own come with their font, and only where a formula asks for them",
    arguments: [
      ("x^2", false), ("\\mathfrak{g}", true), ("\\frak g", true), ("𝔤", true), ("\\mathcal{L}", false),
      ("the fraktur of a die 🎲", false),
    ])
  func fonts(formula: String, isEmbedded: Bool) throws {
    let css = "@font-face{font-family:KaTeX_Fraktur;src:url(fonts/KaTeX_Fraktur-Regular.woff2) format('woff2')}"
    let files = self.files.merging(["katex.min.css": css, "fonts/KaTeX_Fraktur-Regular.woff2": "abc"]) { $1 }
    let page = { (formula: String) in HTML.element("span", ["class": "math inline"]) { formula } }
    try withFolder(files) { folder in
      let katex = try #require(KaTeX(folder: folder))
      #expect(!katex.style(for: HTML(text: formula)).contains("YWJj"), "the text around formulas needs none")
      #expect(katex.style(for: page(formula)).contains("YWJj") == isEmbedded)
    }
  }

  @Test(
    "where a file is missing there is no typesetting", arguments: ["katex.min.css", "katex.min.js", "fonts/A.woff2"])
  func missing(name: String) throws {
    try withFolder(files.filter { $0.key != name }) { #expect(KaTeX(folder: $0) == nil) }
  }

  @Test("only a page with formulas carries what typesets them")
  func pages() throws {
    try withFolder(files) { folder in
      let assets = PageAssets(katex: KaTeX(folder: folder))
      func page(_ text: String) throws -> String { HTMLPage(try SamplePage(text).notebook, assets: assets).text }
      for text in ["$x$\n", "---\ntitle: On $x$\n---\n", "|$x$|\n|-|\n"] {
        let html = try page(text)
        #expect(html.contains("katex.render") && html.contains("font/woff2"))
      }
      let plain = try page("`$x$` costs $5\n")
      #expect(!plain.contains("katex.render") && !plain.contains("font/woff2"))
    }
  }
}
