/// Draws a planned axes into its frame.
struct AxesDrawing {
  let plan: AxesPlan
  let frame: PlotFrame
  /// Names the frame's clipping path, unique in the picture.
  let clip: String
  /// The figure's width, beyond which no title goes.
  let figureWidth: Double

  private var axes: Axes { plan.axes }
  private var box: Box { frame.box }

  func draw(_ writer: inout SVGWriter) {
    drawTitle(&writer)
    let fills = axes.items.contains { $0.mark.fillsFrame }
    if axes.hasGrid && axes.isFramed && !fills { drawGrid(&writer) }
    drawMarks(&writer)
    if axes.isFramed {
      drawXAxis(&writer)
      drawYAxis(&writer)
      drawTwinAxis(&writer)
      if fills { drawOutline(&writer) }
    }
    if let bar = plan.colorBar {
      // Beyond the numbers of a right-hand axis.
      bar.draw(&writer, beside: box, offset: plan.twinTicks == nil ? 0 : plan.insets.right - bar.width)
    }
    drawLegend(&writer)
  }

  private func drawTitle(_ writer: inout SVGWriter) {
    let line = ChartStyle.titleSize * ChartStyle.leading
    var y = box.y - plan.insets.top + ChartStyle.titleSize
    // At the frame's left edge, or as far left of it as the length asks for.
    let width = plan.title.reduce(0) { max($0, $1.width(size: ChartStyle.titleSize)) } * ChartStyle.boldWidth
    let x = max(ChartStyle.margin, min(box.x, figureWidth - ChartStyle.margin - width))
    for text in plan.title {
      writer.label(text, x: x, y: y, size: ChartStyle.titleSize, isBold: true)
      y += line
    }
  }

  private func drawGrid(_ writer: inout SVGWriter) {
    writer.raw("<path d=\"")
    if axes.xCategories == nil {
      for tick in plan.xTicks.major {
        writer.raw("M")
        writer.point(frame.x.position(tick.value), box.y)
        writer.raw("v")
        writer.number(box.height)
      }
    }
    if axes.yCategories == nil {
      for tick in plan.yTicks.major {
        writer.raw("M")
        writer.point(box.x, frame.y.position(tick.value))
        writer.raw("h")
        writer.number(box.width)
      }
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.grid, width: 1)
    writer.raw("/>")
  }

  private func drawMarks(_ writer: inout SVGWriter) {
    let isLimited = axes.xLimits != nil || axes.yLimits != nil || axes.twin?.yLimits != nil
    if isLimited {
      writer.raw("<clipPath")
      writer.attribute("id", clip)
      writer.raw("><rect")
      writer.attribute("x", box.x)
      writer.attribute("y", box.y)
      writer.attribute("width", box.width)
      writer.attribute("height", box.height)
      writer.raw("/></clipPath><g")
      writer.attribute("clip-path", "url(#\(clip))")
      writer.raw(">")
    }
    var marks = axes.items.map { (mark: $0.mark, frame: frame) }
    if let twin = axes.twin, let y = plan.twinY {
      marks += twin.items.map { ($0.mark, PlotFrame(box: box, x: frame.x, y: y)) }
    }
    for layer in [MarkLayer.areas, .bars, .lines, .points, .text] {
      if layer == .text, isLimited { writer.raw("</g>") }
      for (mark, frame) in marks where mark.layer == layer { mark.draw(&writer, in: frame) }
    }
  }

  private func drawOutline(_ writer: inout SVGWriter) {
    writer.raw("<rect")
    writer.attribute("x", box.x)
    writer.attribute("y", box.y)
    writer.attribute("width", box.width)
    writer.attribute("height", box.height)
    writer.raw(" fill=\"none\"")
    writer.stroke(.axis, width: 1)
    writer.raw("/>")
  }

  private func drawXAxis(_ writer: inout SVGWriter) {
    let tick = ChartStyle.tickSize
    writer.raw("<path d=\"M")
    writer.point(box.x, box.bottom)
    writer.raw("H")
    writer.number(box.right)
    if axes.xCategories == nil {
      for (values, length) in [(plan.xTicks.major.map(\.value), ChartStyle.tickLength), (plan.xTicks.minor, 2)] {
        for value in values {
          writer.raw("M")
          writer.point(frame.x.position(value), box.bottom)
          writer.raw("v")
          writer.number(length)
        }
      }
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.axis, width: 1)
    writer.raw("/>")
    guard plan.showsXNumbers else { return }
    let y = box.bottom + ChartStyle.tickLength + ChartStyle.tickGap + 0.8 * tick
    for number in plan.xTicks.major {
      let x = frame.x.position(number.value)
      if plan.isSlanted {
        writer.label(
          number.label, x: x + 0.35 * tick, y: y - 0.1 * tick, size: tick, anchor: .end, color: .quiet, rotation: -40)
      } else {
        writer.label(number.label, x: x, y: y, size: tick, anchor: .middle, color: .quiet)
      }
    }
    drawXLabel(&writer)
  }

  private func drawXLabel(_ writer: inout SVGWriter) {
    let size = ChartStyle.labelSize, line = size * ChartStyle.leading
    var y = box.bottom + plan.insets.bottom - Double(plan.xLabel.count) * line + 0.85 * size
    let first = y
    var widest = 0.0
    for text in plan.xLabel {
      let width = text.width(size: size)
      widest = max(widest, width)
      // In the frame's middle, and inside the figure.
      let middle = min(
        max(box.x + box.width / 2, ChartStyle.margin + width / 2), figureWidth - ChartStyle.margin - width / 2)
      writer.label(text, x: middle, y: y, size: size, anchor: .middle)
      y += line
    }
    if let note = plan.xTicks.note {
      let isBeside = plan.xLabel.isEmpty
      writer.label(
        note, x: box.right, y: isBeside ? box.bottom + plan.insets.bottom - 3 : first, size: ChartStyle.noteSize,
        anchor: .end, color: .quiet)
    }
  }

  private func drawYAxis(_ writer: inout SVGWriter) {
    let tick = ChartStyle.tickSize
    writer.raw("<path d=\"M")
    writer.point(box.x, box.y)
    writer.raw("V")
    writer.number(box.bottom)
    if axes.yCategories == nil {
      for (values, length) in [(plan.yTicks.major.map(\.value), ChartStyle.tickLength), (plan.yTicks.minor, 2)] {
        for value in values {
          writer.raw("M")
          writer.point(box.x, frame.y.position(value))
          writer.raw("h")
          writer.number(-length)
        }
      }
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.axis, width: 1)
    writer.raw("/>")
    guard plan.showsYNumbers else { return }
    let x = box.x - ChartStyle.tickLength - ChartStyle.tickGap
    for number in plan.yTicks.major {
      writer.label(
        number.label, x: x, y: frame.y.position(number.value) + 0.35 * tick, size: tick, anchor: .end, color: .quiet)
    }
    let size = ChartStyle.labelSize, line = size * ChartStyle.leading
    var labelX = box.x - plan.insets.left + 0.85 * size
    for text in plan.yLabel {
      writer.label(text, x: labelX, y: middle(of: text), size: size, anchor: .middle, rotation: -90)
      labelX += line
    }
    if let note = plan.yTicks.note {
      let width = note.width(size: ChartStyle.noteSize)
      let left = max(box.x - ChartStyle.tickLength, ChartStyle.margin)
      let end = min(left + width, figureWidth - ChartStyle.margin)
      writer.label(note, x: end - width, y: box.y - 0.5 * tick - 4, size: ChartStyle.noteSize, color: .quiet)
    }
  }

  /// The height of a vertical label's middle: the frame's, where the label is not longer.
  private func middle(of label: RichText) -> Double {
    let half = label.width(size: ChartStyle.labelSize) / 2
    let top = box.y - plan.insets.top, bottom = box.bottom + plan.insets.bottom
    return min(max(box.y + box.height / 2, top + half), max(bottom - half, top + half))
  }

  private func drawTwinAxis(_ writer: inout SVGWriter) {
    guard let ticks = plan.twinTicks, let mapping = plan.twinY else { return }
    let placed = PlotFrame(box: box, x: frame.x, y: mapping).y
    let tick = ChartStyle.tickSize
    writer.raw("<path d=\"M")
    writer.point(box.right, box.y)
    writer.raw("V")
    writer.number(box.bottom)
    for (values, length) in [(ticks.major.map(\.value), ChartStyle.tickLength), (ticks.minor, 2)] {
      for value in values {
        writer.raw("M")
        writer.point(box.right, placed.position(value))
        writer.raw("h")
        writer.number(length)
      }
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.axis, width: 1)
    writer.raw("/>")
    for number in ticks.major {
      writer.label(
        number.label, x: box.right + ChartStyle.tickLength + ChartStyle.tickGap,
        y: placed.position(number.value) + 0.35 * tick, size: tick, color: .quiet)
    }
    let size = ChartStyle.labelSize, line = size * ChartStyle.leading
    let barWidth = plan.colorBar?.width ?? 0
    var x = box.right + plan.insets.right - barWidth - Double(plan.twinLabel.count - 1) * line - 0.25 * size
    for text in plan.twinLabel {
      writer.label(text, x: x, y: middle(of: text), size: size, anchor: .middle, rotation: -90)
      x += line
    }
    if let note = ticks.note {
      writer.label(
        note, x: box.right, y: box.y - 0.5 * tick - 4, size: ChartStyle.noteSize, anchor: .end, color: .quiet)
    }
  }

  /// The ink of all marks, for the legend to keep away from.
  func coverage() -> Coverage {
    var coverage = Coverage(box)
    for item in axes.items { item.mark.cover(&coverage, in: frame) }
    if let twin = axes.twin, let y = plan.twinY {
      let frame = PlotFrame(box: box, x: frame.x, y: y)
      for item in twin.items { item.mark.cover(&coverage, in: frame) }
    }
    return coverage
  }

  /// Where the legend stands inside the frame; nil where there is none, or it has no room there.
  func legendPlace(_ legend: Legend) -> Box? {
    switch axes.legend {
    case .hidden, .above: nil
    case .automatic: legend.freePlace(in: box, avoiding: coverage())
    case .topLeft, .topRight, .bottomLeft, .bottomRight: legend.place(axes.legend, in: box)
    }
  }

  private func drawLegend(_ writer: inout SVGWriter) {
    let entries = plan.legendEntries
    if entries.isEmpty || axes.legend == .hidden { return }
    if let legend = plan.legendAbove {
      let title = Double(plan.title.count) * ChartStyle.titleSize * ChartStyle.leading + (plan.title.isEmpty ? 0 : 4)
      let top = box.y - plan.insets.top + title
      return legend.draw(
        &writer, at: Box(x: box.x - Legend.padding, y: top, width: legend.width, height: legend.height))
    }
    let legend = Legend(entries).fitted(to: box.width - 12)
    if let place = legendPlace(legend) { legend.draw(&writer, at: place) }
  }
}
