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
    writer.raw(bytes: Base64.encoded(grid.png))
    writer.raw("\"/>")
  }
}
