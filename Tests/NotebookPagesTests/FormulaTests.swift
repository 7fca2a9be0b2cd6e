import NotebookDocument
import Testing

@testable import NotebookPages

@Suite struct FormulaTests {
  private func html(_ markdown: String) -> String {
    var renderer = ProseRenderer()
    return renderer.render(markdown).markup
  }

  @Test("backslashes, underscores and stars in formulas are TeX, not Markdown")
  func tex() {
    #expect(
      html(#"$a_1 * b_2 * c\_d \{x\} \\ y$"#)
        == #"<p><span class="math inline">\(a_1 * b_2 * c\_d \{x\} \\ y\)</span></p>"# + "\n")
    #expect(
      html("$$\n\\begin{aligned}\na &= b_1 \\\\\n- c &< d_2\n\\end{aligned}\n$$")
        == "<p><span class=\"math display\">\\[\n\\begin{aligned}\na &amp;= b_1 \\\\\n- c &amp;&lt; d_2\n\\end{aligned}\n\\]</span></p>\n"
    )
  }

  @Test(
    "a dollar is a formula's only by Pandoc's rules",
    arguments: [
      ("It costs $5 and $6.", "It costs $5 and $6."), ("$20,000 and $30,000", "$20,000 and $30,000"),
      (#"\$a$"#, "$a$"), ("a $ b $ c", "a $ b $ c"), ("$a$1", "$a$1"), ("$$", "$$"), ("$$ $$", "$$ $$"),
      ("$a\n\nb$", "$a</p>\n<p>b$"),
    ])
  func plainDollars(markdown: String, text: String) {
    #expect(html(markdown) == "<p>\(text)</p>\n")
  }

  @Test("code is never a formula")
  func code() {
    #expect(html("`$a$` and ``$`b$``") == "<p><code>$a$</code> and <code>$`b$</code></p>\n")
    #expect(html("```\n$a$\n```\n") == "<pre><code>$a$\n</code></pre>\n")
    #expect(html("    $a$\n") == "<pre><code>$a$\n</code></pre>\n")
  }

  @Test(
    "formulas stand anywhere that text does",
    arguments: [
      ("# On $x_1$", "<h1 id=\"on-x_1\">On <span class=\"math inline\">\\(x_1\\)</span></h1>\n"),
      ("**$x$**", "<p><strong><span class=\"math inline\">\\(x\\)</span></strong></p>\n"),
      (
        "- $a$\n- $b$",
        "<ul>\n<li><span class=\"math inline\">\\(a\\)</span></li>\n<li><span class=\"math inline\">\\(b\\)</span></li>\n</ul>\n"
      ),
      (
        "> $$\n> a\n> b\n> $$",
        "<blockquote>\n<p><span class=\"math display\">\\[\n a\n b\n \\]</span></p>\n</blockquote>\n"
      ),
      (
        "a $x$ b $x$",
        "<p>a <span class=\"math inline\">\\(x\\)</span> b <span class=\"math inline\">\\(x\\)</span></p>\n"
      ),
    ])
  func places(markdown: String, markup: String) {
    #expect(html(markdown) == markup)
  }

  @Test("dollars in addresses, descriptions and raw HTML stay what they were")
  func outsideText() {
    #expect(html("[a](http://x/?$b$)") == "<p><a href=\"http://x/?$b$\">a</a></p>\n")
    #expect(html("![$b$](c.png)") == "<p><img src=\"c.png\" alt=\"$b$\"></p>\n")
    #expect(html("<b title='$x$'>y</b>") == "<p><b title=\"$x$\">y</b></p>\n")
  }

  @Test("a placeholder is as long as its formula on every line, and no character of the text is taken for one")
  func placeholders() {
    let markdown = "a \u{E000} $x$ and $$\n  y_1 +\n> z\n$$ end"
    let hidden = InlinePlaceholders(hidingInlinesOf: markdown, codeLines: [])
    let lines = hidden.text.split(separator: 0x0A).map(\.count)
    #expect(lines == [17, 7, 3, 6])
    let text = String(decoding: hidden.text, as: UTF8.self)
    #expect(hidden.source(of: text) == markdown)
    #expect(html("\u{E000} $x$").hasPrefix("<p>\u{E000} <span"))
  }
}
