import Foundation
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct HTMLPageTests {
  private func page(_ text: String, name: String = "notebooks/module2.md") throws -> String {
    HTMLPage(try SamplePage(text, name: name).notebook, assets: .none).text
  }

  @Test("the page is one file that asks for nothing")
  func selfContained() throws {
    let sample = try richPage()
    let text = HTMLPage(sample.notebook, outcomes: sample.outcomes, assets: .none).text
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(text.contains("<link rel=\"icon\" href=\"data:,\">"))
    #expect(text.matches(of: /src="(?!data:)/).isEmpty)
    #expect(!text.contains("@import") && !PageResource.style.contains("url("))
  }

  @Test("the title is the front matter's, else the first heading's, else the file's")
  func titles() throws {
    let given = try page("---\ntitle: A *b* <c>\nlang: de\n---\n# D\n")
    #expect(given.contains("<title>A *b* &lt;c&gt;</title>") && given.contains("<h1>A <em>b</em>"))
    #expect(given.contains("<html lang=\"de\">"))
    #expect(try page("text\n\n## D `e`\n").contains("<title>D e</title>"))
    #expect(try page("text\n").contains("<title>module2</title>"))
    #expect(try page("---\ntitle: D\n---\n# D\n").components(separatedBy: "<h1").count == 2)
  }

  @Test("pictures of the prose are put into the file where they are found")
  func pictures() throws {
    let notebook = try SamplePage("![a](b.png) ![c](d.png)\n").notebook
    let text = HTMLPage(notebook, assets: .none) { $0 == "b.png" ? [1, 2, 3] : nil }.text
    #expect(text.contains("<img src=\"data:image/png;base64,AQID\" alt=\"a\"> <img src=\"d.png\" alt=\"c\">"))
  }

  @Test("a heading does not take a cell's identifier")
  func identifiers() throws {
    let text = try page("# Setup\n\n```swift\n//| label: setup\nx\n```\n")
    #expect(text.contains("<h1 id=\"setup-1\">") && text.contains("<div class=\"cell\" id=\"setup\">"))
  }

  @Test("the same page and results give the same text")
  func deterministic() throws {
    let a = try richPage()
    let b = try richPage()
    #expect(
      HTMLPage(a.notebook, outcomes: a.outcomes, assets: .none).text
        == HTMLPage(b.notebook, outcomes: b.outcomes, assets: .none).text)
    #expect(a.ipynb == b.ipynb)
    #expect(a.markdown.text == b.markdown.text)
  }

  @Test("a mark and CRLF change nothing in the page")
  func lineEnds() throws {
    let text = "# A\n\n$$\nx\ny\n$$\n\n```swift\n//| echo: true\na\nb\n```\n"
    let other = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(try page(text) == page(other).replacing("\r\n", with: "\n"))
  }
}
