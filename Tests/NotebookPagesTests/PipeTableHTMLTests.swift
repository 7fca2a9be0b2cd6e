import Testing

@testable import NotebookPages

@Suite struct PipeTableHTMLTests {
  private func html(_ markdown: String) -> String {
    var renderer = ProseRenderer()
    return renderer.render(markdown).markup.replacing("\n", with: "")
  }

  private func table(_ content: String) -> String { "<div class=\"table-frame\"><table>\(content)</table></div>" }

  @Test("a table has a header, rows and aligned columns")
  func table() {
    #expect(
      html("a | b | c\n--|:-:|--:\n1 | *2* | 3 | 4\n5\n\ntext")
        == table(
          "<thead><tr><th>a</th><th class=\"center\">b</th><th class=\"right\">c</th></tr></thead>"
            + "<tbody><tr><td>1</td><td class=\"center\"><em>2</em></td><td class=\"right\">3</td></tr>"
            + "<tr><td>5</td><td class=\"center\"></td><td class=\"right\"></td></tr></tbody>") + "<p>text</p>")
  }

  @Test(
    "a cell holds inline Markdown, read by itself",
    arguments: [
      ("`x|y` \\| _z_", "<code>x|y</code> | <em>z</em>"), ("$a|b$", "<span class=\"math inline\">\\(a|b\\)</span>"),
      ("[r] and [s](t)", "<a href=\"/u\">r</a> and <a href=\"t\">s</a>"), ("# x", "# x"), ("- x", "- x"),
      ("*a", "*a"), ("**b**", "<strong>b</strong>"), ("_b_", "<em>b</em>"), ("\\*c\\*", "*c*"), ("&lt;", "&lt;"),
      ("[a](b)", "<a href=\"b\">a</a>"), ("!", "!"), ("<b>x</b>", "<b>x</b>"), ("1. x", "1. x"), ("", ""),
    ])
  func cells(markdown: String, markup: String) {
    #expect(
      html("|h|i|\n|-|-|\n|\(markdown)|d*|\n\n[r]: /u\n")
        == table(
          "<thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>\(markup)</td><td>d*</td></tr></tbody>"))
  }

  @Test("a table below a text, in a list or in a quote is one")
  func places() {
    let small = table("<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>")
    #expect(html("text\n|a|\n|-|\n|b|\n") == "<p>text</p>\(small)")
    #expect(html("- |a|\n  |-|\n  |b|\n- c\n") == "<ul><li>\(small)</li><li>c</li></ul>")
    #expect(html("> |a|\n> |-|\n> |b|\n") == "<blockquote>\(small)</blockquote>")
    #expect(html("::: note\n|a|\n|-|\n|b|\n:::\n").hasSuffix("</p>\(small)</aside>"))
  }

  @Test(
    "what is no table stays what it was", arguments: ["|a|b|\n|-|", "a\n|-|-|", "| a |\n| b |", "a | b", "|-|\n|-"])
  func noTables(markdown: String) {
    #expect(!html(markdown).contains("<table>") || markdown == "|-|\n|-")
    #expect(html("```\n|a|\n|-|\n```\n") == "<pre><code>|a||-|</code></pre>")
  }

  @Test("a caption below gives the table its words and its label")
  func captions() throws {
    let page = try SamplePage("|a|\n|-|\n\n: On *b* {#tbl-c}\n\n@tbl-c\n")
    #expect(
      page.html.replacing("\n", with: "")
        == "<figure class=\"table\" id=\"tbl-c\"><figcaption><span class=\"caption-number\">Table\u{A0}1:</span> "
        + "On <em>b</em></figcaption>" + table("<thead><tr><th>a</th></tr></thead>")
        + "</figure><p><a href=\"#tbl-c\">Table\u{A0}1</a></p>")
  }
}
