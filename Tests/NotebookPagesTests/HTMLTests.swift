import Testing

@testable import NotebookPages

@Suite struct HTMLTests {
  @Test("text and attributes are escaped, markup is not")
  func escaping() {
    let html = HTML.element("p", ["title": "a \"b\" <c>"]) {
      "x < y && 'z'\0"
      HTML(markup: "<br>")
    }
    #expect(html.markup == "<p title=\"a &quot;b&quot; &lt;c&gt;\">x &lt; y &amp;&amp; &#39;z&#39;\u{FFFD}<br></p>")
  }

  @Test("an attribute without a value is left out")
  func attributes() {
    #expect(HTML.opening("a", ["class": nil, "href": "x"]).markup == "<a href=\"x\">")
  }

  @Test("a first line end of preformatted text survives the browser")
  func firstLineEnd() {
    #expect(HTML.preformatted { "\na" }.markup == "<pre>\n\na</pre>")
    #expect(HTML.preformatted { "a" }.markup == "<pre>a</pre>")
  }
}
