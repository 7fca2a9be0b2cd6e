/// The directory of a zip archive that is being written: its entries are stored as they are, one behind the other.
struct ZipDirectory {
  /// What is larger is said in 64 bits.
  let largest: Int
  private var entries: [UInt8] = []
  private var count = 0
  /// How long the archive is so far.
  private var length = 0

  init(largest: Int) { self.largest = largest }

  /// Notes an entry, and returns what stands before its bytes in the archive.
  mutating func add(_ name: String, byteCount: Int, checksum: UInt32) -> [UInt8] {
    var local = head(Zip.localSignature, name, byteCount, checksum)
    let needs64 = byteCount > largest
    let localExtra = needs64 ? extra([byteCount, byteCount]) : []
    local.append(littleEndian: UInt16(name.utf8.count))
    local.append(littleEndian: UInt16(localExtra.count))
    local += Array(name.utf8) + localExtra

    // The number of the version that wrote it stands before the one that is needed to read it.
    var entry = head(Zip.entrySignature, name, byteCount, checksum)
    entry.insert(contentsOf: entry[4..<6], at: 4)
    let numbers = (needs64 ? [byteCount, byteCount] : []) + (length > largest ? [length] : [])
    let entryExtra = numbers.isEmpty ? [] : extra(numbers)
    entry.append(littleEndian: UInt16(name.utf8.count))
    entry.append(littleEndian: UInt16(entryExtra.count))
    // No comment, the first disk, no attributes.
    entry += [UInt8](repeating: 0, count: 10)
    entry.append(littleEndian: short(length))
    entries += entry + Array(name.utf8) + entryExtra
    count += 1
    length += local.count + byteCount
    return local
  }

  /// What local header and directory entry have in common, as far as the sizes.
  private func head(_ signature: UInt32, _ name: String, _ byteCount: Int, _ checksum: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: signature)
    bytes.append(littleEndian: UInt16(45))
    // Names are UTF-8; the bytes are stored; the time is the format's first, so that the same tensors give the same bytes.
    bytes.append(littleEndian: UInt16(name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 0x800))
    bytes.append(littleEndian: UInt16(0))
    bytes.append(littleEndian: UInt16(0))
    bytes.append(littleEndian: UInt16(0x21))
    bytes.append(littleEndian: checksum)
    bytes.append(littleEndian: short(byteCount))
    bytes.append(littleEndian: short(byteCount))
    return bytes
  }

  private func short(_ number: Int) -> UInt32 { number > largest ? 0xFFFF_FFFF : UInt32(number) }

  private func extra(_ numbers: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: Zip.extra64)
    bytes.append(littleEndian: UInt16(numbers.count * 8))
    for number in numbers { bytes.append(littleEndian: UInt64(number)) }
    return bytes
  }

  /// The directory and the archive's end.
  var bytes: [UInt8] {
    var bytes = entries
    if length > largest || count > 0xFFFE || entries.count > largest {
      bytes.append(littleEndian: Zip.end64Signature)
      bytes.append(littleEndian: UInt64(Zip.end64Size - 12))
      bytes.append(littleEndian: UInt16(45))
      bytes.append(littleEndian: UInt16(45))
      bytes.append(littleEndian: UInt64(0))
      bytes.append(littleEndian: UInt64(count))
      bytes.append(littleEndian: UInt64(count))
      bytes.append(littleEndian: UInt64(entries.count))
      bytes.append(littleEndian: UInt64(length))
      bytes.append(littleEndian: Zip.locator64Signature)
      bytes.append(littleEndian: UInt32(0))
      bytes.append(littleEndian: UInt64(length + entries.count))
      bytes.append(littleEndian: UInt32(1))
    }
    bytes.append(littleEndian: Zip.endSignature)
    bytes.append(littleEndian: UInt32(0))
    bytes.append(littleEndian: UInt16(min(count, 0xFFFF)))
    bytes.append(littleEndian: UInt16(min(count, 0xFFFF)))
    bytes.append(littleEndian: short(entries.count))
    bytes.append(littleEndian: short(length))
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }
}
