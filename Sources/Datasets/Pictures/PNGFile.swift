import Tensors

/// A picture from a PNG file, `(channels, height, width)` of float32 in [0, 1].
///
/// There is one channel where the picture is gray and three where it is in colours, unless `channels` says 1, 3 or 4,
/// the fourth being how opaque each pixel is; otherwise what shines through is white. Palettes, interlacing and samples
/// of 1 to 16 bits are all read, the latter in 256 steps. Throws a ``DataFileError`` where the file is no PNG, damaged,
/// truncated or larger than 33 million pixels. Traps on another number of channels.
public func loadPNG(
  _ path: String, channels: Int? = nil, file: StaticString = #fileID, line: UInt = #line
) throws -> Tensor {
  if let channels, PNGImage.Format(channels: channels) == nil {
    fail("loadPNG: a picture has 1, 3 or 4 channels, not \(channels)", file: file, line: line)
  }
  return try PNGFile.read(path, channels: channels)
}

/// Writes a picture, `(height, width)` or `(channels, height, width)` with 1, 3 or 4 channels, to a PNG file; one of
/// that name is replaced at once.
///
/// 0 is black and 1 white; what is beyond is set to these. Throws a ``DataFileError`` where the file can't be written.
/// Traps on other shapes, and where a value is not a number.
public func savePNG(_ image: Tensor, to path: String, file: StaticString = #fileID, line: UInt = #line) throws {
  let image = image.ndim == 2 ? image.unsqueeze(0) : image
  guard image.ndim == 3, let format = PNGImage.Format(channels: image.shape[0]), image.elementCount > 0,
    image.dtype.isFloatingPoint
  else {
    fail(
      "savePNG: a picture is (height, width) or (channels, height, width) of floating-point numbers with 1, 3 or 4 channels, not "
        + "\(image.dtype) of shape \(image.shape)", file: file, line: line)
  }
  if image.isnan().any() { fail("savePNG: some values are not numbers", file: file, line: line) }
  let rounded = (image.detach().clamp(0, 1) * 255).round()
  let bytes = rounded.permute(1, 2, 0).floats.map { UInt8($0) }
  try PNGFile.write(bytes, width: image.shape[2], height: image.shape[1], format, to: path)
}

enum PNGFile {
  private static let mostPixels = 1 << 25
  private static let longestSide = 1 << 20
  private static let mostBytes = 1 << 28
  private static let mostInflation = 1032
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The picture with 1, 3 or 4 channels; without a number, with 1 or 3.
  static func read(_ path: String, channels: Int? = nil) throws(DataFileError) -> Tensor {
    let bytes = try DataFileError.reading { () throws(TensorFileError) in
      let file = try InputFile(path)
      if file.byteCount > mostBytes {
        throw TensorFileError(path, "has \(file.byteCount) bytes, too many for a picture")
      }
      return try file.bytes(0..<file.byteCount)
    }
    if !bytes.starts(with: signature) {
      throw DataFileError(path, at: .byte(0), "is no PNG file" + (bytes.isEmpty ? ": it is empty" : kind(bytes)))
    }
    try checkEnd(bytes, path)
    let image = PNGImage(try PNGLibrary.loaded(for: path))
    let pixels: [UInt8]
    let format: PNGImage.Format
    (pixels, format) = try decode(bytes, image, path, channels)
    let (width, height) = (image.width, image.height)
    let picture = Tensor.filled([format.channels, height, width], .float32, as: Float.self) { target in
      pixels.withUnsafeBufferPointer {
        ck_planes(width * height, Int32(format.channels), $0.baseAddress!, target.baseAddress!)
      }
    }
    // The brightness of ITU-R BT.601, as Pillow and torchvision have it.
    if channels == 1 && format == .rgb {
      return (picture * Tensor([0.299, 0.587, 0.114]).reshape(3, 1, 1)).sum(dim: 0, keepDim: true)
    }
    return picture
  }

  /// Goes from chunk to chunk, each of a length, a name, its bytes and a checksum, to the one that ends the picture,
  /// for which libpng does not ask.
  private static func checkEnd(_ bytes: [UInt8], _ path: String) throws(DataFileError) {
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      let isEnd = bytes[(place + 4)..<(place + 8)].elementsEqual("IEND".utf8)
      place += 12 + length
      if isEnd && place <= bytes.count { return }
    }
    throw DataFileError(path, at: .byte(bytes.count), "is truncated: it ends before the picture does")
  }

  private static func decode(
    _ bytes: [UInt8], _ image: borrowing PNGImage, _ path: String, _ channels: Int?
  ) throws(DataFileError) -> ([UInt8], PNGImage.Format) {
    // libpng reads from this memory until it has finished.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    if image.library.beginRead(image.memory, memory.baseAddress, memory.count) == 0 {
      throw DataFileError(path, "can't be read as PNG: \(image.message)")
    }
    let (width, height) = (image.width, image.height)
    if width < 1 || height < 1 || width > longestSide || height > longestSide || width * height > mostPixels {
      throw DataFileError(
        path, at: .byte(16), "has \(width) × \(height) pixels, and pictures of at most \(mostPixels.inGroups) are read")
    }
    // At least a bit a pixel, and a byte a row.
    if height * ((width + 7) / 8 + 1) > bytes.count * mostInflation {
      throw DataFileError(
        path, at: .byte(16),
        "claims \(width) × \(height) pixels, more than its \(bytes.count) bytes can hold: it is truncated or damaged")
    }
    let format = channels == 4 ? PNGImage.Format.rgba : image.hasColor || channels == 3 ? .rgb : .gray
    image.setFormat(format)
    image.assumeSRGB()
    var pixels = [UInt8](repeating: 0, count: width * height * format.channels)
    let white: [UInt8] = [255, 255, 255]
    if image.library.finishRead(image.memory, white, &pixels, 0, nil) == 0 {
      throw DataFileError(path, "can't be read as PNG: \(image.message). It is truncated or damaged")
    }
    return (pixels, format)
  }

  static func write(
    _ bytes: [UInt8], width: Int, height: Int, _ format: PNGImage.Format, to path: String
  ) throws(DataFileError) {
    let image = PNGImage(try PNGLibrary.loaded(for: path))
    image.width = width
    image.height = height
    image.setFormat(format)
    // First how many bytes it takes, then these.
    var count = 0
    if image.library.write(image.memory, nil, &count, 0, bytes, 0, nil) == 0 {
      throw DataFileError(path, "can't be written as PNG: \(image.message)")
    }
    var file = [UInt8](repeating: 0, count: count)
    if image.library.write(image.memory, &file, &count, 0, bytes, 0, nil) == 0 {
      throw DataFileError(path, "can't be written as PNG: \(image.message)")
    }
    file.removeLast(file.count - count)
    try DataFileError.reading { () throws(TensorFileError) in
      try OutputFile.write(path) { (output) throws(TensorFileError) in try output.append(file) }
    }
  }

  /// What a file that is no PNG seems to be.
  private static func kind(_ bytes: [UInt8]) -> String {
    let known: [([UInt8], String)] = [
      ([0xFF, 0xD8], "JPEG"), (Array("GIF8".utf8), "GIF"), (Array("BM".utf8), "BMP"), (Array("RIFF".utf8), "WebP"),
    ]
    let name = known.first { bytes.starts(with: $0.0) }?.1
    return name.map {
      ": it seems to be \($0). Convert it, for example: convert picture.\($0.lowercased()) picture.png"
    }
      ?? ": it begins with \(bytes.prefix(8).map(String.init).joined(separator: " "))"
  }
}
