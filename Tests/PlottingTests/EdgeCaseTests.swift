import Testing

@testable import Plotting

@Suite("Data at the edges")
struct EdgeCaseTests {
  @Test("a constant, one point and no point have axes with numbers")
  func little() {
    for values in [[5, 5, 5], [0.0], [1e300], [1e-300], [-7], []] as [[Double]] {
      let picture = Picture(plot(values))
      #expect(picture.isWellFormed)
      #expect(picture.texts.count >= 4, "\(values)")
    }
    #expect(Picture(Figure()).words == "Nothing is drawn.")
  }

  @Test("what is counted has no numbers between the whole ones")
  func wholeNumbers() {
    let counted = [
      plot([1, 2, 3], [10, 40, 90]), scatter([2, 1, 3, 2], [10, 40, 20, 10]), histogram([10.0, 40.0], bins: 2),
      Figure().stem([0, 1, 2], [10, 20, 30]), Figure().fillBetween([1, 2, 3], [0, 0, 0], [10, 20, 30]),
      Figure().errorBars([1, 2, 3], [10, 20, 30], [10, 10, 10]),
    ]
    for figure in counted {
      #expect(!Picture(figure).texts.contains { $0.contains(".") }, "\(Picture(figure).texts)")
    }
    #expect(Picture(plot([0.5, 1, 2], [10, 40, 90])).texts.contains("0.6"))
    #expect(Picture(plot([0, 1], [10, 40])).texts.contains("0.4"))
    let piece = plot([1, 2, 3], [10, 40, 90])
    piece.xLimits = 1.2...1.8
    #expect(Picture(piece).texts.contains("1.5"), "\(Picture(piece).texts)")
  }

  @Test("nothing is counted downwards where there is nothing to count")
  func emptyHistogram() {
    #expect(!Picture(histogram([Double]())).texts.contains { $0.hasPrefix("−") })
    #expect(!Picture(bar(["none": 0.0])).texts.contains { $0.hasPrefix("−") })
  }

  @Test("a violin's tail is a line where it is too thin for an area")
  func tail() {
    let drawing = FigureDrawing(violin(["skewed": [1, 1.1, 1.2, 1.3, 9]]))
    let path = Picture(violin(["skewed": [1, 1.1, 1.2, 1.3, 9]])).elements("path").first {
      $0.attributes["fill-opacity"] != nil
    }!
    let places = path.attributes["d"]!.matches(of: /([0-9.]+) [0-9.]+/).compactMap { Double($0.1) }
    let middle = drawing.frames[0].x.position(0)
    #expect(places.allSatisfy { abs($0 - middle) > 0.3 })
  }

  @Test("arrows at the edge of a field stay inside the frame")
  func arrows() {
    let line = (0..<9).map { Double($0) }
    let x = line.flatMap { x in line.map { _ in x } }, y = line.flatMap { _ in line }
    let figure = Figure().quiver(x, y, x.map { _ in 1.0 }, y.map { $0 < 4 ? -1.0 : 1.0 })
    let frame = FigureDrawing(figure).frames[0].box
    let path = Picture(figure).elements("path").first { $0.attributes["stroke-linecap"] == "round" }!
    let tips = path.attributes["d"]!.matches(of: /L([0-9.]+) ([0-9.]+)/).map { (Double($0.1)!, Double($0.2)!) }
    #expect(tips.count == 81)
    #expect(tips.allSatisfy { $0.1 > frame.y && $0.1 < frame.bottom })
  }

  @Test("one point is drawn as a dot")
  func dot() {
    #expect(Picture(plot([3])).svg.contains("a1 1 0 1 0 2 0a1 1 0 1 0-2 0\" fill=\"none\""))
  }

  @Test("what is no number, or infinite, makes a gap and is counted in words")
  func gaps() {
    let picture = Picture(plot([1, 2, Double.nan, 4, Double.infinity, -Double.infinity, 5, 6]))
    #expect(picture.isWellFormed)
    #expect(picture.words.hasSuffix("3 values are left out because they are not finite numbers."))
    let path = picture.elements("path").first { $0.attributes["class"] == "s-c0" }!.attributes["d"]!
    // Two values, a single one, and two again.
    #expect(path.count { $0 == "M" } == 3)
    #expect(Picture(plot([Double.nan, Double.nan])).isWellFormed)
    #expect(Picture(scatter([Double.nan, 1], [1.0, 1])).words.contains("1 value is left out"))
    #expect(Picture(histogram([Double.nan, Double.infinity])).isWellFormed)
    #expect(Picture(heatmap([[Double.nan, Double.nan]])).isWellFormed)
    #expect(Picture(violin(["a": [Double.nan], "b": [], "c": [1, 1]])).isWellFormed)
    #expect(Picture(bar([Double.nan, 1.0])).isWellFormed)
  }

  @Test(
    "huge and tiny numbers have room and labels that fit",
    arguments: [1e300, 1e-300, 1.7e308, .leastNonzeroMagnitude, 1e15, 1e-9, 123_456_789])
  func magnitudes(size: Double) {
    for values in [[0, size], [-size, size], [size, size * 0.5], [size, size]] {
      let picture = Picture(plot(values))
      #expect(picture.isWellFormed)
      #expect(!picture.svg.contains("nan"))
      #expect(picture.texts.allSatisfy { $0.count < 30 }, "\(picture.texts)")
    }
  }

  @Test("numbers too far apart to compute with, and too small for powers of ten, are drawn as far as they can be")
  func extremes() {
    #expect(Picture(violin(["a": [-1e308, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 1e308]])).isWellFormed)
    let tiny = plot([1.0, 2], yScale: .log)
    tiny.yLimits = Double.leastNonzeroMagnitude...2 * Double.leastNonzeroMagnitude
    #expect(Picture(tiny).isWellFormed)
    for values in [[Double.nan], []] {
      #expect(Picture(Figure().histogram(values, over: 0.5...100.25)).isWellFormed)
    }
  }

  @Test("numbers that differ in their last digits only are told by their differences")
  func offset() {
    let texts = Picture(plot([1, 1 + 1e-9, 1 + 2e-9])).texts
    #expect(texts.contains("×10⁻⁹ + 1"), "\(texts)")
  }

  @Test("a million points make a small picture with the extremes in it")
  func manyPoints() {
    let count = 1_000_000
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { for index in 0..<count { $0[index] = Double(index & 255) } }
    values[500_000] = 1_000
    let picture = Picture(plot(values))
    #expect(picture.svg.utf8.count < 200_000)
    #expect(picture.words.contains("highest 1000 at 500000"))
    // The one high value is drawn: the path reaches up to it.
    let path = picture.elements("path").first { $0.attributes["class"] == "s-c0" }!.attributes["d"]!
    let heights = path.matches(of: /[0-9.]+ ([0-9.]+)/).compactMap { Double($0.1) }
    let top = FigureDrawing(plot([0.0, 1_000])).frames[0].y.position(1_000)
    #expect(abs(heights.min()! - top) < 1)
  }

  @Test("a line that goes back and forth, and clouds of points, stay small too")
  func clouds() {
    let count = 300_000
    var state: UInt64 = 1
    let values = (0..<2 * count).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40)
    }
    let x = Array(values[..<count]), y = Array(values[count...])
    for figure in [plot(x, y), scatter(x, y), scatter(x, y, values: x)] {
      let svg = figure.svg
      #expect(svg.utf8.count < 1_000_000, "\(svg.utf8.count)")
    }
  }

  @Test("numbers of values that don't fit are an error with the student's line")
  func mismatch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = plot([1.0, 2, 3], [1.0, 2], file: "pages/module.md", line: 12)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("module.md:12: Fatal error: plot: x has 3 values and y has 2"))
  }

  @Test("zero and negative numbers on a logarithmic axis are an error with the student's line, which says what to do")
  func negativeLog() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = plot([1.0, -2, 3], yScale: .log, file: "pages/module.md", line: 7)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("module.md:7: Fatal error: plot: y has values that are zero or negative, the least is −2"))
    #expect(text.contains("yScale: .symlog"))

    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let figure = Figure().scatter([0.0, 1], [1.0, 1], file: "pages/module.md", line: 9)
      figure.xScale = .log
    }
    let laterText = String(decoding: later?.standardErrorContent ?? [], as: UTF8.self)
    #expect(laterText.contains("module.md:9: Fatal error: scatter: x has values that are zero or negative"))
  }

  @Test("bars stand on a logarithmic axis too")
  func logBars() {
    let figure = histogram([1, 1, 1, 2, 3], bins: 3)
    figure.yScale = .log
    #expect(Picture(figure).isWellFormed)
  }

  @Test("series of bars of different lengths are an error that names them")
  func unevenBars() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = bar(["a": [1.0, 2, 3], "b": [1.0, 2]], file: "pages/module.md", line: 12)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("module.md:12: Fatal error: bar: ‘a’ has 3 values and ‘b’ has 2"))
  }
}
