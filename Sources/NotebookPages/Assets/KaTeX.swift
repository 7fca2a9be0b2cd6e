import Foundation

/// KaTeX, which typesets TeX in the browser (katex.org), as part of a page that asks for nothing else.
public struct KaTeX: Hashable, Sendable {
  /// The style sheet, its fonts in it.
  let style: String
  /// The library, which defines `katex`.
  let script: String

  /// Reads `katex.min.css`, `katex.min.js` and the fonts in `fonts`; nil where any of them is missing.
  public init?(folder: String) {
    func text(_ name: String) -> String? { try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }
    guard let css = text("katex.min.css") ?? text("katex.css"), let script = text("katex.min.js") ?? text("katex.js"),
      let style = Self.embeddingFonts(of: css, from: folder)
    else { return nil }
    self.style = style
    // Inside a page's script these characters would end it.
    self.script = script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
  }

  /// Typesets each formula of the page. One that KaTeX does not understand stays TeX, in the colour of errors;
  /// what one defines with `\gdef` or `\newcommand`, the next ones know.
  var pageScript: String {
    """
    \(script)
    (() => {
      const macros = {};
      const typeset = (root) => { for (const element of root.querySelectorAll(".math")) {
        const tex = element.textContent.replace(/^\\\\[([]|\\\\[)\\]]$/g, "");
        katex.render(tex, element, {
          displayMode: element.classList.contains("display"), throwOnError: false, errorColor: "var(--error)",
          strict: "ignore", globalGroup: true, macros
        });
      } };
      typeset(document);
      // A page that is kept up to date gets new blocks.
      document.addEventListener("notebook:added", (event) => typeset(event.detail));
    })();
    """
  }

  /// The style sheet with each font as WOFF 2 in it; nil where one can't be read.
  private static func embeddingFonts(of css: String, from folder: String) -> String? {
    var isComplete = true
    let style = css.replacing(/src:\s*url\(["']?([^"')]+\.woff2)["']?\)[^;}]*/) { match in
      guard let font = FileManager.default.contents(atPath: "\(folder)/\(match.1)") else {
        isComplete = false
        return ""
      }
      return "src:url(data:font/woff2;base64,\(font.base64EncodedString())) format('woff2')"
    }
    // An address that is left would be asked for by the page.
    let isSelfContained = style.matches(of: /url\((?!data:)/).isEmpty && !style.contains("@import")
    return isComplete && isSelfContained ? style : nil
  }
}
