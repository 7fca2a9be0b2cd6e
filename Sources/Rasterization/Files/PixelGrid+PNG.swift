extension PixelGrid {
  /// The picture as a PNG file, made without any library; in shades of gray where it has no colours.
  public var png: [UInt8] {
    let isGray = pixels.allSatisfy { $0 & 255 == $0 >> 8 & 255 && $0 & 255 == $0 >> 16 }
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (width * (isGray ? 1 : 3) + 1))
    for y in 0..<height {
      // Each row begins with its filter, of which none is 0.
      rows.append(0)
      for pixel in pixels[(y * width)..<((y + 1) * width)] {
        if !isGray {
          rows.append(UInt8(pixel >> 16 & 255))
          rows.append(UInt8(pixel >> 8 & 255))
        }
        rows.append(UInt8(pixel & 255))
      }
    }
    // Eight bits, gray or RGB, and the only methods that there are.
    let header = UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, isGray ? 0 : 2, 0, 0, 0]
    let chunks = [PNGChunk("IHDR", header), PNGChunk("IDAT", Deflate.zlib(rows)), PNGChunk("IEND", [])]
    return PNGChunk.signature + chunks.flatMap(\.encoded)
  }
}
