import Foundation
import Testing

@testable import NotebookPages

@Suite struct ColoredCodeTests {
  private func colors(_ code: String) -> [String] {
    ColoredCode(swift: code).spans.compactMap { span in span.color.map { "\($0): \(span.text)" } }
  }

  @Test("code is coloured as the parser reads it")
  func colors() {
    #expect(
      colors("@MainActor func f(_ x: Int) -> Tensor { // note\n  let s = \"a \\(x) b\"; return Tensor([1, 2.5]) }") == [
        "attribute: @MainActor", "keyword: func", "type: Int", "type: Tensor", "comment: // note", "keyword: let",
        "string: \"a ", "string:  b\"", "keyword: return", "type: Tensor", "number: 1", "number: 2.5",
      ])
    #expect(colors("#if DEBUG\n#endif\n/a+/ /* b\nc */").contains("comment: /* b\nc */"))
  }

  @Test(
    "the text of the code is the same in colours, whatever it is",
    arguments: [
      "", "\n", "\n\nlet a = 1\n\n", "let s = \"\"\"\n  a \\(b)\n  \"\"\"\n", "\"unclosed", "/* open", ")}]<&>",
      "é 🎉 let",
      "\u{FEFF}x", "\t\tx\r\ny", "let a = \"\u{0}\"", "@", "#", "`", "\\(", "'a'",
    ])
  func text(code: String) {
    #expect(ColoredCode(swift: code).spans.map(\.text).joined() == code)
  }

  @Test(
    "deep nesting is survived", arguments: ["(", "[", "{", "\"\\(", "if x {", "a.", "!", "/*", "try "], [12, 60, 5000])
  func nesting(piece: String, count: Int) {
    let code = String(repeating: piece, count: count)
    #expect(ColoredCode(swift: code).spans.map(\.text).joined() == code)
  }

  @Test(
    "languages that pages only show have their comments, strings, numbers and keywords coloured",
    arguments: [
      (
        "python", "def f(x): # n\n  return \"a # b\" + 'c'",
        ["keyword: def", "comment: # n", "keyword: return", "string: \"a # b\"", "string: 'c'"]
      ),
      ("python", "x = \"\"\"a\n\"b\\\"\"\"\" 12.5e3 if_", ["string: \"\"\"a\n\"b\\\"\"\"\"", "number: 12.5e3"]),
      ("bash", "echo $# \"a\" # b", ["string: \"a\"", "comment: # b"]),
      ("json", "{\"a\": [1, true]}", ["string: \"a\"", "number: 1", "keyword: true"]),
      ("c", "int a; /* b\n*/ // c\n'\\''", ["keyword: int", "comment: /* b\n*/", "comment: // c", "string: '\\''"]),
      ("c", "\"open\nint /* open", ["string: \"open", "keyword: int", "comment: /* open"]),
    ])
  func otherLanguages(language: String, code: String, expected: [String]) {
    let spans = ColoredCode(code, language: language).spans
    #expect(spans.compactMap { span in span.color.map { "\($0): \(span.text)" } } == expected)
    #expect(spans.map(\.text).joined() == code)
  }

  @Test("cells and fences that cells print are coloured, unknown languages are not")
  func places() throws {
    #expect(
      try SamplePage("```swift\n//| echo: true\nlet a\n```\n", .ran()).html.contains(">let</span> a</span></code>"))
    var renderer = ProseRenderer()
    #expect(
      renderer.render("``` swift x\nlet a\n```\n```what\nlet a\n```\n").markup == """
        <pre><code class="language-swift"><span class="line"><span class="hl-keyword">let</span> a</span>
        </code></pre>
        <pre><code class="language-what"><span class="line">let a</span>
        </code></pre>

        """)
  }

  @Test("a part that goes over several lines has its colour in each of them")
  func lines() {
    let lines = ColoredCode(swift: "/* a\n\nb */ c\n").lines
    #expect(
      lines.map(\.code.html.markup) == [
        "<span class=\"hl-comment\">/* a</span>", "", "<span class=\"hl-comment\">b */</span> c",
      ])
    #expect(lines.map(\.isEnded) == [true, true, true])
    #expect(ColoredCode(swift: "a").lines.map(\.isEnded) == [false])
  }
}
