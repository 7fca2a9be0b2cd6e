/// Draws SVG pictures in pixels, by the system's librsvg.
///
/// Nothing outside the picture is read: a reference to a file or an address draws nothing.
public enum SVGRaster {
  /// The most pixels that a side of a picture may have.
  public static let largestSide = 16_384

  /// What shows where the picture draws nothing.
  public enum Background: Hashable, Sendable {
    case white
    case transparent
  }

  /// The picture as a PNG file.
  ///
  /// `scale` is in pixels per CSS pixel, of which 96 make an inch: 2 gives 192 dots per inch.
  public static func png(
    _ svg: String, scale: Double = 2, background: Background = .white
  ) throws(RasterizationError) -> [UInt8] {
    try DrawingLock.whileDrawing { () throws(RasterizationError) in
      try RasterSurface(drawing: svg, scale: scale, background: background).png()
    }
  }

  /// The picture's pixels on white.
  public static func pixels(_ svg: String, scale: Double = 2) throws(RasterizationError) -> PixelGrid {
    try DrawingLock.whileDrawing { () throws(RasterizationError) in
      try RasterSurface(drawing: svg, scale: scale, background: .white).pixels()
    }
  }

  /// Why pictures can't be drawn on this system, or nil where they can.
  public static func obstacle() -> RasterizationError? {
    do {
      _ = try png(#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#)
      return nil
    } catch {
      return error
    }
  }
}

/// An opaque picture: `0xRRGGBB` for each pixel, row by row from the top.
public struct PixelGrid: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public var pixels: [UInt32]

  public init(width: Int, height: Int, pixels: [UInt32]) {
    precondition(pixels.count == width * height, "\(pixels.count) pixels for a picture of \(width) × \(height)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
