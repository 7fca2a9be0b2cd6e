/// A matrix as a field of colours, the first row at the top, with its numbers written in where asked.
struct HeatmapMark: Mark {
  var rows: [[Double]]
  var colorScale: ColorScale
  var isAnnotated: Bool
  var decimals: Int?

  var columns: Int { rows.reduce(0) { max($0, $1.count) } }
  var colors: ColorScale? { colorScale }
  var fillsFrame: Bool { true }
  var countsX: Bool { true }
  var countsY: Bool { true }
  var layer: MarkLayer { .areas }

  /// More cells than this on a side are drawn as the means of neighbours.
  private static let mostCells = 600

  func extend(_ x: inout Extent, _ y: inout Extent) {
    if rows.isEmpty || columns == 0 { return }
    for value in [-0.5, Double(columns) - 0.5] { x.include(value) }
    for value in [-0.5, Double(rows.count) - 0.5] { y.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    if rows.isEmpty || columns == 0 { return }
    let left = frame.x.position(-0.5), right = frame.x.position(Double(columns) - 0.5)
    let top = frame.y.position(-0.5), bottom = frame.y.position(Double(rows.count) - 0.5)
    let width = min(columns, Self.mostCells), height = min(rows.count, Self.mostCells)
    var pixels: [UInt32] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width { pixels.append(color(row, column, height, width)) }
    }
    if bottom < top {
      // An axis that was turned around.
      pixels = (0..<height).reversed().flatMap { pixels[($0 * width)..<(($0 + 1) * width)] }
    }
    PixelImage(width: width, height: height, pixels: pixels).draw(
      &writer,
      in: Box(
        x: min(left, right), y: min(top, bottom), width: (right - left).magnitude, height: (bottom - top).magnitude))
    if isAnnotated { drawNumbers(&writer, in: frame) }
  }

  private func color(_ row: Int, _ column: Int, _ height: Int, _ width: Int) -> UInt32 {
    var sum = 0.0, count = 0
    for r in (row * rows.count / height)..<max((row + 1) * rows.count / height, row * rows.count / height + 1) {
      for c in (column * columns / width)..<max((column + 1) * columns / width, column * columns / width + 1)
      where c < rows[r].count && rows[r][c].isFinite {
        sum += rows[r][c]
        count += 1
      }
    }
    // What is no number is gray, a colour that no map has beside its ends.
    return count == 0 ? 0x9A9A9A : colorScale.color(sum / Double(count)).hex
  }

  private func drawNumbers(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let cellWidth = frame.x.length / Double(columns), cellHeight = frame.y.length / Double(rows.count)
    let texts = rows.map { $0.map { text(of: $0) } }
    let widest = texts.joined().reduce(0) { max($0, RichText($1).width(size: 1)) }
    let size = min(12, 0.86 * cellWidth / max(widest, 0.1), 0.8 * cellHeight)
    // Smaller numbers nobody can read.
    guard size >= 6, rows.count * columns <= 2_500 else { return }
    for (row, line) in texts.enumerated() {
      for (column, text) in line.enumerated() where !text.isEmpty {
        let (x, y) = frame.point(Double(column), Double(row))
        let isDark = colorScale.color(rows[row][column]).brightness < 0.52
        writer.label(
          RichText(pieces: [.init(text: text)]), x: x, y: y + 0.35 * size, size: size, anchor: .middle,
          color: .hex(isDark ? 0xFFFFFF : 0x1A1C1F))
      }
    }
  }

  private func text(of value: Double) -> String {
    guard value.isFinite else { return "" }
    if let decimals { return NumberText.fixed(value, decimals: decimals) }
    let isWhole = rows.allSatisfy { $0.allSatisfy { !$0.isFinite || $0 == $0.rounded() && $0.magnitude < 1e6 } }
    return isWhole ? NumberText.fixed(value, decimals: 0) : NumberText.short(value, digits: 2)
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) { coverage.cover(frame.box) }

  var summary: MarkSummary? {
    var extent = Extent(), low = (0, 0), high = (0, 0)
    for (row, line) in rows.enumerated() {
      for (column, value) in line.enumerated() {
        if value.isFinite, value < extent.lower { low = (row, column) }
        if value.isFinite, value > extent.upper { high = (row, column) }
        extent.include(value)
      }
    }
    let detail =
      extent.isEmpty
      ? "no values"
      : """
      \(rows.count) rows and \(columns) columns, lowest \(NumberText.short(extent.lower)) in row \(low.0), column \
      \(low.1), highest \(NumberText.short(extent.upper)) in row \(high.0), column \(high.1)
      """
    return MarkSummary(
      noun: ("heatmap", "heatmaps"), count: rows.count * columns, unit: "cells", detail: detail, leftOut: extent.leftOut
    )
  }
}
