/// A cairo surface with a picture on it.
final class RasterSurface {
  private let library: RSVGLibrary
  private let surface: RSVGLibrary.Surface
  let width: Int
  let height: Int

  init(drawing svg: String, scale: Double, background: SVGRaster.Background) throws(RasterizationError) {
    let library = try RSVGLibrary.loaded()
    let bytes = PixelatedImages(library: library, scale: scale).enlarged(in: Array(svg.utf8))
    let handle = try Self.read(bytes, with: library)
    defer { library.unref(handle) }
    let size = Self.size(of: handle, with: library)
    let sides = (size.width * scale, size.height * scale)
    let allowed = 0.5...Double(SVGRaster.largestSide)
    guard allowed.contains(sides.0), allowed.contains(sides.1) else {
      throw .size(width: sides.0, height: sides.1)
    }
    self.library = library
    width = Int(sides.0.rounded())
    height = Int(sides.1.rounded())
    // Cairo's ARGB32 is 0 and RGB24 is 1. On a side of half a pixel rounding gives none.
    surface = library.createSurface(background == .white ? 1 : 0, Int32(max(width, 1)), Int32(max(height, 1)))
    guard library.surfaceStatus(surface) == 0 else { throw .failed("there is not enough memory") }
    let context = library.createContext(surface)
    defer { library.destroyContext(context) }
    if background == .white {
      library.setSource(context, 1, 1, 1)
      library.paint(context)
    }
    library.scale(context, scale, scale)
    var error: UnsafeMutableRawPointer?
    if library.renderDocument(handle, context, [0, 0, size.width, size.height], &error) == 0 {
      throw Self.malformed(error, library)
    }
    library.flushSurface(surface)
  }

  /// The picture of a PNG file; nil where it is none.
  init?(png file: [UInt8], _ library: RSVGLibrary) {
    self.library = library
    var rest = file[...]
    surface = withUnsafeMutablePointer(to: &rest) {
      library.readPNG(
        { closure, data, count in
          let rest = closure!.assumingMemoryBound(to: ArraySlice<UInt8>.self)
          guard rest.pointee.count >= Int(count) else { return 10 }  // CAIRO_STATUS_READ_ERROR
          _ = UnsafeMutableBufferPointer(start: data, count: Int(count)).update(
            fromContentsOf: rest.pointee.prefix(Int(count)))
          rest.pointee = rest.pointee.dropFirst(Int(count))
          return 0
        }, $0)
    }
    width = Int(library.surfaceWidth(surface))
    height = Int(library.surfaceHeight(surface))
    if library.surfaceStatus(surface) != 0 { return nil }
  }

  /// A picture each pixel of which is as many beside and below each other.
  init(repeating image: RasterSurface, across: Int, down: Int) throws(RasterizationError) {
    library = image.library
    width = image.width * across
    height = image.height * down
    surface = library.createSurface(0, Int32(width), Int32(height))
    guard library.surfaceStatus(surface) == 0 else { throw .failed("there is not enough memory") }
    let context = library.createContext(surface)
    defer { library.destroyContext(context) }
    library.scale(context, Double(across), Double(down))
    library.setSourceSurface(context, image.surface, 0, 0)
    library.setFilter(library.source(context), 3)  // CAIRO_FILTER_NEAREST
    library.paint(context)
    library.flushSurface(surface)
  }

  deinit { library.destroySurface(surface) }

  /// The surface as a PNG file.
  func png() throws(RasterizationError) -> [UInt8] {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) {
      library.writePNG(
        surface,
        { closure, data, count in
          let bytes = closure!.assumingMemoryBound(to: [UInt8].self)
          bytes.pointee += UnsafeBufferPointer(start: data, count: Int(count))
          return 0
        }, $0)
    }
    guard status == 0 else { throw .failed("cairo could not write the PNG (status \(status))") }
    return bytes
  }

  /// The surface's pixels.
  func pixels() throws(RasterizationError) -> PixelGrid {
    guard let data = library.surfaceData(surface) else { throw .failed("cairo gave no pixels") }
    let stride = Int(library.surfaceStride(surface))
    var pixels: [UInt32] = []
    pixels.reserveCapacity(width * height)
    for y in 0..<height {
      let row = (data + y * stride).assumingMemoryBound(to: UInt32.self)
      for x in 0..<width { pixels.append(row[x] & 0xFFFFFF) }
    }
    return PixelGrid(width: width, height: height, pixels: pixels)
  }

  private static func read(_ bytes: [UInt8], with library: RSVGLibrary) throws(RasterizationError) -> RSVGLibrary.Handle
  {
    var error: UnsafeMutableRawPointer?
    let handle = bytes.withUnsafeBytes { library.newFromData($0.baseAddress, $0.count, &error) }
    guard let handle else { throw malformed(error, library) }
    library.setDPI(handle, 96)
    return handle
  }

  /// The size in CSS pixels: the picture's own, else its view box's, else what CSS gives a picture without either.
  private static func size(of handle: RSVGLibrary.Handle, with library: RSVGLibrary) -> (width: Double, height: Double)
  {
    var width = 0.0, height = 0.0
    if library.sizeInPixels(handle, &width, &height) != 0 { return (width, height) }
    var hasWidth: Int32 = 0, hasHeight: Int32 = 0, hasViewBox: Int32 = 0
    // An `RsvgLength` is a double and an enumeration; what it says is not used.
    var ownWidth = (0.0, 0.0), ownHeight = (0.0, 0.0), viewBox = [0.0, 0.0, 0.0, 0.0]
    library.intrinsicDimensions(handle, &hasWidth, &ownWidth, &hasHeight, &ownHeight, &hasViewBox, &viewBox)
    return hasViewBox != 0 ? (viewBox[2], viewBox[3]) : (300, 150)
  }

  private static func malformed(
    _ error: UnsafeMutableRawPointer?, _ library: RSVGLibrary
  ) -> RasterizationError {
    guard let error else { return .malformed("it has no picture") }
    defer { library.freeError(error) }
    // After the domain and the code, both of four bytes.
    let message = error.load(fromByteOffset: 8, as: UnsafePointer<CChar>?.self)
    return .malformed(message.map { String(cString: $0) } ?? "it has no picture")
  }
}
