/// A film as a GIF file (GIF89a), with one palette for all frames.
public enum GIF {
  /// The film of pictures that are all of one size; nil where they are not, or there are none.
  ///
  /// `rate` is in frames a second; the film begins anew when it has ended. Of more than 256 colours the nearest of a
  /// palette are taken.
  public static func file(frames: [PixelGrid], rate: Double) -> [UInt8]? {
    guard let first = frames.first, first.width > 0, first.height > 0, first.width <= 65_535, first.height <= 65_535,
      frames.allSatisfy({ $0.width == first.width && $0.height == first.height })
    else { return nil }
    let palette = Palette(of: frames)
    let bits = max(2, (palette.colors.count - 1).bitWidth - max(palette.colors.count - 1, 0).leadingZeroBitCount)
    let size = UInt16(first.width).littleEndianBytes + UInt16(first.height).littleEndianBytes
    var file = Array("GIF89a".utf8) + size
    // A palette of 2^bits colours, of 8 bits each; the background is its first; pixels are square.
    file += [0xF0 | UInt8(bits - 1), 0, 0]
    for index in 0..<(1 << bits) {
      let color = index < palette.colors.count ? palette.colors[index] : 0
      file += [UInt8(color >> 16 & 255), UInt8(color >> 8 & 255), UInt8(color & 255)]
    }
    // Begin anew for ever.
    file += [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]
    let hundredths = UInt16(min(max(100 / max(rate, 0.02), 2), 6_000).rounded())
    for frame in frames {
      // Left in place until the next frame covers it.
      file += [0x21, 0xF9, 4, 0x04] + hundredths.littleEndianBytes + [0, 0]
      file += [0x2C, 0, 0, 0, 0] + size + [0]
      file += LZW.encoded(frame.pixels.map { palette.index(of: $0) }, bits: bits)
    }
    return file + [0x3B]
  }
}

/// The colours of a film: all of them, or 256 found by median cut (Heckbert, 1982).
struct Palette {
  private(set) var colors: [UInt32]
  private var indices: [UInt32: UInt8] = [:]

  init(of frames: [PixelGrid]) {
    var counts: [UInt32: Int] = [:]
    for frame in frames {
      var last: UInt32?, run = 0
      // Pixels come in runs: a look-up for each run, not for each pixel.
      for pixel in frame.pixels {
        if pixel == last {
          run += 1
        } else {
          if let last { counts[last, default: 0] += run }
          (last, run) = (pixel, 1)
        }
      }
      if let last { counts[last, default: 0] += run }
    }
    let all = counts.map { (color: $0.key, count: $0.value) }.sorted { $0.color < $1.color }
    guard all.count > 256 else {
      colors = all.map(\.color)
      for (index, color) in colors.enumerated() { indices[color] = UInt8(index) }
      return
    }
    var boxes = [all]
    while boxes.count < 256 {
      // The box with the most pixels that has several colours is cut at the median of its longest side.
      let candidates = boxes.indices.filter { boxes[$0].count > 1 }
      guard let widest = candidates.max(by: { Self.weight(boxes[$0]) < Self.weight(boxes[$1]) }) else { break }
      let (a, b) = Self.halves(of: boxes[widest])
      boxes[widest] = a
      boxes.append(b)
    }
    colors = boxes.map(Self.mean)
    for (index, box) in boxes.enumerated() { for entry in box { indices[entry.color] = UInt8(index) } }
  }

  func index(of color: UInt32) -> UInt8 { indices[color] ?? 0 }

  private typealias Box = [(color: UInt32, count: Int)]

  private static func part(_ color: UInt32, _ channel: UInt32) -> Int { Int(color >> (channel * 8) & 255) }

  private static func longestSide(_ box: Box) -> (channel: UInt32, length: Int) {
    (0..<3 as Range<UInt32>).map { channel in
      let parts = box.lazy.map { part($0.color, channel) }
      return (channel, parts.max()! - parts.min()!)
    }.max { $0.1 < $1.1 }!
  }

  /// A few pixels far apart deserve a colour of their own as much as many that are near.
  private static func weight(_ box: Box) -> Double {
    Double(longestSide(box).length) * Double(box.reduce(0) { $0 + $1.count }).squareRoot()
  }

  private static func halves(of box: Box) -> (Box, Box) {
    let channel = longestSide(box).channel
    let sorted = box.sorted { (part($0.color, channel), $0.color) < (part($1.color, channel), $1.color) }
    let half = sorted.reduce(0) { $0 + $1.count } / 2
    var sum = 0, cut = 1
    for (index, entry) in sorted.enumerated() {
      sum += entry.count
      if sum > half {
        cut = min(max(index, 1), sorted.count - 1)
        break
      }
    }
    return (Array(sorted[..<cut]), Array(sorted[cut...]))
  }

  private static func mean(_ box: Box) -> UInt32 {
    let count = box.reduce(0) { $0 + $1.count }
    return (0..<3 as Range<UInt32>).reduce(0 as UInt32) { color, channel in
      let sum = box.reduce(0) { $0 + part($1.color, channel) * $1.count }
      return color | UInt32((sum + count / 2) / count) << (channel * 8)
    }
  }
}

/// Lempel, Ziv and Welch's packing as GIF has it (1984).
enum LZW {
  /// The least code size, the packed indices in blocks of 255 bytes, and the block of length 0 that ends them.
  static func encoded(_ indices: [UInt8], bits: Int) -> [UInt8] {
    var packed: [UInt8] = []
    var pending = 0, pendingCount = 0
    func write(_ code: Int, _ size: Int) {
      pending |= code << pendingCount
      pendingCount += size
      while pendingCount >= 8 {
        packed.append(UInt8(pending & 255))
        pending >>= 8
        pendingCount -= 8
      }
    }
    let clear = 1 << bits, end = clear + 1
    var size = bits + 1, next = end + 1
    // The code of each known string with one index more, by code and index; 0 is none.
    var longer = [UInt16](repeating: 0, count: 4_096 << 8)
    write(clear, size)
    var code = -1
    for index in indices {
      if code < 0 {
        code = Int(index)
        continue
      }
      let known = longer[code << 8 | Int(index)]
      if known != 0 {
        code = Int(known)
        continue
      }
      write(code, size)
      if next < 4_096 {
        longer[code << 8 | Int(index)] = UInt16(next)
        if next == 1 << size, size < 12 { size += 1 }
        next += 1
      } else {
        write(clear, size)
        longer.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        size = bits + 1
        next = end + 1
      }
      code = Int(index)
    }
    if code >= 0 { write(code, size) }
    write(end, size)
    if pendingCount > 0 { write(0, 8 - pendingCount) }
    var blocks = [UInt8(bits)]
    for start in stride(from: 0, to: packed.count, by: 255) {
      let block = packed[start..<min(start + 255, packed.count)]
      blocks.append(UInt8(block.count))
      blocks += block
    }
    return blocks + [0]
  }
}
