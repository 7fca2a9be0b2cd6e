import Testing

@testable import Plotting

@Suite("Labels with formulas")
struct RichTextTests {
  @Test(
    "TeX becomes the characters that it names",
    arguments: [
      ("loss $\\mathcal{L}(\\theta)$", "loss ℒ(θ)"), ("$x_1^2$", "x12"),
      ("$\\hat{y} - \\bar x$", "y\u{302}\u{2009}−\u{2009}x\u{304}"),
      ("$\\frac{1}{n}$", "1/n"), ("$\\frac{a+b}{2}$", "(a\u{2009}+\u{2009}b)/2"), ("$\\sqrt{n}$", "√n"),
      ("$\\mathbb{R}^d$", "ℝd"), ("$\\alpha \\to \\infty$", "α\u{2009}→\u{2009}∞"), ("$\\log p(x)$", "log p(x)"),
      ("$-1 \\le x$", "−1\u{2009}≤\u{2009}x"), ("$\\mathrm{KL}(p\\|q)$", "KL(p‖q)"), ("a\\$b", "a$b"),
      ("costs 5$", "costs 5$"),
      ("$\\text{two words}$", "two words"),
    ])
  func characters(label: String, plain: String) {
    #expect(RichText(label).plain == plain)
  }

  @Test("scripts are smaller and raised or lowered, and scripts of scripts more so")
  func scripts() {
    let pieces = RichText("$x_i^{n^2}$").pieces
    #expect(pieces.map(\.text) == ["x", "i", "n", "2"])
    #expect(pieces[1].rise < 0 && pieces[2].rise > 0 && pieces[3].rise > pieces[2].rise)
    #expect(pieces[1].scale == 0.72 && pieces[3].scale < 0.72)
    #expect(pieces[0].isItalic && !pieces[3].isItalic)
  }

  @Test(
    "what is unknown or unfinished is shown as it is written",
    arguments: ["$\\unknown$", "$\\frac{a$", "$x^$", "$}{$", "$\\$", "$"])
  func unknown(label: String) {
    _ = RichText(label).width(size: 12)
    #expect(RichText("$\\unknown$").plain == "\\unknown")
  }

  @Test("deep nesting is read without end of stack")
  func nesting() {
    let deep = "$" + String(repeating: "x^{", count: 5_000) + String(repeating: "}", count: 5_000) + "$"
    #expect(!RichText(deep).isEmpty)
  }

  @Test("long labels are broken at spaces, never inside a formula")
  func lines() {
    let lines = RichText.lines("one two $a + b + c$ three", size: 12, width: 60)
    #expect(lines.map(\.plain) == ["one two", "a\u{2009}+\u{2009}b\u{2009}+\u{2009}c", "three"])
  }
}
