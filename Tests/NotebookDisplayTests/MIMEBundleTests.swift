import NotebookDisplay
import Testing

@Suite("A value in several representations")
struct MIMEBundleTests {
  @Test("plain text comes first and is always there")
  func plainText() {
    let bundle = MIMEBundle(plainText: "a").adding(.html, "<b>")
    #expect(bundle.plainText == "a" && bundle.representations.map(\.type) == [.plainText, .html])
    #expect(bundle.text(.html) == "<b>" && bundle.text(.svg) == nil && bundle.data(.html) == nil)
  }

  @Test("a representation of the same type is replaced in its place")
  func replacing() {
    let bundle = MIMEBundle(plainText: "a").adding(.png, data: [1]).adding(.svg, "s").adding(.png, data: [2])
      .adding(.plainText, "b")
    #expect(bundle.representations.map(\.type) == [.plainText, .png, .svg])
    #expect(bundle.data(.png) == [2] && bundle.plainText == "b")
  }

  @Test("bundles are equal where types and contents are, in order")
  func equality() {
    let a = MIMEBundle(plainText: "a").adding(.html, "h").adding(.svg, "s")
    #expect(a == MIMEBundle(plainText: "a").adding(.html, "h").adding(.svg, "s"))
    #expect(a.hashValue == MIMEBundle(plainText: "a").adding(.html, "h").adding(.svg, "s").hashValue)
    #expect(a != MIMEBundle(plainText: "a").adding(.svg, "s").adding(.html, "h"))
    #expect(MIMEBundle(plainText: "a").adding(.png, "x") != MIMEBundle(plainText: "a").adding(.png, data: [0x78]))
  }

  @Test("any value shows itself: richly, or by its description")
  func showing() {
    struct Rich: Displayable { var mimeBundle: MIMEBundle { MIMEBundle(plainText: "rich") } }
    #expect(MIMEBundle(showing: Rich()).plainText == "rich")
    #expect(MIMEBundle(showing: "a\n\"b\"").plainText == "a\n\"b\"")
    #expect(MIMEBundle(showing: "abc".prefix(2)).plainText == "ab")
    #expect(MIMEBundle(showing: [1, 2]).plainText == "[1, 2]")
    #expect(MIMEBundle(showing: Int?.none).plainText == "nil")
    #expect(MIMEBundle(showing: MIMEBundle(plainText: "itself")).plainText == "itself")
  }
}
