import Tensors

/// The array of a file in the IDX format, MNIST's own (LeCun, Cortes and Burges, 1998), plain or gzipped.
///
/// Whole numbers become int64, and floating-point ones stay what they are. Throws a ``DataFileError`` where the file is
/// not exactly what its first bytes say: of that type and those sizes, complete, and with nothing behind.
public func loadIDX(_ path: String) throws -> Tensor {
  try IDXFile(path).tensor()
}

/// A file in the IDX format whose beginning has been read.
///
/// It is four bytes, 0, 0, the elements' type and the number of dimensions; the sizes, of four bytes each, the highest
/// first; and the elements, the same way.
struct IDXFile {
  let path: String
  let type: StoredType
  let sizes: [Int]
  private let source: any ByteSource
  private let count: Int

  /// A whole number more than any data set of pages, and few enough to be in memory.
  private static let most = 1 << 30
  /// Deflated bytes become at most this many times as many.
  private static let mostInflation = 1032

  init(_ path: String) throws(DataFileError) {
    self.path = path
    let file = try DataFileError.reading { () throws(TensorFileError) in try InputFile(path) }
    let first = try DataFileError.reading { () throws(TensorFileError) in try file.bytes(0..<min(2, file.byteCount)) }
    let isCompressed = first == [0x1F, 0x8B]
    let whole = FileRange(file, 0..<file.byteCount)
    let inflated = isCompressed ? InflatedBytes(whole, byteCount: 4, wrapping: .gzip) : nil
    let source: any ByteSource = inflated ?? whole
    self.source = source

    func next(_ count: Int, _ what: String) throws(DataFileError) -> [UInt8] {
      inflated?.remaining = count
      return try DataFileError.reading { () throws(TensorFileError) in try source.bytes(count, what) }
    }
    let magic = try next(4, "the beginning of an IDX file")
    guard magic[0] == 0, magic[1] == 0, let type = Self.types[magic[2]] else {
      throw DataFileError(
        path, at: .byte(0),
        "is no IDX file: it begins with \(magic.map(String.init).joined(separator: " ")), and an IDX file with 0 0, a type "
          + "(8, 9, 11, 12, 13 or 14) and the number of dimensions. Is it the file that the data's page names?")
    }
    self.type = type
    let rank = Int(magic[3])
    if rank < 1 || rank > Shape.maximumRank {
      throw DataFileError(path, at: .byte(3), "has \(rank) dimensions; they must be in 1...\(Shape.maximumRank)")
    }
    let bytes = try next(4 * rank, "the list of sizes")
    sizes = (0..<rank).map { i in bytes[(4 * i)..<(4 * i + 4)].reduce(0) { $0 << 8 | Int($1) } }
    do { count = try Tensor.elementCount(ofStored: sizes) } catch {
      throw DataFileError(path, at: .byte(4), error.problem)
    }
    if count > Self.most {
      throw DataFileError(path, at: .byte(4), "claims \(sizes) elements, more than the \(Self.most) that are read")
    }
    let expected = count * type.size
    let start = 4 + 4 * rank
    if !isCompressed && whole.remaining != expected {
      let found = whole.remaining
      throw DataFileError(
        path, at: .byte(start + min(found, expected)),
        "claims \(Self.words(sizes)), which take \(expected) bytes, but \(found) follow: "
          + (found < expected ? "it is truncated. Download it again" : "something else stands behind them"))
    }
    if isCompressed && start + expected > file.byteCount * Self.mostInflation {
      throw DataFileError(
        path, at: .byte(4),
        "claims \(Self.words(sizes)), more than its \(file.byteCount) compressed bytes can hold: it is truncated or damaged. "
          + "Download it again")
    }
    inflated?.remaining = expected
  }

  /// The elements as bytes, of a file whose type they are.
  func bytes() throws(DataFileError) -> [UInt8] {
    let bytes = try DataFileError.reading { () throws(TensorFileError) in try source.bytes(count, "the data") }
    try checkEnd()
    return bytes
  }

  func tensor() throws(DataFileError) -> Tensor {
    let (type, shape, source) = (type, Shape(sizes), source)
    let tensor = try DataFileError.reading { () throws(TensorFileError) in
      try Tensor.read(type, shape, isBigEndian: true, from: source)
    }
    try checkEnd()
    return tensor
  }

  private func checkEnd() throws(DataFileError) {
    guard let inflated = source as? InflatedBytes else { return }
    try DataFileError.reading { () throws(TensorFileError) in try inflated.checkEnd() }
  }

  static func words(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " × ") + " elements" }

  private static let types: [UInt8: StoredType] = [
    8: .uint8, 9: .int8, 11: .int16, 12: .int32, 13: .float32, 14: .float64,
  ]
}
