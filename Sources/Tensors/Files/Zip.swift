// The parts of a zip archive (PKWARE's APPNOTE.TXT, 6.3.10), whose numbers are little-endian.
enum Zip {
  static let localSignature: UInt32 = 0x0403_4b50
  static let entrySignature: UInt32 = 0x0201_4b50
  static let endSignature: UInt32 = 0x0605_4b50
  static let end64Signature: UInt32 = 0x0606_4b50
  static let locator64Signature: UInt32 = 0x0706_4b50
  static let localSize = 30
  static let entrySize = 46
  static let endSize = 22
  static let end64Size = 56
  static let locator64Size = 20
  /// The extra field with numbers that 32 bits can't hold.
  static let extra64: UInt16 = 1

  /// The checksum of a zip archive's entries.
  struct Checksum {
    private(set) var value: UInt32 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.baseAddress, bytes.count))
    }
  }
}

/// An entry as the archive's directory describes it.
struct ZipEntry {
  let name: String
  let isDeflated: Bool
  let checksum: UInt32
  /// Where its bytes lie in the archive, compressed.
  let range: Range<Int>
  /// How many bytes they are for.
  let byteCount: Int
}

@_extern(c, "crc32_z") func crc32_z(_ sum: UInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> UInt
