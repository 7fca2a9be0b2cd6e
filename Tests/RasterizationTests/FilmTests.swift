import Foundation
import Testing

@testable import Rasterization

@Suite("Films")
struct FilmTests {
  /// A picture whose pixels count up from a colour.
  private func picture(_ width: Int, _ height: Int, from first: UInt32, step: UInt32 = 1) -> PixelGrid {
    PixelGrid(width: width, height: height, pixels: (0..<width * height).map { (first + UInt32($0) * step) & 0xFFFFFF })
  }

  @Test("a PNG made without libraries is what librsvg draws from it")
  func png() throws {
    for grid in [picture(7, 5, from: 0x102030, step: 0x010203), picture(30, 40, from: 0, step: 0x010101)] {
      let data = Data(grid.png).base64EncodedString()
      let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(grid.width)" height="\(grid.height)">\
        <image width="\(grid.width)" height="\(grid.height)" href="data:image/png;base64,\(data)"/></svg>
        """
      #expect(try SVGRaster.pixels(svg, scale: 1) == grid)
    }
  }

  @Test("long runs and far repetitions survive packing")
  func packing() throws {
    let noise = (0..<300 * 200).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) & 0xFFFFFF }
    let plain = [UInt32](repeating: 0x334455, count: 300 * 200)
    let grid = PixelGrid(width: 300, height: 400, pixels: noise + plain)
    let again = PixelGrid(width: 300, height: 800, pixels: grid.pixels + grid.pixels)
    let data = Data(again.png).base64EncodedString()
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="300" height="800">\
      <image width="300" height="800" href="data:image/png;base64,\(data)"/></svg>
      """
    #expect(try SVGRaster.pixels(svg, scale: 1) == again)
  }

  @Test("an animated PNG has its frames in order, each with its checksum")
  func animatedPNG() throws {
    let frames = [picture(8, 8, from: 1), picture(8, 8, from: 900), picture(8, 8, from: 7_000)].map(\.png)
    let film = try #require(AnimatedPNG.file(frames: frames, rate: 5))
    let chunks = try #require(PNGChunk.chunks(of: film))
    #expect(chunks.map(\.name) == ["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"])
    let sequence = chunks.filter { ["fcTL", "fdAT"].contains($0.name) }.map { Array($0.body.prefix(4)) }
    #expect(sequence == (0..<5).map { UInt32($0).bigEndianBytes })
    #expect(Array(chunks[2].body[20..<24]) == [0, 200, 0x03, 0xE8])
    // The second frame's data is the second picture's.
    #expect(Array(chunks[5].body.dropFirst(4)) == PNGChunk.chunks(of: frames[1])?.first { $0.name == "IDAT" }?.body)
    #expect(AnimatedPNG.file(frames: [frames[0], picture(4, 4, from: 1).png], rate: 5) == nil)
    #expect(AnimatedPNG.file(frames: [], rate: 5) == nil && AnimatedPNG.file(frames: [[1, 2]], rate: 5) == nil)
  }

  @Test("a GIF of few colours gives back every pixel")
  func gif() throws {
    let frames = (0..<3).map { (frame: Int) -> PixelGrid in
      let pixels = (0..<6_300).map { (place: Int) -> UInt32 in
        let shade = (place * place / 7 + frame * 31) % 120
        return UInt32(shade) * 0x010201
      }
      return PixelGrid(width: 90, height: 70, pixels: pixels)
    }
    let file = try #require(GIF.file(frames: frames, rate: 10))
    #expect(GIFReader.frames(of: file) == frames)
  }

  @Test("a GIF of more colours than it can hold takes near ones")
  func quantised() throws {
    let frame = picture(100, 100, from: 0, step: 0x000811)
    let file = try #require(GIF.file(frames: [frame], rate: 10))
    let shown = try #require(GIFReader.frames(of: file)?.first)
    var sum = 0
    for (a, b) in zip(frame.pixels, shown.pixels) {
      for shift in [0, 8, 16] as [UInt32] { sum += abs(Int(a >> shift & 255) - Int(b >> shift & 255)) }
    }
    #expect(Double(sum) / 30_000 < 14)
    #expect(GIF.file(frames: [], rate: 1) == nil)
  }
}

/// Reads the GIF files that are written here, by the format's description.
private enum GIFReader {
  static func frames(of file: [UInt8]) -> [PixelGrid]? {
    guard file.starts(with: Array("GIF89a".utf8)) else { return nil }
    let width = Int(file[6]) | Int(file[7]) << 8, height = Int(file[8]) | Int(file[9]) << 8
    let colors = 2 << Int(file[10] & 7)
    let palette = (0..<colors).map { index in
      UInt32(file[13 + index * 3]) << 16 | UInt32(file[14 + index * 3]) << 8 | UInt32(file[15 + index * 3])
    }
    var place = 13 + colors * 3
    var frames: [PixelGrid] = []
    func blocks() -> [UInt8] {
      var bytes: [UInt8] = []
      while file[place] != 0 {
        bytes += file[(place + 1)...(place + Int(file[place]))]
        place += Int(file[place]) + 1
      }
      place += 1
      return bytes
    }
    while file[place] != 0x3B {
      if file[place] == 0x21 {
        place += 2
        _ = blocks()
      } else {
        let bits = Int(file[place + 10])
        place += 11
        let indices = unpacked(blocks(), bits: bits)
        guard indices.count == width * height else { return nil }
        frames.append(PixelGrid(width: width, height: height, pixels: indices.map { palette[Int($0)] }))
      }
    }
    return frames
  }

  private static func unpacked(_ bytes: [UInt8], bits: Int) -> [UInt8] {
    let clear = 1 << bits
    var table: [[UInt8]] = [], output: [UInt8] = [], last: [UInt8] = []
    var size = bits + 1, position = 0
    while position + size <= bytes.count * 8 {
      var code = 0
      for bit in 0..<size where bytes[(position + bit) / 8] >> UInt8((position + bit) % 8) & 1 == 1 { code |= 1 << bit }
      position += size
      if code == clear {
        table = (0..<clear).map { [UInt8($0)] } + [[], []]
        (size, last) = (bits + 1, [])
        continue
      }
      if code == clear + 1 { break }
      let entry = code < table.count ? table[code] : last + [last[0]]
      output += entry
      if !last.isEmpty, table.count < 4_096 { table.append(last + [entry[0]]) }
      if table.count == 1 << size, size < 12 { size += 1 }
      last = entry
    }
    return output
  }
}
