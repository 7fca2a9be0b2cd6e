import Testing

@testable import NotebookPages

@Suite struct TextOutputHTMLTests {
  private func html(_ text: String) -> String { TextOutputHTML(text: ANSIText(text), className: "stream").html.markup }

  @Test("text of a few lines shows whole")
  func short() {
    let text = String(repeating: "a\n", count: 40)
    #expect(html(text) == "<pre class=\"stream\">\(text)</pre>")
  }

  @Test("of many lines the first ones show, and the rest can be unfolded")
  func long() {
    let markup = html((1...1500).map { "\($0)\n" }.joined())
    #expect(markup.contains("\n30\n</pre><details><summary>1,470 more lines</summary><pre class=\"stream\">31\n"))
    #expect(markup.hasSuffix("1500\n</pre></details></div>"))
  }

  @Test("a line without end wraps, and its rest can be unfolded")
  func endless() {
    let markup = html(String(repeating: "x", count: 1_000_000))
    #expect(markup.contains("<summary>997,000 more characters</summary><pre class=\"stream wraps\">"))
    // A fold of a megabyte would keep the browser busy.
    #expect(markup.contains("<details><summary>697,000 more characters</summary>"))
    #expect(markup.utf8.count { $0 == UInt8(ascii: "x") } == 1_000_000)
  }

  @Test("colours go on over the fold")
  func colors() {
    let markup = html("\u{1B}[31m" + String(repeating: "a\n", count: 60))
    #expect(markup.matches(of: /<span class="ansi-red">/).count == 2)
  }

  @Test("numbers are written in groups")
  func groups() {
    #expect(
      [0, 12, 999, 1000, 123_456, 1_234_567].map(\.inGroups) == ["0", "12", "999", "1,000", "123,456", "1,234,567"])
  }
}
