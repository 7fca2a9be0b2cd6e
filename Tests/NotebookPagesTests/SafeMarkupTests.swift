import Testing

@testable import NotebookPages

@Suite struct SafeMarkupTests {
  @Test(
    "what a teacher may want to write stays as it is",
    arguments: [
      "<details open=\"\"><summary>More</summary><kbd>Ctrl</kbd></details>", "<b>x</b><br><i title=\"a\">y</i>",
      "<table><tr><td colspan=\"2\" style=\"color: red\">1</td></tr></table>",
      "<a href=\"https://a.b/c?d=e&amp;f\">g</a>",
      "<a href=\"b.html#c\">d</a>", "<img src=\"data:image/png;base64,AQID\" alt=\"e\">", "a &amp; b &lt; c",
      "<a href=\"mailto:a@b.c\">d</a>", "<span class=\"c\" id=\"d\" lang=\"de\" aria-label=\"e\" data-f=\"g\">h</span>",
      "<math><mi>x</mi></math>", "<style>.a { color: red }</style>",
      "<svg viewBox=\"0 0 1 1\"><title>t</title><linearGradient id=\"g\"/><path d=\"M0 0\" fill=\"url(#g)\"/></svg>",
      "<svg><style>.a > .b { fill: red }</style><text text-anchor=\"end\">x</text></svg>",
    ])
  func harmless(markup: String) {
    #expect(SafeMarkup.whole(markup) == markup)
  }

  @Test(
    "what acts is left out, however it is spelled",
    arguments: [
      ("<script>alert(1)</script>a", "a"), ("<SCRIPT\n>alert(1)</ScRiPt >a", "a"), ("<script>alert(1)", ""),
      ("<script><!--<script></script>-->a", "--&gt;a"), ("<b onclick=\"a\" OnMouseOver='b' x=1>c</b>", "<b>c</b>"),
      ("<b/onclick=a>c</b>", "<b>c</b>"), ("<a href=\"javascript:a\">b</a>", "<a>b</a>"),
      ("<a href=\" \u{1}java\nscript:a\">b</a>", "<a>b</a>"), ("<a href='&#106;avascript&colon;a'>b</a>", "<a>b</a>"),
      ("<a href=jav&Tab;ascript:a>b</a>", "<a>b</a>"), ("<a href=\"vbscript:a\">b</a>", "<a>b</a>"),
      ("<a href=\"data:text/html,a\">b</a>", "<a>b</a>"), ("<iframe src=a>b</iframe>c", "c"),
      ("<object data=a></object><embed src=a>c", "c"), ("<base href=\"//a/\"><meta http-equiv=refresh>c", "c"),
      ("<link rel=stylesheet href=a>c", "c"), ("<form action=\"//a\"><input name=b><button>c</button></form>", "c"),
      ("<img src=x onerror=a>", "<img src=\"x\">"), ("<img src=\"https://a/b.png\" srcset=\"//c\">", "<img>"),
      ("<img src=\"\\\\a/b.png\"><img src=\"/\t\\a/b.png\">", "<img><img>"),
      (
        "<svg><script>a</script><set attributeName=href to=b /><a xlink:href=\"javascript:a\">c</a></svg>",
        "<svg><a>c</a></svg>"
      ),
      ("<svg onload=a><foreignObject><b>c</b></foreignObject></svg>", "<svg></svg>"),
      ("<svg><use href=\"//a#b\"/><image href=\"//c\"/></svg>", "<svg><use/><image/></svg>"),
      ("<svg><style><img src=x onerror=a></style></svg>", "<svg><style>\\3C img src=x onerror=a></style></svg>"),
      ("<svg><![CDATA[<b>]]></svg>", "<svg>&lt;b&gt;</svg>"),
      ("<noscript><b title=\"</noscript><img onerror=a>\">", "<img>\"&gt;"),
      ("<math><annotation-xml encoding=\"text/html\"><b>c</b></annotation-xml></math>", "<math><b>c</b></math>"),
      ("<template><b>c</b></template>d", "d"), ("<textarea></textarea><b>c</b>", "<b>c</b>"),
      ("<b title='\"><i>'>c</b>", "<b title=\"&quot;&gt;&lt;i&gt;\">c</b>"),
      ("<!-- a --><!DOCTYPE b><?c d?>e<!--><b>f</b>", "e<b>f</b>"), ("a < b <3 </ >c", "a &lt; b &lt;3 c"),
      ("<b", "<b></b>"),
    ])
  func acting(markup: String, safe: String) {
    #expect(SafeMarkup.whole(markup) == safe)
  }

  @Test("what is open is closed, and what closes more than was opened is ignored")
  func balance() {
    #expect(SafeMarkup.whole("<div><b>x") == "<div><b>x</b></div>")
    #expect(SafeMarkup.whole("</div></main><b>x</i></b>") == "<b>x</b>")
    #expect(SafeMarkup.whole("<table><tr><td>1<td>2</table>x") == "<table><tr><td>1<td>2</table>x")
    #expect(SafeMarkup.whole(String(repeating: "<div>", count: 10_000)).matches(of: /<\/div>/).count == 400)
  }

  @Test("a block of prose closes the HTML that it opened, and no other")
  func prose() {
    func html(_ markdown: String) -> String {
      var renderer = ProseRenderer()
      return renderer.render(markdown).markup.replacing("\n", with: "")
    }
    #expect(html("a <b>b\n\nc") == "<p>a <b>b</b></p><p>c</p>")
    #expect(html("- a\n\n  <div>\n- b</div>\n\nc") == "<ul><li><p>a</p><div></div></li><li><p>b</p></li></ul><p>c</p>")
    #expect(html("<details>\n\n*a*\n\n</details>\n\nb") == "<details><p><em>a</em></p></details><p>b</p>")
    #expect(html("</main></div>\n\na") == "<p>a</p>")
    #expect(
      html("[a](javascript:b) [c](&#106;avascript:d) ![e](javascript:f) [g](data:text/html,h) <i onclick=i>j</i>")
        == "<p><a>a</a> <a>c</a> e <a>g</a> <i>j</i></p>")
  }

  @Test("the first of two attributes of one name counts, also among many")
  func repeatedAttributes() {
    let others = (0..<20_000).map { "data-\($0)=\"\" " }.joined()
    let markup = SafeMarkup.whole("<b title=\"a\" \(others)TITLE=\"b\">c</b>")
    #expect(markup.hasPrefix("<b title=\"a\" data-0") && !markup.contains("TITLE"))
  }

  @Test("a picture from elsewhere is a link to it")
  func remotePictures() {
    var renderer = ProseRenderer()
    #expect(renderer.render("![a](https://b/c.png)").markup == "<p><a href=\"https://b/c.png\">a</a></p>\n")
  }
}
