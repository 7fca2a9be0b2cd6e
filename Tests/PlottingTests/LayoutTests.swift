import NotebookDisplay
import Testing

@testable import Plotting

@Suite("Layout")
struct LayoutTests {
  static let sizes = [(6.0, 3.7), (3, 2), (9, 3)].map { FigureSize(width: $0.0, height: $0.1) }

  @Test("no label lies over another or beyond the figure, at any usual size", arguments: sizes)
  func labels(size: FigureSize) {
    for (name, figure) in EveryChart.all(size: size) where !(name == "grid" && size.width < 6) {
      let drawing = FigureDrawing(figure)
      let labels = drawing.draw().labels
      let whole = Box(x: 0, y: 0, width: drawing.width, height: drawing.height)
      for (index, label) in labels.enumerated() {
        #expect(whole.contains(label.box), "\(name): ‘\(label.text)’ at \(label.box)")
        for other in labels[..<index] {
          #expect(!label.box.intersects(other.box), "\(name): ‘\(label.text)’ over ‘\(other.text)’")
        }
      }
    }
  }

  @Test("titles that are long are broken, and stay inside the figure")
  func longTitles() {
    let long = String(repeating: "a long sentence that goes on ", count: 8)
    let figure = plot([1, 2], title: long, xLabel: long, yLabel: long, size: FigureSize(width: 6, height: 4))
    let drawing = FigureDrawing(figure)
    let whole = Box(x: 0, y: 0, width: drawing.width, height: drawing.height)
    let labels = drawing.draw().labels
    #expect(labels.count { $0.text.contains("long") } > 4)
    for label in labels where !label.text.contains("long") || label.box.width > label.box.height {
      #expect(whole.contains(label.box), "\(label.text)")
    }
  }

  @Test("a long label at the axis keeps clear of the title and the legend above the frame")
  func longLabel() {
    let long = "a long sentence that goes on and on and on, and then goes on"
    let figure = plot([1, 2], label: long, title: long, yLabel: long)
    let labels = FigureDrawing(figure).draw().labels
    for label in labels where label.box.height > 2 * label.box.width {
      for other in labels where other.box != label.box {
        #expect(!label.box.intersects(other.box), "‘\(label.text)’ over ‘\(other.text)’")
      }
    }
  }

  @Test("without a colour bar the frame takes its place, and its numbers are gone")
  func hiddenColorBar() {
    func figure(hasColorBar: Bool) -> Figure {
      let figure = heatmap([[0.0, 100, 200], [300, 400, 500]])
      figure.axes.hasColorBar = hasColorBar
      figure.axes.hasEqualAspect = false
      return figure
    }
    let (with, without) = (FigureDrawing(figure(hasColorBar: true)), FigureDrawing(figure(hasColorBar: false)))
    #expect(without.frames[0].box.width > with.frames[0].box.width + 20)
    #expect(with.draw().labels.contains { $0.text == "500" })
    #expect(!without.draw().labels.contains { $0.text == "500" })
  }

  @Test("the limits of a contour map are the ends of its colours")
  func contourLimits() {
    let rows = [[0.0, 1], [2, 3]]
    let limited = contour([0, 1], [0, 1], rows, filled: true, limits: -10...10)
    #expect(limited.axes.items[0].mark.colors?.lower == -10)
    #expect(limited.axes.items[0].mark.colors?.upper == 10)
    #expect(contour([0, 1], [0, 1], rows, filled: true).axes.items[0].mark.colors?.upper == 3)
  }

  @Test("slanted names are as far apart as they are high")
  func slantedNames() {
    for count in [20, 30, 60] {
      let drawing = FigureDrawing(bar((0..<count).map { "category \($0)" }, (0..<count).map(Double.init)))
      let names = drawing.draw().labels.filter { $0.text.hasPrefix("category") }
      #expect(names.count >= 8)
      #expect(drawing.frames[0].box.width / Double(names.count) * AxesPlan.slantSine > ChartStyle.tickSize * 0.9)
    }
  }

  @Test("a legend stands where nothing is drawn, or else above the frame")
  func legend() {
    let free = FigureDrawing(plot({ $0 * $0 }, over: 0...1, label: "square"))
    let place = free.draw().labels.first { $0.text == "square" }!.box
    #expect(free.frames[0].box.contains(place))
    // The graph of a square runs along the bottom right.
    #expect(place.x < free.frames[0].box.x + free.frames[0].box.width / 2)

    let full = Figure().fillBetween([0, 1], [0, 0], [1, 1], label: "everything")
    let drawing = FigureDrawing(full)
    let above = drawing.draw().labels.first { $0.text == "everything" }!.box
    #expect(above.bottom <= drawing.frames[0].box.y)
  }

  @Test("names that have no room beside each other are slanted")
  func slanted() {
    let names = (0..<8).map { "a name of some length \($0)" }
    let picture = Picture(bar(names, [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(picture.elements("text").count { $0.attributes["transform"]?.contains("rotate(-40)") == true } == 8)
  }

  @Test("charts that share an axis have its numbers once, and the same limits")
  func shared() {
    let figure = subplots(rows: 2, columns: 1, sharedX: true)
    figure[0].plot([0, 10], [0, 1])
    figure[1].plot([0, 1000], [0, 1])
    let drawing = FigureDrawing(figure)
    #expect(drawing.frames[0].x.upper == drawing.frames[1].x.upper)
    #expect(drawing.draw().labels.count { $0.text == "1000" } == 1)
  }

  @Test("units are as long on both axes where that is asked for")
  func equalAspect() {
    let figure = plot([0, 1], [0, 3])
    figure.axes.hasEqualAspect = true
    let frame = FigureDrawing(figure).frames[0]
    #expect(abs((frame.x.position(1) - frame.x.position(0)) - (frame.y.position(0) - frame.y.position(1))) < 1e-9)
  }
}
