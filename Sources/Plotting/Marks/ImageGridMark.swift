import Tensors

/// Pictures of one size in rows.
struct ImageGridMark: Mark {
  let count: Int
  let columns: Int
  /// Of one picture, in pixels.
  let width: Int
  let height: Int
  private let blocks: [PixelImage]
  private let extent: Extent
  /// Between pictures, in their own pixels.
  private let gap: Int

  var rows: Int { max(1, (count + columns - 1) / columns) }
  var layer: MarkLayer { .areas }
  var fillsFrame: Bool { true }

  /// `channels` is 1 or 3; `values` are row by row, channel by channel, picture by picture.
  init(
    values: [Double], count: Int, channels: Int, height: Int, width: Int, columns: Int, map: ColorMap,
    limits: ClosedRange<Double>?
  ) {
    self.count = count
    self.columns = max(1, min(columns, max(count, 1)))
    self.width = width
    self.height = height
    extent = Extent(values)
    let scale = ColorScale(map, values: values, limits: limits)
    let gap = max(1, max(width, height) / 14)
    self.gap = gap
    let pictures = (0..<count).map { image in
      let first = image * channels * width * height
      return Self.pixels(values, first: first, plane: width * height, channels: channels, scale)
    }
    // A last row that is not full is a picture of its own: what it lacks is not there.
    let perRow = self.columns, full = count / perRow * perRow
    blocks = [0..<full, full..<count].filter { !$0.isEmpty }.map { range in
      Self.tiled(pictures[range], columns: min(range.count, perRow), width: width, height: height, gap: gap)
    }
  }

  /// The pixels of a picture that begins at `first`, whose channels are `plane` apart.
  private static func pixels(
    _ values: [Double], first: Int, plane: Int, channels: Int, _ scale: ColorScale
  ) -> [UInt32] {
    (first..<(first + plane)).map { place in
      if channels == 1 { return scale.color(values[place]).hex }
      return RGB(
        red: scale.place(values[place]), green: scale.place(values[place + plane]),
        blue: scale.place(values[place + 2 * plane])
      ).hex
    }
  }

  /// Pictures in rows, with the gray between them that stands out from black and from white.
  private static func tiled(
    _ pictures: ArraySlice<[UInt32]>, columns: Int, width: Int, height: Int, gap: Int
  ) -> PixelImage {
    let rows = (pictures.count + columns - 1) / columns
    let wide = columns * (width + gap) - gap, high = rows * (height + gap) - gap
    var pixels = [UInt32](repeating: 0x9A9A9A, count: wide * high)
    for (index, picture) in pictures.enumerated() {
      let left = index % columns * (width + gap), top = index / columns * (height + gap)
      for y in 0..<height {
        for x in 0..<width { pixels[(top + y) * wide + left + x] = picture[y * width + x] }
      }
    }
    return PixelImage(width: wide, height: high, pixels: pixels)
  }

  /// The grid's width and height in pixels of the pictures.
  private var size: (width: Int, height: Int) { (columns * (width + gap) - gap, rows * (height + gap) - gap) }

  func extend(_ x: inout Extent, _ y: inout Extent) {
    for value in [0, Double(size.width)] { x.include(value) }
    for value in [0, Double(size.height)] { y.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let unit = frame.box.width / Double(size.width)
    var y = frame.box.y
    for block in blocks {
      let height = Double(block.grid.height) * unit
      let box = Box(x: frame.box.x, y: y, width: Double(block.grid.width) * unit, height: height)
      block.draw(&writer, in: box)
      // Where the pictures end is seen on a page of their own colour, too.
      writer.raw("<path d=\"")
      writer.rectangle(box)
      writer.raw("\" fill=\"none\"")
      writer.stroke(.axis, width: 0.5)
      writer.raw("/>")
      y += height + Double(gap) * unit
    }
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) { coverage.cover(frame.box) }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("grid of pictures", "grids of pictures"), count: count, unit: "pictures",
      detail: "\(columns) in a row, each of \(width) by \(height) pixels, values \(SeriesWords.range(extent))",
      leftOut: extent.leftOut)
  }
}
