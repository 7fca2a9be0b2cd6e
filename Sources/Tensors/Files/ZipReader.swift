import Glibc

/// Reads a zip archive's directory and entries; every claim in it is checked against the file before memory is taken for it.
struct ZipReader {
  private let file: InputFile
  private(set) var entries: [ZipEntry] = []

  init(_ file: InputFile) throws(TensorFileError) {
    self.file = file
    let directory = try findDirectory()
    var bytes = try file.bytes(directory.range)[...]
    var occupied: [Range<Int>] = [directory.range]
    var names: Set<String> = []
    while !bytes.isEmpty {
      let (entry, whole) = try entry(&bytes)
      if !names.insert(entry.name).inserted { throw TensorFileError(file.path, entry: entry.name, "is there twice") }
      entries.append(entry)
      occupied.append(whole)
    }
    if entries.count != directory.count {
      throw TensorFileError(file.path, "its directory has \(entries.count) entries, and claims \(directory.count)")
    }
    // Entries that share their bytes make a small file become an endless one.
    occupied.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    for (earlier, later) in zip(occupied, occupied.dropFirst()) where later.lowerBound < earlier.upperBound {
      throw TensorFileError(
        file.path, "parts of it overlap: bytes \(earlier) and bytes \(later). It is damaged, or made to do damage")
    }
  }

  private func failure(_ problem: String) -> TensorFileError { TensorFileError(file.path, problem) }

  /// Where the directory lies, and how many entries it claims.
  private func findDirectory() throws(TensorFileError) -> (range: Range<Int>, count: Int) {
    // Its end may be followed by a comment of 65,535 bytes.
    let start = max(0, file.byteCount - Zip.endSize - 0xFFFF)
    let tail = try file.bytes(start..<file.byteCount)
    var place = tail.count - Zip.endSize
    while place >= 0 {
      if tail.integer(place) == Zip.endSignature
        && place + Zip.endSize + Int(tail.integer(place + 20, as: UInt16.self)) == tail.count
      {
        break
      }
      place -= 1
    }
    if place < 0 { throw failure("is no zip archive, or is truncated: its directory's end is missing") }
    if tail.integer(place + 4, as: UInt16.self) != 0 || tail.integer(place + 6, as: UInt16.self) != 0 {
      throw failure("is one part of an archive in several files")
    }
    var count = UInt64(tail.integer(place + 10, as: UInt16.self))
    var size = UInt64(tail.integer(place + 12, as: UInt32.self))
    var offset = UInt64(tail.integer(place + 16, as: UInt32.self))
    var end = start + place
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, end >= Zip.locator64Size {
      let locator = try file.bytes((end - Zip.locator64Size)..<end)
      if locator.integer(0) == Zip.locator64Signature {
        let at = locator.integer(8, as: UInt64.self)
        if at > UInt64(end - Zip.locator64Size) { throw failure("its ZIP64 directory lies outside of it") }
        let end64 = try file.bytes(Int(at)..<(Int(at) + Zip.end64Size))
        if end64.integer(0) != Zip.end64Signature { throw failure("its ZIP64 directory's end is damaged") }
        count = end64.integer(32)
        size = end64.integer(40)
        offset = end64.integer(48)
        end = Int(at)
      }
    }
    if offset > UInt64(end) || size > UInt64(end) - offset || count > size / UInt64(Zip.entrySize) {
      throw failure(
        "claims a directory of \(count) entries in \(size) bytes at byte \(offset), which does not fit before byte \(end)"
      )
    }
    return (Int(offset)..<Int(offset + size), Int(count))
  }

  /// The next entry of the directory, and all the bytes that are its own in the file.
  private func entry(_ directory: inout ArraySlice<UInt8>) throws(TensorFileError) -> (ZipEntry, whole: Range<Int>) {
    if directory.count < Zip.entrySize { throw failure("its directory is damaged") }
    let head = Array(directory.prefix(Zip.entrySize))
    if head.integer(0) != Zip.entrySignature { throw failure("its directory is damaged") }
    let flags = head.integer(8, as: UInt16.self)
    let method = head.integer(10, as: UInt16.self)
    let lengths = [28, 30, 32].map { Int(head.integer($0, as: UInt16.self)) }
    if directory.count < Zip.entrySize + lengths.reduce(0, +) { throw failure("its directory is damaged") }
    var rest = directory.dropFirst(Zip.entrySize)
    let nameBytes = Array(rest.prefix(lengths[0]))
    rest = rest.dropFirst(lengths[0])
    let extra = Array(rest.prefix(lengths[1]))
    directory = rest.dropFirst(lengths[1] + lengths[2])
    let name = try checkedName(nameBytes)
    func refusal(_ problem: String) -> TensorFileError { TensorFileError(file.path, entry: name, problem) }
    if flags & 0x41 != 0 { throw refusal("is encrypted") }
    if method != 0 && method != 8 {
      throw refusal("is compressed by method \(method), and only 0 (stored) and 8 (deflated) are known")
    }
    // Of what does not fit in 32 bits the numbers stand in the extra field, in this order.
    var numbers = [24, 20, 42].map { UInt64(head.integer($0, as: UInt32.self)) }
    if numbers.contains(0xFFFF_FFFF), let field = Self.field64(extra) {
      var place = 0
      for i in 0..<3 where numbers[i] == 0xFFFF_FFFF {
        if place + 8 > field.count { throw refusal("its ZIP64 numbers are missing") }
        numbers[i] = field.integer(place)
        place += 8
      }
    }
    let (byteCount, compressed, offset) = (numbers[0], numbers[1], numbers[2])
    if offset > UInt64(max(0, file.byteCount - Zip.localSize)) || compressed > UInt64(file.byteCount) {
      throw refusal("lies outside of the file: \(compressed) bytes at byte \(offset) of \(file.byteCount)")
    }
    // Deflate makes no byte into more than 1032 (zlib, “Technical details”).
    if method == 0 ? byteCount != compressed : byteCount > compressed * 1032 {
      throw refusal("claims to be \(byteCount) bytes, which its \(compressed) in the file can't become")
    }
    let local = try file.bytes(Int(offset)..<(Int(offset) + Zip.localSize))
    let start = Int(offset) + Zip.localSize + Int(local.integer(26, as: UInt16.self))
    let begin = start + Int(local.integer(28, as: UInt16.self))
    let isComplete = local.integer(0) == Zip.localSignature && begin + Int(compressed) <= file.byteCount
    let localName = isComplete ? try file.bytes((Int(offset) + Zip.localSize)..<start) : []
    if !isComplete || localName != nameBytes {
      throw refusal("has a header that is damaged, or is not the directory's")
    }
    let entry = ZipEntry(
      name: name, isDeflated: method == 8, checksum: head.integer(16), range: begin..<(begin + Int(compressed)),
      byteCount: Int(byteCount))
    return (entry, Int(offset)..<(begin + Int(compressed)))
  }

  /// A name that is text, and leads nowhere.
  private func checkedName(_ bytes: [UInt8]) throws(TensorFileError) -> String {
    guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty else {
      throw failure("an entry's name is not UTF-8")
    }
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\\" && $0.value != 0x7F }
    if !isPlain || name.hasPrefix("/") || name.split(separator: "/").contains("..") {
      throw failure(
        "an entry's name leads elsewhere: ‘\(name.unicodeScalars.map { $0.escaped(asASCII: false) }.joined())’")
    }
    return name
  }

  private static func field64(_ extra: [UInt8]) -> [UInt8]? {
    var place = 0
    while place + 4 <= extra.count {
      let size = Int(extra.integer(place + 2, as: UInt16.self))
      if place + 4 + size > extra.count { return nil }
      if extra.integer(place) == Zip.extra64 { return Array(extra[(place + 4)..<(place + 4 + size)]) }
      place += 4 + size
    }
    return nil
  }

  /// An entry's bytes from their beginning.
  func source(of entry: ZipEntry) -> any ByteSource {
    let stored = FileRange(file, entry.range)
    return entry.isDeflated ? InflatedBytes(stored, byteCount: entry.byteCount) : stored
  }

  /// Reads through an entry: its bytes must be as many as it claims, and have its checksum.
  func check(_ entry: ZipEntry) throws(TensorFileError) {
    let source = source(of: entry)
    var checksum = Zip.Checksum()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while source.remaining > 0 {
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, source.remaining)])
      try source.read(piece)
      checksum.add(UnsafeRawBufferPointer(piece))
    }
    if checksum.value != entry.checksum {
      func digits(_ sum: UInt32) -> String { String(sum, radix: 16) }
      throw failure("has the checksum \(digits(checksum.value)) instead of \(digits(entry.checksum)): it is damaged")
    }
    if let bytes = source as? InflatedBytes { try bytes.checkEnd() }
  }
}
