import Testing

@testable import NotebookPages

@Suite struct FootnoteTests {
  private func html(_ markdown: String) -> String {
    var renderer = ProseRenderer()
    return renderer.render(markdown).markup
  }

  @Test("footnotes stand below the text in the order of their marks, with ways back")
  func order() {
    #expect(
      html("a[^b] c[^1] d[^b]\n\n[^1]: One *x* [^z].\n[^b]: Two\nlines.\n[^z]: $y$\n[^unused]: u\n\ne\n") == """
        <p>a<sup class="footnote" id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup> \
        c<sup class="footnote" id="fnref-2"><a href="#fn-2" role="doc-noteref">2</a></sup> \
        d<sup class="footnote" id="fnref-1-2"><a href="#fn-1" role="doc-noteref">1</a></sup></p>
        <p>e</p>
        <section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol>
        <li id="fn-1"><p>Two
        lines. <a href="#fnref-1" class="back" role="doc-backlink" aria-label="Back to the text">↩︎</a> \
        <a href="#fnref-1-2" class="back" role="doc-backlink" aria-label="Back to the text">↩︎</a></p>
        </li>
        <li id="fn-2"><p>One <em>x</em> <sup class="footnote" id="fnref-3"><a href="#fn-3" role="doc-noteref">3</a></sup>. \
        <a href="#fnref-2" class="back" role="doc-backlink" aria-label="Back to the text">↩︎</a></p>
        </li>
        <li id="fn-3"><p><span class="math inline">\\(y\\)</span> \
        <a href="#fnref-3" class="back" role="doc-backlink" aria-label="Back to the text">↩︎</a></p>
        </li></ol></section>
        """)
  }

  @Test("a footnote of several paragraphs is indented, and ends where the indentation does")
  func paragraphs() {
    let markup = html("a[^1]\n\n[^1]: b\n\n    c $x$\n\n        code\n\nd\n")
    #expect(markup.hasPrefix("<p>a<sup"))
    #expect(markup.contains("<p>d</p>\n<section"))
    #expect(
      markup.contains("<p>b</p>\n<p>c <span class=\"math inline\">\\(x\\)</span></p>\n<pre><code>code\n</code></pre>"))
  }

  @Test("a mark without a text, and one in code, stay what they are")
  func noFootnotes() {
    #expect(html("a[^b] `[^c]`\n\n[^c]: d\n") == "<p>a[^b] <code>[^c]</code></p>\n")
  }

  @Test("a cell below a footnote's text is still a cell")
  func cells() throws {
    let page = try SamplePage("a[^1]\n\n[^1]: b\n```swift\nc\n```\n", .ran())
    #expect(page.html.contains("<div class=\"cell\" id=\"cell-1\">"))
  }
}
