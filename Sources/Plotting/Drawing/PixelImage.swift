import Rasterization

/// Pixels in a chart: the cells of a heatmap, a batch of pictures.
struct PixelImage {
  let grid: PixelGrid

  init(width: Int, height: Int, pixels: [UInt32]) {
    grid = PixelGrid(width: width, height: height, pixels: pixels)
  }

  /// Draws the pixels as sharp squares over a box, as a PNG inside the SVG.
  func draw(_ writer: inout SVGWriter, in box: Box) {
    if grid.width == 0 || grid.height == 0 { return }
    writer.raw("<image")
    writer.attribute("x", box.x)
    writer.attribute("y", box.y)
    writer.attribute("width", box.width)
    writer.attribute("height", box.height)
    writer.raw(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,")
    writer.base64(grid.png)
    writer.raw("\"/>")
  }
}

extension SVGWriter {
  fileprivate mutating func base64(_ data: [UInt8]) {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(data.count * 4 / 3 + 4)
    for start in stride(from: 0, to: data.count, by: 3) {
      let count = min(3, data.count - start)
      var bits = 0
      for index in 0..<3 { bits = bits << 8 | (index < count ? Int(data[start + index]) : 0) }
      for index in 0..<4 { text.append(index <= count ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "=")) }
    }
    raw(bytes: text)
  }
}
