/// Writes a tensor to a file in NumPy's format npy, which `np.load` reads; one of that name is replaced at once.
///
/// The bytes are those that `np.save` writes. Throws a ``TensorFileError`` where the file can't be written.
public func saveNpy(_ tensor: Tensor, to path: String) throws {
  try OutputFile.write(path) { (file) throws(TensorFileError) in
    try file.append(NpyHeader(of: tensor).bytes)
    try file.append(tensor)
  }
}

/// The array of a file in NumPy's format npy, of any version and either byte order.
///
/// Half precision becomes float32, and all integers int64; an array in Fortran's order is a view whose strides say so. Throws a
/// ``TensorFileError`` where the file is not exactly what the format prescribes, and where the array holds Python objects, text
/// or complex numbers.
public func loadNpy(_ path: String) throws -> Tensor {
  let file = try InputFile(path)
  return try Tensor.readNpy(from: FileRange(file, 0..<file.byteCount))
}

extension Tensor {
  /// Reads an npy file's bytes, to their end.
  static func readNpy(from source: some ByteSource) throws(TensorFileError) -> Tensor {
    let header = try NpyHeader(from: source)
    let count: Int
    do { count = try elementCount(ofStored: header.sizes) } catch { throw TensorFileError(source.path, error.problem) }
    if count * header.type.size != source.remaining {
      throw TensorFileError(
        source.path,
        "an array of shape \(header.sizes) of \(header.type) takes \(count * header.type.size) bytes, but "
          + "\(source.remaining) follow its header")
    }
    let shape = Shape(header.isFortranOrder ? header.sizes.reversed() : header.sizes)
    let x = try read(header.type, shape, isBigEndian: header.isBigEndian, from: source)
    if !header.isFortranOrder { return x }
    return Tensor(
      x.storage, offset: x.offset, shape: Shape(shape.reversed()), strides: Strides(x.strides.reversed()),
      dtype: x.dtype)
  }
}

/// What stands before an array's elements: a Python dictionary with the type, the order and the shape.
struct NpyHeader {
  let type: StoredType
  var isBigEndian = false
  var isFortranOrder = false
  let sizes: [Int]

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// A header of this format takes a hundred bytes.
  private static let longest = 1 << 20

  init(of x: Tensor) {
    type = StoredType(x.dtype)
    sizes = Array(x.shape)
  }

  /// The header as NumPy writes it: with room for the first size to grow, up to a multiple of 64 bytes.
  var bytes: [UInt8] {
    let shape = sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
    let order = type.size == 1 ? "|" : "<"
    var text = "{'descr': '\(order)\(type.npyName!)', 'fortran_order': False, 'shape': \(shape), }"
    if let first = sizes.first { text += String(repeating: " ", count: 21 - String(first).count) }
    let padding = 63 - (Self.magic.count + 4 + text.utf8.count) % 64
    text += String(repeating: " ", count: padding) + "\n"
    var bytes = Self.magic + [1, 0]
    bytes.append(littleEndian: UInt16(text.utf8.count))
    return bytes + text.utf8
  }

  /// Reads the header, as far as the elements.
  init(from source: some ByteSource) throws(TensorFileError) {
    func failure(_ problem: String) -> TensorFileError { TensorFileError(source.path, problem) }
    if source.remaining < 10 { throw failure("has \(source.remaining) bytes, fewer than any npy file") }
    let start = try source.bytes(8, "the beginning")
    if Array(start[..<6]) != Self.magic { throw failure("is no npy file: it does not begin with ‘\\x93NUMPY’") }
    let version = (start[6], start[7])
    let length: Int
    switch version {
    case (1, 0): length = Int(try source.bytes(2, "the header's length").integer(0, as: UInt16.self))
    case (2, 0), (3, 0): length = Int(try source.bytes(4, "the header's length").integer(0, as: UInt32.self))
    default: throw failure("is of version \(version.0).\(version.1) of npy, and only 1.0, 2.0 and 3.0 are known")
    }
    if length > Self.longest { throw failure("has a header of \(length) bytes, more than the \(Self.longest) allowed") }
    var reader = PythonReader(try source.bytes(length, "the header"))
    let entries: [PythonReader.Entry]
    do { entries = try reader.dictionary() } catch { throw failure("its header can't be read: \(error.problem)") }
    var (descr, order, shape): (String?, Bool?, [Int]?)
    for entry in entries {
      switch (entry.key, entry.value) {
      case ("descr", .string(let text)): descr = text
      case ("fortran_order", .truth(let truth)): order = truth
      case ("shape", .tuple(let sizes)): shape = sizes
      default: throw failure("‘\(entry.key)’ in its header is not what the format prescribes")
      }
    }
    guard let descr, let order, let shape else {
      throw failure("its header lacks one of descr, fortran_order and shape")
    }
    if descr.dropFirst().hasPrefix("O") || descr.hasPrefix("O") {
      throw failure("holds pickled Python objects, which are not loaded: unpickling can run any program")
    }
    let name = String(descr.dropFirst())
    guard let byteOrder = descr.first, "<>|=".contains(byteOrder),
      let type = StoredType.allCases.first(where: { $0.npyName == name }),
      byteOrder != "|" || type.size == 1
    else { throw failure("holds elements of type ‘\(descr)’, which no tensor here can hold") }
    self.type = type
    isBigEndian = byteOrder == ">"
    isFortranOrder = order
    sizes = shape
  }
}
