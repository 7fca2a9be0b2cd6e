import Testing

@testable import Rasterization

@Suite("SVG in pixels")
struct SVGRasterTests {
  let square = """
    <svg xmlns="http://www.w3.org/2000/svg" width="10" height="6"><rect width="5" height="6" fill="#f00"/></svg>
    """

  @Test("a picture is drawn with as many pixels as the scale says")
  func scale() throws {
    let grid = try SVGRaster.pixels(square, scale: 3)
    #expect(grid.width == 30 && grid.height == 18)
    #expect(grid.pixels[0] == 0xFF0000 && grid.pixels[29] == 0xFFFFFF)
    #expect(grid.pixels.count { $0 == 0xFF0000 } == 15 * 18)
  }

  @Test("a PNG file has the picture's size in its header")
  func png() throws {
    let png = try SVGRaster.png(square, scale: 2)
    #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(png[16..<24] == [0, 0, 0, 20, 0, 0, 0, 12])
    let color = png[25], transparent = try SVGRaster.png(square, scale: 2, background: .transparent)[25]
    // The colour type: 2 is RGB, 6 is RGB with opacity.
    #expect(color == 2 && transparent == 6)
  }

  @Test("a picture without a size has its view box's, and without that the web's default")
  func sizes() throws {
    let boxed = try SVGRaster.pixels(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>"#, scale: 1)
    #expect(boxed.width == 40 && boxed.height == 20)
    let bare = try SVGRaster.pixels(#"<svg xmlns="http://www.w3.org/2000/svg"/>"#, scale: 1)
    #expect(bare.width == 300 && bare.height == 150)
  }

  @Test(
    "what is no picture is an error, not a crash",
    arguments: ["", "<svg", "plain", "<html/>", "<svg xmlns='http://www.w3.org/2000/svg'>&nothing;</svg>", "\0\u{1}"])
  func malformed(text: String) {
    #expect {
      try SVGRaster.png(text)
    } throws: {
      guard case RasterizationError.malformed = $0 else { return false }
      return "\($0)".hasPrefix("the picture is no SVG that librsvg can draw: ")
    }
  }

  @Test("too many pixels, or none, are refused with the size", arguments: [20_000, 0, -1, .nan, .infinity])
  func size(scale: Double) {
    #expect {
      try SVGRaster.png(square, scale: scale)
    } throws: {
      "\($0)".contains("each side must have between 1 and 16384 pixels")
    }
  }

  @Test("a library that is missing is named, with the package that brings it")
  func missingLibrary() {
    #expect {
      _ = try RSVGLibrary(rsvg: "librsvg-that-is-not-there.so")
    } throws: {
      "\($0)".contains("librsvg-that-is-not-there.so") && "\($0)".contains("librsvg2-2")
    }
  }

  @Test("what is drawn in a child process is what is drawn here")
  func child() throws {
    let svgs = [square, #"<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"><text>x</text></svg>"#]
    #expect(try SVGRaster.pngsDrawnInChild(svgs) == svgs.map { try SVGRaster.png($0) })
    #expect(try SVGRaster.pixelsDrawnInChild(svgs) == svgs.map { try SVGRaster.pixels($0) })
  }

  @Test("an error in a child process is the error here")
  func childError() throws {
    #expect(throws: RasterizationError.size(width: 200_000, height: 120_000)) {
      try SVGRaster.pngsDrawnInChild([square], scale: 20_000)
    }
    #expect {
      try SVGRaster.pixelsDrawnInChild([square, "<svg"])
    } throws: {
      guard case RasterizationError.malformed = $0 else { return false }
      return true
    }
  }

  @Test("the pixels of an image that is to be pixelated are squares, and others are smoothed")
  func pixelated() throws {
    let grid = PixelGrid(width: 2, height: 1, pixels: [0xFF0000, 0x0000FF])
    func image(_ style: String) -> String {
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#fff"/>\
      <image x="0" y="0" width="20" height="10" preserveAspectRatio="none" style="\(style)" \
      href="data:image/png;base64,\(String(decoding: Base64.encoded(grid.png), as: UTF8.self))"/></svg>
      """
    }
    let sharp = try SVGRaster.pixels(image("image-rendering:pixelated"), scale: 2)
    #expect(Set(sharp.pixels) == [0xFF0000, 0x0000FF] && sharp.pixels[19] == 0xFF0000 && sharp.pixels[20] == 0x0000FF)
    #expect(Set(try SVGRaster.pixels(image(""), scale: 2).pixels).count > 2)
  }

  @Test("an image that is damaged is no reason to draw nothing")
  func damagedImage() throws {
    for data in ["", "AAAA", "iVBORw0KGgo=", "?"] {
      let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f00"/>\
        <image width="4" height="4" style="image-rendering:pixelated" href="data:image/png;base64,\(data)"/></svg>
        """
      #expect(Set(try SVGRaster.pixels(svg, scale: 1).pixels) == [0xFF0000])
    }
  }

  @Test("bytes as letters are bytes again", arguments: 0..<5)
  func base64(count: Int) {
    let bytes = (0..<count).map { UInt8(250 - 7 * $0) }
    #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
  }
}
