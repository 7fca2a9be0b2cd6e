import Testing

@testable import NotebookPages

@Suite struct ANSITextTests {
  @Test("colours and weights become classes, other sequences go")
  func colours() {
    let text = ANSIText("a \u{1B}[1;31mb<\u{1B}[0m c\u{1B}[2K\u{1B}[3A\u{1B}]0;title\u{7}d\u{1B}(B")
    #expect(
      text.html.markup == "a <span class=\"ansi-red ansi-bold\">b&lt;</span> cd")
  }

  @Test("the plain text is what is left")
  func plain() {
    #expect(ANSIText("\u{1B}[38;5;200;4mx\u{1B}[m y\u{1B}").plain == "x y")
    #expect(ANSIText("\u{1B}[38;5;200;4mx").html.markup == "<span class=\"ansi-underline\">x</span>")
    #expect(ANSIText("\u{1B}[92mx").html.markup == "<span class=\"ansi-green\">x</span>")
  }
}
