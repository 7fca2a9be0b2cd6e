import Foundation
import FoundationXML
import NotebookDisplay
import Rasterization
import Tensors

@testable import Plotting

/// A figure's SVG, read by an XML parser.
final class Picture: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  private(set) var texts: [String] = []
  private(set) var description_ = ""
  private var open: [String] = []
  private(set) var isWellFormed = false
  let svg: String

  init(_ figure: Figure) {
    svg = figure.svg
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
    open.append(name)
    if name == "text" { texts.append("") }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if open.contains("text") { texts[texts.count - 1] += characters }
    if open.last == "desc" { description_ += characters }
  }

  /// What is said to those who don't see it.
  var words: String { description_ }

  func elements(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

/// A picture's darkness in 32 × 20 blocks, a digit to the base of 36 each: 0 is white, z is black.
///
/// They grow with the root of the darkness, because a thin line fills little of its block.
/// Fonts, and how edges are smoothed, differ between systems; where ink is, and about how much, does not.
struct Thumbnail: CustomStringConvertible {
  static let columns = 32, rows = 20
  let digits: [Int]

  init(_ figure: Figure) throws { try self.init(svg: figure.svg) }

  init(svg: String) throws {
    let grid = try SVGRaster.pixels(svg, scale: 1)
    digits = (0..<Self.columns * Self.rows).map { (block: Int) -> Int in
      let column = block % Self.columns, row = block / Self.columns
      var sum = 0.0, count = 0.0
      for y in (row * grid.height / Self.rows)..<((row + 1) * grid.height / Self.rows) {
        for x in (column * grid.width / Self.columns)..<((column + 1) * grid.width / Self.columns) {
          let pixel = grid.pixels[y * grid.width + x]
          let parts: UInt32 = (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)
          sum += Double(parts) / 3
          count += 1
        }
      }
      let darkness: Double = 1 - sum / count / 255
      return Int((max(darkness, 0).squareRoot() * 35).rounded())
    }
  }

  init(_ text: String) {
    digits = text.compactMap { Int(String($0), radix: 36) }
  }

  /// Whether both could be the same chart: few blocks differ by more than a little.
  func resembles(_ other: Thumbnail) -> Bool {
    guard digits.count == other.digits.count else { return false }
    let differences = zip(digits, other.digits).map { abs($0 - $1) }
    return differences.count { $0 > 5 } <= 10
  }

  var description: String {
    (0..<Self.rows).map { row in
      digits[(row * Self.columns)..<((row + 1) * Self.columns)].map { String($0, radix: 36) }.joined()
    }.joined(separator: "\n")
  }
}

/// One figure of every kind of chart.
enum EveryChart {
  static let line = (0..<100).map { Double($0 * $0) / 100 }
  static let wave = (0..<100).map { Double(($0 * 37) % 50) }

  static func all(size: FigureSize? = nil) -> [(name: String, figure: Figure)] {
    let twin = Figure(title: "Twin", xLabel: "step", yLabel: "left", size: size).plot(line, label: "a")
    twin.twinY().plot(wave.map { $0 * 1e4 }, label: "b").yLabel = "right"
    let log = Figure(title: "Logarithms", xLabel: "n", yLabel: "error", xScale: .log, yScale: .log, size: size)
    log.plot((1...50), (1...50).map { 1 / Double($0 * $0) }, label: "$1/n^2$")
    let band = Figure(title: "Band", xLabel: "$t$", yLabel: "$\\mu \\pm \\sigma$", size: size)
    band.plot(line, label: "mean").fillBetween(0..<100, line.map { $0 - 9 }, line.map { $0 + 9 }, label: "interval")
    band.hline(20, label: "limit").vline(30).annotate("here", at: (50, 25), textAt: (20, 80))
    let errors = Figure(title: "Errors", size: size).errorBars([1, 2, 3], [4.0, 5, 6], [0.5, 1, 0.2], label: "runs")
    let grid = subplots(rows: 2, columns: 2, title: "Grid", sharedX: true, size: size)
    for index in 0..<4 {
      grid[index].plot(line.map { $0 * Double(index + 1) }).title = "Chart \(index)"
      grid[index].xLabel = "x"
      grid[index].yLabel = "y"
    }
    let time = plot([0, 1e8, 9e8], [1.0, 3, 2], title: "Dates", xScale: .time, size: size)
    return [
      ("line", plot(line, label: "growth", title: "Growth", xLabel: "step", yLabel: "size", size: size)),
      ("scatter", scatter(wave, line, label: "points", title: "Points", xLabel: "x", yLabel: "y", size: size)),
      ("colours", scatter(wave, line, values: line, title: "Coloured points", xLabel: "x", size: size)),
      ("histogram", histogram(["a": line, "b": wave], title: "Counts", xLabel: "value", size: size)),
      ("bar", bar(["one", "two", "three"], ["a": [1.0, 2, 3], "b": [2.0, 1, 0.5]], title: "Bars", size: size)),
      (
        "stacked", bar(["one", "two"], ["a": [1.0, 2], "b": [2.0, -1]], stacked: true, title: "Stacked", size: size)
      ),
      ("horizontal", bar(["a longer name": 1, "short": 2], horizontal: true, title: "Lying", size: size)),
      ("stem", stem(0..<9, wave.prefix(9), title: "Stems", xLabel: "k", size: size)),
      ("heatmap", heatmap([[1.0, 2, 3], [4, 5, 6]], annotated: true, title: "Heat", xLabel: "column", size: size)),
      ("contour", contour({ x, y in x * x + y * y }, x: -2...2, y: -1...1, samples: 30, title: "Bowl", size: size)),
      (
        "filled",
        contour({ x, y in x * y }, x: -2...2, y: -1...1, samples: 30, filled: true, title: "Saddle", size: size)
      ),
      (
        "quiver",
        quiver([0.0, 1, 0, 1], [0.0, 0, 1, 1], [1.0, 0, 0, -1], [0.0, 1, -1, 0], title: "Arrows", size: size)
      ),
      ("violin", violin(["a": line, "b": wave], title: "Violins", yLabel: "value", size: size)),
      ("images", imageGrid(Tensor.ones(5, 4, 4), limits: 0...2, title: "Pictures", size: size)),
      ("twin", twin), ("log", log), ("band", band), ("errors", errors), ("grid", grid), ("time", time),
    ]
  }
}
