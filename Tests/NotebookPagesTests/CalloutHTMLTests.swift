import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct CalloutHTMLTests {
  private func html(_ markdown: String) -> String {
    var renderer = ProseRenderer()
    return renderer.render(markdown).markup
  }

  @Test("a callout stands in a block of its own with its kind and its title")
  func block() {
    #expect(
      html("a\n::: tip On *it* & $x$\nb\n:::\nc") == """
        <p>a</p>
        <aside class="callout tip" role="note"><p class="callout-title"><span class="callout-kind">Tip</span> \
        On <em>it</em> &amp; <span class="math inline">\\(x\\)</span></p>
        <p>b</p>
        </aside>
        <p>c</p>

        """)
  }

  @Test("solutions and hints are folded", arguments: ["solution", "hint"])
  func folded(kind: String) {
    let markup = html("::: \(kind)\nb\n:::\n")
    #expect(
      markup == """
        <details class="callout \(kind)"><summary class="callout-title"><span class="callout-kind">\
        \(kind.capitalized)</span></summary>
        <p>b</p>
        </details>

        """)
  }

  @Test("callouts hold lists, headings, cells and callouts")
  func nested() throws {
    let page = try SamplePage(
      "::::: exercise\n- a\n- b\n:::: {.callout-note}\n## C\n```swift\nd\n```\n::::\n:::::\n", .ran())
    #expect(
      page.html == """
        <aside class="callout exercise" role="note"><p class="callout-title"><span class="callout-kind">Exercise</span></p>
        <ul>
        <li>a</li>
        <li>b</li>
        </ul>
        <aside class="callout note" role="note"><p class="callout-title"><span class="callout-kind">Note</span></p>
        <h2 id="c">C</h2>
        <div class="cell" id="cell-1"><pre class="code"><code class="language-swift"><span class="line">d</span></code></pre></div>
        </aside>
        </aside>

        """)
  }

  @Test("a callout in a list or a quote stays there, and the list stays tight")
  func inContainers() {
    #expect(
      html("- a\n  ::: note\n  b\n  :::\n- c\n").filter { $0 != "\n" }
        == "<ul><li>a<aside class=\"callout note\" role=\"note\"><p class=\"callout-title\"><span class=\"callout-kind\">Note</span></p>"
        + "b</aside></li><li>c</li></ul>")
    #expect(
      html("1. ::: hint\n   b\n   :::\n2. c\n").filter { $0 != "\n" }
        == "<ol><li><details class=\"callout hint\"><summary class=\"callout-title\"><span class=\"callout-kind\">Hint"
        + "</span></summary>b</details></li><li>c</li></ol>")
    #expect(html("> ::: note\n> b\n> :::\n").hasSuffix("<p>b</p>\n</aside>\n</blockquote>\n"))
  }

  @Test("callouts stay as they were written in the other formats")
  func otherFormats() throws {
    let page = try SamplePage("::: note\na\n:::\n")
    #expect(page.markdown.text == "::: note\na\n:::\n")
    #expect(page.ipynb.contains("::: note\\n"))
  }

  @Test(
    "colons that are no callout show, in what a cell printed", arguments: [":::", "::: what\na\n:::", "::: note\na"])
  func unpaired(markdown: String) {
    #expect(html(markdown) == "<p>\(markdown)</p>\n")
  }
}
