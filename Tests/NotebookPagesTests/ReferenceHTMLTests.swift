import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct ReferenceHTMLTests {
  @Test("a reference is a link in the words of what it names")
  func links() throws {
    let markup = try SamplePage(
      "# On `x` and $y$ {#sec-a}\n\n$$x$$ {#eq-x}\n\n@sec-a, *@eq-x*, [the @eq-x](b), ![@eq-x](c) \\@eq-x\n"
    ).html
    #expect(
      markup.contains(
        "<a href=\"#sec-a\">On <code>x</code> and <span class=\"math inline\">\\(y\\)</span></a>, "
          + "<em><a href=\"#eq-x\">Equation\u{A0}1</a></em>, <a href=\"b\">the Equation\u{A0}1</a>, "
          + "<img src=\"c\" alt=\"Equation\u{A0}1\"> @eq-x"))
    #expect(
      markup.contains(
        "<p><span class=\"equation\" id=\"eq-x\"><span class=\"math display\">\\[x\\]</span>"
          + "<span class=\"equation-number\">(1)</span></span></p>"))
    #expect(markup.contains("<h1 id=\"sec-a\">"))
  }

  @Test("a labelled figure and a labelled table carry their numbers, with a caption and without")
  func captions() throws {
    let figure = CellOutcome.ran(.display(MIMEBundle(plainText: "Figure").adding(.svg, samplePicture)))
    let table = CellOutcome.ran(.result(MIMEBundle(plainText: "t").adding(.html, "<table></table>")))
    let markup = try SamplePage(
      """
      ```swift
      //| label: fig-a
      //| fig-cap: Beside @tbl-c.
      ```
      ```swift
      //| label: fig-b
      ```
      ```swift
      //| label: tbl-c
      //| tbl-cap: A *table*.
      ```
      ```swift
      //| label: other
      //| tbl-cap: No number.
      ```
      """, figure, figure, table, table
    ).html
    #expect(
      markup.contains(
        "<figcaption><span class=\"caption-number\">Figure\u{A0}1:</span> Beside <a href=\"#tbl-c\">Table\u{A0}1</a>.<")
    )
    #expect(markup.contains("<figcaption><span class=\"caption-number\">Figure\u{A0}2</span></figcaption>"))
    #expect(
      markup.contains("<figcaption><span class=\"caption-number\">Table\u{A0}1:</span> A <em>table</em>.</figcaption>"))
    #expect(markup.contains("<figcaption>No number.</figcaption>"))
  }

  @Test("a labelled picture of the text is a figure, numbered with the cells' figures")
  func pictures() throws {
    let page = try SamplePage(
      "![As in *@fig-b* [c](d)](a.png){#fig-a}\n\n```swift\n//| label: fig-b\n```\n\n@fig-a ![e](f.png){#fig-c}\n",
      .ran())
    #expect(
      page.html == """
        <figure id="fig-a"><img src="a.png" alt="As in Figure\u{A0}2 c"><figcaption>\
        <span class="caption-number">Figure\u{A0}1:</span> As in <em><a href="#fig-b">Figure\u{A0}2</a></em> \
        <a href="d">c</a></figcaption></figure>

        <p><a href="#fig-a">Figure\u{A0}1</a> <img src="f.png" alt="e">{#fig-c}</p>

        """)
  }

  @Test("a heading without a label does not take one that the text refers to")
  func identifiers() throws {
    let markup = try SamplePage("# Sec x\n\n# B {#sec-x}\n\n# Eq e\n\n$$x$$ {#eq-e}\n").html
    #expect(markup.contains("<h1 id=\"sec-x-1\">Sec x</h1>") && markup.contains("<h2 id=\"sec-x\">B</h2>"))
    #expect(markup.contains("<h2 id=\"eq-e-1\">"))
  }
}
