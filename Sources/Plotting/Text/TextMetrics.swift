/// How wide text is, as near as it can be told without the reader's fonts.
///
/// The widths are those of DejaVu Sans, the widest of the usual sans-serif fonts: what fits in it fits in the others.
enum TextMetrics {
  /// The advance widths of U+0020 to U+007E in hundredths of the font's size.
  private static let ascii: [UInt8] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
    69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
    82, 59, 59, 52, 64, 34, 64, 84,
  ]

  /// The width of a text in units of its font's size.
  static func width(_ text: String) -> Double {
    var hundredths = 0
    for scalar in text.unicodeScalars { hundredths += width(scalar) }
    return Double(hundredths) / 100
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: Int(ascii[Int(scalar.value) - 0x20])
    // Combining marks, and what joins characters, take no room.
    case 0...0x1F, 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0xB2, 0xB3, 0xB9, 0x2070...0x209F: 42
    case 0x2009, 0x200A, 0x202F: 20
    case 0x370...0x3FF: 66
    case 0x2190...0x22FF: 84
    // East Asian characters and pictures are as wide as high.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F000...0x3FFFF: 105
    case 0x1D400...0x1D7FF, 0x2014, 0x2026: 100
    default: 68
    }
  }
}
