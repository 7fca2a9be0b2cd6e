import CMark
import Foundation
import Testing

@testable import NotebookPages

@Suite struct ProseRendererTests {
  private func html(_ markdown: String) -> String {
    var renderer = ProseRenderer()
    return renderer.render(markdown).markup
  }

  @Test(
    "prose reads as libcmark's own renderer writes it",
    arguments: [
      "a *b* **c** `d` <i>e</i>\nf  \ng\\\nh", "# A\n\nB\n===\n\n---\n", "- a\n- b\n\n  c\n\n1. d\n2. e\n",
      "3. a\n   - b\n     > c\n",
      "> a\nb\n\n    code\n\n``` plain x\nfn\n```\n", "[a](b \"c\") ![d *e*](f 'g') <http://h.i/j?k=l&m>",
      "[a][r]\n\n[r]: http://x/ä\"b 't'\n",
      "<div>\n*a*\n</div>\n\n*b*\n", "&amp; &copy; &lt;x&gt; \\* \"q\" 'r'\n", "- a\n\n\n- b\n\n<!-- c -->\n",
      "* * *\n\n![](x)\n", "1) a\n\n```\n```\n",
    ])
  func agreesWithCMark(markdown: String) throws {
    let rendered = try #require(
      cmark_markdown_to_html(markdown, markdown.utf8.count, CMARK_OPT_UNSAFE))
    defer { free(rendered) }
    // Comments are the author's own, and lines of code are elements here.
    let expected = String(cString: rendered).replacing(" />", with: ">").replacing(/<!--.*-->/, with: "")
    let actual = html(markdown).replacing(#/ id="[^"]*"/#, with: "")
      .replacing(/<span class="line">(.*)<\/span>/, with: { $0.1 }).replacing("&#39;", with: "'")
    #expect(actual.filter { !$0.isWhitespace } == expected.filter { !$0.isWhitespace })
  }

  @Test("a list or a link's definition reaches over the code between")
  func acrossCode() {
    let markup = html("1. a [x][r]\n\n   ```\n   c\n   ```\n2. b\n\n[r]: http://y\n")
    #expect(markup.components(separatedBy: "<ol>").count == 2)
    #expect(markup.contains("<a href=\"http://y\">x</a>"))
  }

  @Test("headings have identifiers of their own")
  func headings() {
    var renderer = ProseRenderer()
    let markup = renderer.render("# Über *uns*!\n\n# Über uns\n\n## X `y` {#sec-x}\n\n## {x}\n").markup
    #expect(markup.contains("<h1 id=\"über-uns\">Über <em>uns</em>!</h1>"))
    #expect(markup.contains("<h1 id=\"über-uns-1\">"))
    #expect(markup.contains("<h2 id=\"sec-x\">X <code>y</code></h2>"))
    #expect(renderer.headings.map(\.text) == ["Über uns!", "Über uns", "X y", "{x}"])
  }

  @Test("an inline text has no paragraph around it")
  func inline() {
    #expect(ProseRenderer.inline("a *b* $c$").markup == "a <em>b</em> <span class=\"math inline\">\\(c\\)</span>")
  }

  @Test("deep nesting is survived", arguments: [">", "- ", "*a ", "[", "![", "$", "`"])
  func nesting(piece: String) {
    #expect(!html(String(repeating: piece, count: 10_000) + "x").isEmpty)
  }
}
