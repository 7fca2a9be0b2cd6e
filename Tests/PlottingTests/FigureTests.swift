import Glibc
import NotebookDisplay
import Tensors
import Testing

@testable import Plotting

@Suite("Figures")
struct FigureTests {
  @Test("a figure is told in one line of text")
  func plainText() {
    let figure = plot([0.7, 0.4, 0.1], label: "train", title: "Loss by epoch").plot([0.7, 0.5, 0.3], label: "test")
    #expect(figure.description == "Figure: Loss by epoch; 2 lines, 3 points each; x 0…2, y 0.1…0.7")
    #expect(Figure().description == "Figure: empty")
    #expect(bar(["a": 1]).description == "Figure: 1 series of bars, 1 bar; y 0…1")
  }

  @Test("a figure's bundle has its text and its picture")
  func bundle() {
    let bundle = plot([1, 2]).mimeBundle
    #expect(bundle.representations.map(\.type) == [.plainText, .svg])
    #expect(bundle.text(.svg)?.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\"") == true)
  }

  @Test("every kind of chart is well-formed, alone, and without anything that runs or is fetched")
  func wellFormed() {
    for (name, figure) in EveryChart.all() {
      let picture = Picture(figure)
      #expect(picture.isWellFormed, "\(name)")
      #expect(picture.elements("style").count == 1)
      #expect(picture.elements("script").isEmpty && picture.elements("foreignObject").isEmpty)
      for element in picture.elements {
        for (attribute, value) in element.attributes {
          #expect(!attribute.hasPrefix("on"))
          if attribute == "href" { #expect(value.hasPrefix("data:image/png;base64,")) }
        }
      }
      let identifiers = picture.elements.compactMap { $0.attributes["id"] }
      #expect(Set(identifiers).count == identifiers.count, "\(name)")
      #expect(!picture.svg.contains("nan") && !picture.svg.contains("inf\""), "\(name)")
    }
  }

  @Test("the same figure gives the same bytes")
  func deterministic() {
    for (one, other) in zip(EveryChart.all(), EveryChart.all()) { #expect(one.figure.svg == other.figure.svg) }
  }

  @Test("coordinates have two decimals at most")
  func decimals() {
    for (name, figure) in EveryChart.all() {
      #expect(Picture(figure).svg.firstMatch(of: /"[^"a-z]*[0-9]\.[0-9]{3,}/) == nil, "\(name)")
    }
  }

  @Test("titles, labels and numbers are real text, and are told in words")
  func texts() {
    let picture = Picture(
      plot([0, 5, 10], label: "train", title: "Loss by $n^2$", xLabel: "epoch", yLabel: "loss").plot(
        [1, 2, 3], label: "test"))
    for text in ["Loss by n2", "epoch", "loss", "train", "test", "0", "10"] { #expect(picture.texts.contains(text)) }
    let svg = picture.elements[0].attributes
    #expect(svg["role"] == "img" && svg["aria-labelledby"] == "plot-title plot-description")
    #expect(
      picture.words == """
        2 lines, 3 points each. Horizontal axis: epoch, from 0 to 2. Vertical axis: loss, from 0 to 10. \
        train: from 0 at 0 to 10 at 2; lowest 0 at 0, highest 10 at 2. \
        test: from 1 at 0 to 3 at 2; lowest 1 at 0, highest 3 at 2.
        """)
  }

  @Test("what is hostile in labels comes out inert")
  func hostile() {
    let evil = "</text><script>alert(1)</script>&\"'\u{0}\u{8}]]>$\\frac{$"
    let figure = Figure(title: evil, xLabel: evil, yLabel: evil)
    figure.plot([1, 2], label: evil).annotate(evil, at: (0, 1))
    let bars = bar([evil, evil], ["\(evil)": [1.0, 2]], title: evil)
    for figure in [figure, bars] {
      let picture = Picture(figure)
      #expect(picture.isWellFormed)
      #expect(picture.elements("script").isEmpty)
    }
  }

  @Test("a figure is as large as it is told, or as the cell's figures are")
  func size() {
    #expect(Picture(plot([1, 2], size: FigureSize(width: 3, height: 2))).elements[0].attributes["width"] == "288")
    #expect(Picture(plot([1, 2])).elements[0].attributes["width"] == "576")
    for side in [0, -1, .nan, .infinity, 1e9] {
      #expect(Picture(plot([1, 2], size: FigureSize(width: side, height: side))).isWellFormed)
    }
  }

  @Test("a picture says its dark colours for pages, and for files of their own")
  func dark() {
    let svg = plot([1, 2]).svg
    #expect(
      svg.contains("@media(prefers-color-scheme:dark){:is(:root:not([data-theme=light]) svg.plot,svg.plot:root) .ink{")
        == false)
    #expect(svg.contains(":is(:root:not([data-theme=light]) svg.plot,svg.plot:root) .quiet{fill:#a0a7b0}"))
    #expect(svg.contains(":root[data-theme=dark] svg.plot .s-c0{stroke:#5ab0ee}"))
  }

  @Test("text stands out from the page by 4.5 to 1, and lines and marks by 3 to 1, in light and dark")
  func contrast() {
    func luminance(_ css: String) -> Double {
      let hex = Int(css.dropFirst(), radix: 16)!
      let parts = [hex >> 16 & 255, hex >> 8 & 255, hex & 255].map { part in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : Double(pow((share + 0.055) / 1.055, 2.4))
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    func contrast(_ a: String, _ b: String) -> Double {
      let (x, y) = (luminance(a), luminance(b))
      return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }
    for (color, least) in [(PlotColor.ink, 4.5), (.quiet, 4.5), (.axis, 3)] + PlotColor.cycle.map({ ($0, 3) }) {
      #expect(contrast(color.light, PlotColor.page.light) >= least, "\(color.light)")
      #expect(contrast(color.dark, PlotColor.page.dark) >= least, "\(color.dark)")
    }
  }

  @Test("several series of bars need no names: then they stand at 0, 1, 2 …, and there is no number between these")
  func unnamedBars() {
    let figure = bar(["a": [10, 20, 30], "b": [20, 10, 5]])
    #expect(figure.description.hasPrefix("Figure: 2 series of bars, 3 bars each"))
    let labels = Set(FigureDrawing(figure).draw().labels.map(\.text))
    #expect(labels.isSuperset(of: ["a", "b", "0", "1", "2"]) && !labels.contains("0.5"))
    let lying = Set(FigureDrawing(bar([3.5, 2.5, 1.5], horizontal: true)).draw().labels.map(\.text))
    #expect(lying.isSuperset(of: ["0", "1", "2"]))
  }

  @Test("single numbers in tensors are bars under their names")
  func namedBars() {
    let figure = bar(["a": Tensor([1, 2, 3]).mean(), "b": Tensor([4.0, 2]).mean()])
    #expect(figure.description == "Figure: 1 series of bars, 2 bars; y 0…3")
    #expect(Set(FigureDrawing(figure).draw().labels.map(\.text)).isSuperset(of: ["a", "b"]))
  }
}
