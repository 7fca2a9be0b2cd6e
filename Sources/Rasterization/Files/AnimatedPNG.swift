/// A film of PNG files in one file (APNG, now part of the PNG specification's third edition).
public enum AnimatedPNG {
  /// The film of pictures that are all of one size and kind; nil where they are not, or there are none.
  ///
  /// `rate` is in frames a second; the film begins anew when it has ended. A reader that knows no films shows the first
  /// picture.
  public static func file(frames: [[UInt8]], rate: Double) -> [UInt8]? {
    let pictures = frames.compactMap { PNGChunk.chunks(of: $0) }
    guard pictures.count == frames.count, let first = pictures.first, let header = first.first, header.name == "IHDR",
      pictures.allSatisfy({ $0.first == header })
    else { return nil }
    var sequence: UInt32 = 0
    // How many frames, and how often: 0 is for ever.
    var chunks = [header, PNGChunk("acTL", UInt32(pictures.count).bigEndianBytes + UInt32(0).bigEndianBytes)]
    chunks += first.dropFirst().prefix { $0.name != "IDAT" }
    for (index, picture) in pictures.enumerated() {
      chunks.append(PNGChunk("fcTL", control(sequence, size: Array(header.body.prefix(8)), rate: rate)))
      sequence += 1
      for data in picture where data.name == "IDAT" {
        if index == 0 {
          chunks.append(data)
        } else {
          chunks.append(PNGChunk("fdAT", sequence.bigEndianBytes + data.body))
          sequence += 1
        }
      }
    }
    chunks.append(PNGChunk("IEND", []))
    return PNGChunk.signature + chunks.flatMap(\.encoded)
  }

  /// A frame's number, size, place and duration; it replaces the one before.
  private static func control(_ sequence: UInt32, size: [UInt8], rate: Double) -> [UInt8] {
    let place: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    let milliseconds = UInt16(min(max(1_000 / max(rate, 0.02), 10), 60_000).rounded())
    return sequence.bigEndianBytes + size + place + milliseconds.bigEndianBytes + UInt16(1_000).bigEndianBytes + [0, 0]
  }
}
