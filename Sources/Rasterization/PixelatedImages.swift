/// The images in a picture whose pixels are to stay squares: `image-rendering: pixelated`, as heatmaps have it.
///
/// librsvg smooths every image that it enlarges, whatever the picture says. So the pixels are repeated beforehand,
/// until the image has as many as will be drawn.
struct PixelatedImages {
  let library: RSVGLibrary
  /// Pixels per CSS pixel.
  let scale: Double

  private static let beginning = Array("<image ".utf8)
  private static let style = Array("image-rendering:pixelated".utf8)
  private static let address = Array("href=\"data:image/png;base64,".utf8)

  /// The picture with these images enlarged.
  func enlarged(in svg: [UInt8]) -> [UInt8] {
    if svg.firstRange(of: Self.style) == nil { return svg }
    var result: [UInt8] = [], rest = svg[...]
    while let start = rest.firstRange(of: Self.beginning)?.lowerBound,
      let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      result += rest[..<start]
      result += enlarged(rest[start...end])
      rest = rest[(end + 1)...]
    }
    return result + rest
  }

  /// An element; as it is where it is no such image, or large enough.
  private func enlarged(_ element: ArraySlice<UInt8>) -> [UInt8] {
    guard element.firstRange(of: Self.style) != nil, let width = number(" width=\"", in: element),
      let height = number(" height=\"", in: element), let place = element.firstRange(of: Self.address),
      let end = element[place.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
      let file = Base64.decoded(element[place.upperBound..<end]),
      let larger = enlarged(file, width: width * scale, height: height * scale)
    else { return Array(element) }
    return element[..<place.upperBound] + Base64.encoded(larger) + element[end...]
  }

  private func number(_ name: String, in element: ArraySlice<UInt8>) -> Double? {
    guard let place = element.firstRange(of: Array(name.utf8)) else { return nil }
    return Double(String(decoding: element[place.upperBound...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
  }

  /// A PNG file with each pixel repeated until there are as many as said; nil where there are already, or no file.
  private func enlarged(_ file: [UInt8], width: Double, height: Double) -> [UInt8]? {
    guard let image = RasterSurface(png: file, library) else { return nil }
    let most = Double(SVGRaster.largestSide)
    guard image.width > 0, image.height > 0, width <= most, height <= most else { return nil }
    let across = max(1, Int((width / Double(image.width)).rounded(.up)))
    let down = max(1, Int((height / Double(image.height)).rounded(.up)))
    if across == 1 && down == 1 { return nil }
    return try? RasterSurface(repeating: image, across: across, down: down).png()
  }
}
