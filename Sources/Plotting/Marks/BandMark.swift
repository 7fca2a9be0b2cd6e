/// The area between two lines over the same places.
struct BandMark: Mark {
  var x: [Double]
  var lower: [Double]
  var upper: [Double]
  var label: String?
  var color: PlotColor
  var opacity: Double

  var layer: MarkLayer { .areas }
  var countsX: Bool { x.areWhole }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for value in lower { yExtent.include(value) }
    for value in upper { yExtent.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<path d=\"")
    for piece in pieces(in: frame) {
      writer.raw("M")
      for (index, point) in (piece.upper + piece.lower.reversed()).enumerated() {
        if index > 0 { writer.raw(index == 1 ? "L" : " ") }
        // A readable number of pixels outside: the band stays closed, and the clipping path hides the rest.
        writer.point(point.x, min(max(point.y, frame.box.y - 4), frame.box.bottom + 4))
      }
      writer.raw("z")
    }
    writer.raw("\"")
    writer.fill(color, opacity: opacity)
    writer.raw("/>")
  }

  private typealias Points = [(x: Double, y: Double)]

  /// The parts without a gap; of many points over one column of pixels the widest.
  private func pieces(in frame: PlotFrame) -> [(lower: Points, upper: Points)] {
    var pieces: [(lower: Points, upper: Points)] = []
    var isOpen = false
    let isCrowded = Double(x.count) > frame.box.width * 2
    for index in x.indices {
      let px = frame.x.position(x[index]), low = frame.yOrEdge(lower[index]), high = frame.yOrEdge(upper[index])
      guard px.isFinite, low.isFinite, high.isFinite, lower[index].isFinite, upper[index].isFinite,
        px > frame.box.x - 1e4, px < frame.box.right + 1e4
      else {
        isOpen = false
        continue
      }
      if !isOpen { pieces.append(([], [])) }
      isOpen = true
      let piece = pieces.count - 1
      if isCrowded, let last = pieces[piece].lower.last, (last.x - px).magnitude < 0.5 {
        let end = pieces[piece].lower.count - 1
        pieces[piece].lower[end].y = max(last.y, low)
        pieces[piece].upper[end].y = min(pieces[piece].upper[end].y, high)
      } else {
        pieces[piece].lower.append((px, low))
        pieces[piece].upper.append((px, high))
      }
    }
    return pieces
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for piece in pieces(in: frame) {
      for index in piece.lower.indices {
        let a = piece.upper[index], b = piece.lower[index]
        coverage.cover(from: a, to: b)
        if index > 0 {
          coverage.cover(from: piece.upper[index - 1], to: a)
          coverage.cover(from: piece.lower[index - 1], to: b)
          // Between two places that are far apart, columns in between.
          let last = piece.upper[index - 1]
          let steps = Int(min((a.x - last.x).magnitude / Coverage.cell, 400))
          for step in 0..<max(steps, 0) {
            let share = Double(step) / Double(steps)
            let x = last.x + (a.x - last.x) * share
            let top = last.y + (a.y - last.y) * share
            let bottom = piece.lower[index - 1].y + (b.y - piece.lower[index - 1].y) * share
            coverage.cover(from: (x, top), to: (x, bottom))
          }
        }
      }
    }
  }

  var legend: [LegendEntry] { [LegendEntry(label, .patch(color, opacity: opacity))].compactMap { $0 } }

  var summary: MarkSummary? {
    let leftOut = x.indices.count { !(x[$0].isFinite && lower[$0].isFinite && upper[$0].isFinite) }
    return MarkSummary(
      noun: ("band", "bands"), count: x.count,
      detail: "lower edge \(SeriesWords.range(Extent(lower))), upper edge \(SeriesWords.range(Extent(upper)))",
      leftOut: leftOut)
  }
}
