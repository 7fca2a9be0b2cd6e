import Foundation

/// KaTeX, which typesets TeX in the browser (katex.org), as part of a page that asks for nothing else.
public struct KaTeX: Hashable, Sendable {
  /// The style sheet without its fonts.
  private let style: String
  /// The fonts' rules, each with its font in it.
  private let fonts: [FontFace]
  /// The library, which defines `katex`, and its call.
  let script: String

  /// One font: a family in one weight and slant.
  private struct FontFace: Hashable, Sendable {
    /// The file's name: `KaTeX_Fraktur-Bold.woff2`.
    var file: String
    var rule: String
  }

  /// Reads `katex.min.css`, `katex.min.js` and the fonts in `fonts`; nil where any of them is missing.
  public init?(folder: String) {
    func text(_ name: String) -> String? { try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }
    guard let css = text("katex.min.css") ?? text("katex.css"), let script = text("katex.min.js") ?? text("katex.js"),
      let fonts = Self.fonts(of: css, in: folder)
    else { return nil }
    self.fonts = fonts
    style = css.replacing(/@font-face\s*\{[^}]*\}/, with: "")
    // An address that is left would be asked for by the page.
    guard style.matches(of: /url\((?!data:)/).isEmpty, !style.contains("@import") else { return nil }
    // Inside a page's script these characters would end it, and the last one is no character that a page may have.
    let embedded = script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
      .replacing("\u{FFFF}", with: "\\uFFFF")
    self.script = embedded + "\n" + PageResource.mathScript
  }

  /// The style sheet for a page, with the fonts that its formulas need: without the rest a page weighs half.
  func style(for page: HTML) -> String {
    let formulas = page.markup.matches(of: /<span class="math [^>]*>([^<]*)/).map(\.1).joined(separator: " ")
    return fonts.filter { Self.isNeeded($0.file, for: formulas) }.map(\.rule).joined() + style
  }

  /// Letters of a kind of their own are asked for by a command; the other fonts are needed by any formula.
  private static func isNeeded(_ file: String, for formulas: String) -> Bool {
    let commands = [
      "Caligraphic": [#"\mathcal"#, #"\cal"#], "Fraktur": [#"\mathfrak"#, #"\frak"#],
      "SansSerif": [#"\mathsf"#, #"\textsf"#, #"\sf"#], "Script": [#"\mathscr"#],
      "Typewriter": [#"\mathtt"#, #"\texttt"#, #"\tt"#, #"\verb"#, #"\url"#, #"\href"#],
      "Bold": [#"\bold"#, #"\bm"#, #"\mathbf"#, #"\textbf"#, #"\bf"#, #"\pmb"#],
      "Main-Italic": [#"\mathit"#, #"\textit"#, #"\it"#, #"\emph"#],
    ]
    // Such letters may also be written as themselves: 𝔣 (U+1D523), ℒ (U+2112).
    let letters: [ClosedRange<UInt32>] = [0x1D400...0x1D7FF, 0x2100...0x214F]
    if formulas.unicodeScalars.contains(where: { scalar in letters.contains { $0 ~= scalar.value } }) { return true }
    return commands.allSatisfy { name, commands in
      !file.contains(name) || commands.contains { formulas.contains($0) }
    }
  }

  /// Each font's rule with the font as WOFF 2 in it; nil where one can't be read.
  private static func fonts(of css: String, in folder: String) -> [FontFace]? {
    var fonts: [FontFace] = []
    for match in css.matches(of: /@font-face\s*\{([^}]*)\}/) {
      let rule = match.1
      guard let source = rule.firstMatch(of: /src:\s*url\(["']?([^"')]+\.woff2)["']?\)[^;}]*/),
        let font = FileManager.default.contents(atPath: "\(folder)/\(source.1)")
      else { return nil }
      let address = "src:url(data:font/woff2;base64,\(font.base64EncodedString())) format('woff2')"
      fonts.append(
        FontFace(
          file: (String(source.1) as NSString).lastPathComponent,
          rule: "@font-face{" + rule[..<source.range.lowerBound] + address + rule[source.range.upperBound...] + "}"))
    }
    return fonts
  }
}
