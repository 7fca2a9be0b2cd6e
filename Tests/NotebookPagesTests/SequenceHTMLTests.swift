import NotebookDisplay
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct SequenceHTMLTests {
  private let bundle = MIMEBundle(plainText: "training").adding(.svg, "<svg><g id=\"last\"/></svg>").adding(
    .pictureSequence,
    PictureSequence(
      title: "Training & all",
      frames: [
        .init(label: "epoch <1>", svg: "<?xml?><svg><g id=\"a\"/></svg>"),
        .init(label: "epoch 2", svg: "<svg><g id=\"a\"/></svg>"),
      ]
    ).json)

  @Test("the pictures of a sequence stand one after the other, with a slider over them")
  func frames() throws {
    let page = try SamplePage("```swift\n//| fig-cap: C\nx\n```\n", .ran(.display(bundle)))
    #expect(
      page.html.contains("role=\"group\" aria-label=\"Training &amp; all\" data-rate=\"4.0\" data-file=\"cell-1\">"))
    #expect(
      page.html.contains(
        "<div class=\"frame\" data-label=\"epoch &lt;1&gt;\"><svg><g id=\"cell-1-1-1-a\"/></svg></div>"))
    #expect(page.html.contains("<g id=\"cell-1-1-2-a\"/>"))
    #expect(page.html.contains("<input type=\"range\" min=\"0\" max=\"1\" value=\"1\" aria-label=\"Picture\">"))
    #expect(page.html.contains("<output>epoch 2</output>") && page.html.contains("<figcaption>C</figcaption>"))
  }

  @Test("the other formats show the bundle's own picture")
  func otherFormats() throws {
    let page = try SamplePage("```swift\nx\n```\n", .ran(.display(bundle)))
    #expect(page.markdown.text.contains("![training](module2_files/cell-1.svg)"))
    #expect(page.ipynb.contains("last") && !page.ipynb.contains("epoch 2"))
    let files = PageFiles(page.notebook, outcomes: page.outcomes, folder: "f") { _ in nil }
    #expect(files.files.map(\.bytes) == [Array("<svg><g id=\"last\"/></svg>".utf8)])
  }

  @Test("what is no sequence shows as the rest of its bundle")
  func malformed() throws {
    for json in ["", "{}", "{\"title\":\"t\",\"frames\":[],\"rate\":4}"] {
      let page = try SamplePage("```swift\nx\n```\n", .ran(.display(bundle.adding(.pictureSequence, json))))
      #expect(!page.html.contains("sequence") && page.html.contains("-last\"/>"))
    }
  }
}
