import Testing

@testable import NotebookPages

@Suite struct ContentsHTMLTests {
  private func contents(_ text: String) throws -> String? {
    let page = HTMLPage(try SamplePage(text).notebook, assets: .none).text
    return page.firstMatch(of: /(?s)<nav.*<\/nav>/).map { String($0.0).replacing("\n", with: "") }
  }

  @Test("a page of three sections has a table of contents, in two levels")
  func levels() throws {
    #expect(
      try contents("# T\n\n## A *b*\n\n### C $x$ {#sec-c}\n\n#### D\n\n## E[^1] [f](g)\n\n[^1]: h\n")
        == "<nav class=\"contents\" aria-label=\"Contents\"><details><summary>Contents</summary><ol>"
        + "<li><a href=\"#a-b\">A <em>b</em></a><ol><li><a href=\"#sec-c\">C <span class=\"math inline\">\\(x\\)</span></a></li></ol></li>"
        + "<li><a href=\"#e-f\">E f</a></li></ol></details></nav>")
  }

  @Test("a short page has none, nor one that says so")
  func none() throws {
    #expect(try contents("## A\n\n## B\n") == nil)
    #expect(try contents("---\ntoc: false\n---\n## A\n\n## B\n\n## C\n") == nil)
    #expect(try contents("---\ntoc: true\n---\n## A\n\n## B\n\n## C\n") != nil)
  }

  @Test(
    "a page has one heading of the first level",
    arguments: [
      ("# A\n\n## B\n", [1, 2]), ("---\ntitle: T\n---\n# A\n\n## B\n", [1, 2, 3]), ("# A\n\n# B\n\n## C\n", [1, 2, 3]),
      ("---\ntitle: A\n---\n# A\n\n# B\n", [1, 2]), ("## A\n\n## B\n", [1, 2, 2]), ("text\n", [1]),
      ("###### A\n\n# B\n", [6, 1]),
    ])
  func firstLevel(text: String, levels: [Int]) throws {
    let page = HTMLPage(try SamplePage(text).notebook, assets: .none).text
    #expect(page.matches(of: /<h([1-6])/).compactMap { Int($0.1) } == levels)
  }
}
