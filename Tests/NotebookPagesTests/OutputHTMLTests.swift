import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct OutputHTMLTests {
  private func html(_ bundle: MIMEBundle, options: String = "") throws -> String {
    try SamplePage("```swift\n\(options)x\n```\n", .ran(.display(bundle))).html
  }

  @Test("the richest representation is shown")
  func richest() throws {
    let plain = MIMEBundle(plainText: "a <b>")
    #expect(try html(plain).contains("<pre class=\"display\">a &lt;b&gt;</pre>"))
    let json = plain.adding(.json, "{\"a\": 1}")
    #expect(try html(json).contains("<pre class=\"display json\">{&quot;a&quot;: 1}</pre>"))
    let latex = json.adding(.latex, "$x < y$")
    #expect(try html(latex).contains("<span class=\"math inline\">\\(x &lt; y\\)</span>"))
    let png = latex.adding(.png, data: [1, 2, 3])
    #expect(try html(png).contains("src=\"data:image/png;base64,AQID\""))
    #expect(try html(png.adding(.svg, "<svg></svg>")).contains("<svg></svg>"))
    #expect(try html(png.adding(.html, "<b>bold</b>")).contains("<div class=\"display\"><b>bold</b></div>"))
  }

  @Test("a loop that goes on is told of above what its cell shows")
  func loop() throws {
    let loop = LoopProgress(title: "a < b", step: 3, total: 10, rate: 2, values: [.init(name: "loss", text: "0.5")])
    let page = try html(MIMEBundle(plainText: "text").adding(.progress, loop.json))
    #expect(
      page.contains(
        """
        <div class="loop"><progress aria-label="a &lt; b" value="3" max="10"></progress>\
        <span>a &lt; b 3/10 · 2/s · loss 0.5</span></div><pre class="display">text</pre>
        """))
    #expect(try html(MIMEBundle(plainText: "text").adding(.progress, "{")).contains("class=\"loop\"") == false)
  }

  @Test("the streams can be told apart, and neither can break out of its element")
  func streams() throws {
    let page = try SamplePage(
      "```swift\nx\n```\n", .ran(.stream(.output, "</pre><script>"), .stream(.error, "e"), .notice("n<")))
    #expect(page.html.contains("<pre class=\"stream stdout\">&lt;/pre&gt;&lt;script&gt;</pre>"))
    #expect(page.html.contains("<pre class=\"stream stderr\">e</pre>\n<p class=\"notice\">n&lt;</p>"))
  }

  @Test("a picture carries its caption and its description")
  func figure() throws {
    let options = "//| fig-cap: \"On *$x$* & more\"\n//| fig-alt: \"A \\\"curve\\\"\"\n//| fig-width: 4.5\n"
    let svg = try html(MIMEBundle(plainText: "p").adding(.svg, "<?xml?><svg/>"), options: options)
    #expect(
      svg.contains(
        "role=\"img\" aria-label=\"A &quot;curve&quot;\" style=\"width: 4.5in\" data-file=\"cell-1\"><svg/></div>"))
    #expect(
      svg.contains(
        "<figcaption>On <em><span class=\"math inline\">\\(x\\)</span></em> &amp; more</figcaption></figure>"))
    let png = try html(MIMEBundle(plainText: "p").adding(.png, data: []), options: options)
    #expect(png.contains("<img alt=\"A &quot;curve&quot;\""))
    #expect(try html(MIMEBundle(plainText: "p").adding(.png, data: [])).contains("<img alt=\"p\""))
  }

  @Test("a picture that names itself is left to do so, unless the page says what it shows")
  func ownNames() throws {
    for svg in ["<svg><title>T</title></svg>", "<svg role=\"img\" aria-label=\"T\"></svg>"] {
      let bundle = MIMEBundle(plainText: "p").adding(.svg, svg)
      #expect(try html(bundle).contains("<div class=\"display picture\" data-file=\"cell-1\"><svg"))
      #expect(try html(bundle, options: "//| fig-cap: C\n").contains("<div class=\"display picture\" data-file"))
      #expect(try html(bundle, options: "//| fig-alt: A\n").contains("role=\"img\" aria-label=\"A\""))
    }
    #expect(try html(MIMEBundle(plainText: "p").adding(.svg, "<svg/>")).contains("role=\"img\" aria-label=\"p\""))
  }

  @Test("a height alone bounds a picture, which keeps its shape")
  func height() throws {
    let svg = try html(MIMEBundle(plainText: "p").adding(.svg, "<svg/>"), options: "//| fig-height: 2\n")
    #expect(svg.contains("style=\"--figure-height: 2.0in\""))
  }

  @Test("how far a loop is shows as its bundle's HTML")
  func progress() throws {
    let bundle = MIMEBundle(plainText: "9 of 10").adding(.progress, LoopProgress(title: "t", step: 9).json)
    #expect(try html(bundle).contains("<pre class=\"display\">9 of 10</pre>"))
    #expect(try html(bundle.adding(.html, "<b>9</b>")).contains("<div class=\"display\"><b>9</b></div>"))
  }

  @Test("a table carries its caption above it")
  func table() throws {
    let markup = try html(Table(columns: ["a"], rows: [[1]]).mimeBundle, options: "//| tbl-cap: Ones\n")
    #expect(markup.contains("<figure class=\"table\"><figcaption>Ones</figcaption><div class=\"display\">"))
    #expect(markup.contains("<a href=\"data:text/csv;charset=utf-8;base64,YQ0KMQ0K\" download=\"cell-1.csv\">CSV</a>"))
  }

  @Test("what names a picture is still found in the page")
  func ownNamesInThePage() {
    let svg = "<svg aria-labelledby=\"t d x\"><title id=\"t\">T</title><desc id='d'>D</desc></svg>"
    #expect(
      InlineSVG.markup(of: svg, prefix: "p-")
        == "<svg aria-labelledby=\"p-t p-d x\"><title id=\"p-t\">T</title><desc id='p-d'>D</desc></svg>")
  }

  @Test("two pictures with the same identifiers do not mix")
  func identifiers() {
    let svg =
      "<svg><g id=\"a\"/><g id=\"ab\"/><use href=\"#a\"/><path clip-path=\"url(#ab)\" fill='url(#other)'/></svg>"
    #expect(
      InlineSVG.markup(of: svg, prefix: "p-")
        == "<svg><g id=\"p-a\"/><g id=\"p-ab\"/><use href=\"#p-a\"/><path clip-path=\"url(#p-ab)\" fill='url(#other)'/></svg>"
    )
  }

  @Test("what only looks like a name of a picture stays as it is, however much of it there is")
  func almostNames() {
    let svg = "<svg><g id=\"b\"/><g id=\"c\"/><g aria-labelledby=\"x (#b) c\"/><text>(#b (#c) id=\"b</text></svg>"
    #expect(
      InlineSVG.markup(of: svg, prefix: "p-")
        == "<svg><g id=\"p-b\"/><g id=\"p-c\"/><g aria-labelledby=\"x (#b) p-c\"/><text>(#b (#p-c) id=\"b</text></svg>")
    let many = "<svg><text>" + String(repeating: "(#", count: 500_000) + "</text></svg>"
    #expect(InlineSVG.markup(of: many, prefix: "p-") == many)
  }
}
