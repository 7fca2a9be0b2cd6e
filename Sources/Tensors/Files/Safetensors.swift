import NotebookDisplay

/// A file of tensors by name, in Hugging Face's format safetensors: eight bytes that count the header, the header in JSON, and
/// the elements.
public struct Safetensors {
  /// The tensors, in the header's order.
  public var tensors: StateDict
  /// Notes by name.
  public var metadata: [String: String]

  public init(_ tensors: StateDict = [:], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }
}

/// Writes tensors to a safetensors file; one of that name is replaced at once.
///
/// The file keeps the order, the names and all four types. Throws a ``TensorFileError`` where it can't be written.
public func saveSafetensors(_ tensors: StateDict, to path: String, metadata: [String: String] = [:]) throws {
  try Safetensors(tensors, metadata: metadata).save(path)
}

/// The tensors of a safetensors file. Half precision (F16, BF16) becomes float32, and all integers int64.
///
/// Throws a ``TensorFileError`` that says what is wrong where the file is not exactly what the format prescribes.
public func loadSafetensors(_ path: String) throws -> StateDict { try Safetensors(contentsOf: path).tensors }

extension Safetensors {
  /// The longest header that is read or written, as in Hugging Face's own reader.
  private static let longestHeader = 100_000_000

  /// Writes the file; one of that name is replaced at once. Throws a ``TensorFileError`` where it can't be written.
  public func save(_ path: String) throws(TensorFileError) {
    if tensors["__metadata__"] != nil { throw TensorFileError(path, "no tensor can be called ‘__metadata__’") }
    // The widest elements first, so that every tensor lies where its elements may lie in memory.
    let stored = tensors.enumerated().sorted {
      ($1.element.value.dtype.size, $0.offset) < ($0.element.value.dtype.size, $1.offset)
    }
    var offsets = [Range<Int>](repeating: 0..<0, count: tensors.count)
    var end = 0
    for (index, entry) in stored {
      offsets[index] = end..<(end + entry.value.elementCount * entry.value.dtype.size)
      end = offsets[index].upperBound
    }
    let header = self.header(offsets)
    if header.count > Self.longestHeader {
      throw TensorFileError(path, "the header would have \(header.count) bytes, more than any reader takes")
    }
    try OutputFile.write(path) { (file) throws(TensorFileError) in
      var prefix: [UInt8] = []
      prefix.append(littleEndian: UInt64(header.count))
      try file.append(prefix + header)
      for (_, entry) in stored { try file.append(entry.value) }
    }
  }

  private func header(_ offsets: [Range<Int>]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let notes = metadata.sorted { $0.key < $1.key }.map { JSONText.string($0.key) + ":" + JSONText.string($0.value) }
      members.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
    }
    for ((name, tensor), range) in zip(tensors, offsets) {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(JSONText.string(name)):{\"dtype\":\"\(StoredType(tensor.dtype).safetensorsName)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}")
    }
    let json = Array("{\(members.joined(separator: ","))}".utf8)
    return json + [UInt8](repeating: 0x20, count: -json.count & 7)
  }

  /// Reads a file. Throws a ``TensorFileError`` where it is not exactly what the format prescribes.
  public init(contentsOf path: String) throws(TensorFileError) {
    let file = try InputFile(path)
    if file.byteCount < 8 {
      throw TensorFileError(path, "has \(file.byteCount) bytes, fewer than the 8 that begin a safetensors file")
    }
    let length = try file.bytes(0..<8).integer(0, as: UInt64.self)
    if length > UInt64(file.byteCount - 8) {
      throw TensorFileError(
        path,
        "claims a header of \(length) bytes, but only \(file.byteCount - 8) follow: it is truncated, or no "
          + "safetensors file")
    }
    if length > UInt64(Self.longestHeader) {
      throw TensorFileError(
        path, "has a header of \(length) bytes, more than the \(Self.longestHeader) that are allowed")
    }
    let start = 8 + Int(length)
    let bytes = try file.bytes(8..<start)
    if bytes.first != UInt8(ascii: "{") { throw TensorFileError(path, "its header does not begin with ‘{’") }
    let header: JSONValue
    do { header = try JSONReader.value(of: bytes) } catch {
      throw TensorFileError(path, "its header is not JSON: \(error.problem)")
    }
    guard case .object(let members) = header else { throw TensorFileError(path, "its header is not an object") }
    self.init()
    var entries: [StoredTensor] = []
    for member in members {
      if member.name == "__metadata__" {
        metadata = try Self.metadata(member.value, path)
      } else {
        entries.append(try StoredTensor(member, path))
      }
    }
    try Self.checkOffsets(entries, byteCount: file.byteCount - start, path)
    for entry in entries {
      let range = (start + entry.range.lowerBound)..<(start + entry.range.upperBound)
      do throws(TensorFileError) {
        tensors[entry.name] = try Tensor.read(entry.type, entry.shape, from: FileRange(file, range))
      } catch { throw TensorFileError(path, entry: entry.name, error.problem) }
    }
  }

  private static func metadata(_ value: JSONValue, _ path: String) throws(TensorFileError) -> [String: String] {
    guard case .object(let members) = value else { throw TensorFileError(path, "its __metadata__ is not an object") }
    var notes: [String: String] = [:]
    for member in members {
      guard case .string(let text) = member.value else {
        throw TensorFileError(path, "‘\(member.name)’ in its __metadata__ is not a string")
      }
      notes[member.name] = text
    }
    return notes
  }

  /// The tensors must fill the bytes behind the header: without holes, without overlaps, to the end.
  private static func checkOffsets(
    _ entries: [StoredTensor], byteCount: Int, _ path: String
  ) throws(TensorFileError) {
    var end = 0
    for entry in entries.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      if entry.range.lowerBound != end {
        let what = entry.range.lowerBound < end ? "overlaps the tensor before it" : "leaves a hole before it"
        throw TensorFileError(
          path, entry: entry.name, "begins at byte \(entry.range.lowerBound) and \(what), which ends at \(end)")
      }
      end = entry.range.upperBound
      if end > byteCount {
        throw TensorFileError(
          path, entry: entry.name, "ends at byte \(end), but only \(byteCount) follow the header: the file is truncated"
        )
      }
    }
    if end != byteCount {
      throw TensorFileError(path, "\(byteCount) bytes follow its header, but the tensors take \(end)")
    }
  }
}

/// A tensor as a header describes it.
private struct StoredTensor {
  let name: String
  let type: StoredType
  let shape: Shape
  let range: Range<Int>

  init(_ member: JSONValue.Member, _ path: String) throws(TensorFileError) {
    func failure(_ problem: String) -> TensorFileError { TensorFileError(path, entry: member.name, problem) }
    name = member.name
    guard case .object(let fields) = member.value else { throw failure("its description is not an object") }
    var (type, sizes, offsets): (StoredType?, [Int]?, [Int]?)
    for field in fields {
      switch (field.name, field.value) {
      case ("dtype", .string(let name)):
        type = StoredType.allCases.first { $0.safetensorsName == name }
        if type == nil { throw failure("its dtype is \(name), which no tensor here can hold") }
      case ("shape", .array(let values)): sizes = Self.integers(values)
      case ("data_offsets", .array(let values)): offsets = Self.integers(values)
      default: throw failure("‘\(field.name)’ in its description is not what the format prescribes")
      }
    }
    guard let type else { throw failure("its description has no dtype") }
    guard let sizes else { throw failure("its description has no shape of whole numbers") }
    guard let offsets, offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1] else {
      throw failure("its description has no data_offsets [begin, end] of whole numbers")
    }
    let count: Int
    do { count = try Tensor.elementCount(ofStored: sizes) } catch { throw failure(error.problem) }
    if offsets[1] - offsets[0] != count * type.size {
      throw failure(
        "of shape \(sizes) and dtype \(type.safetensorsName) takes \(count * type.size) bytes, but its offsets "
          + "\(offsets[0])..<\(offsets[1]) hold \(offsets[1] - offsets[0])")
    }
    self.type = type
    shape = Shape(sizes)
    range = offsets[0]..<offsets[1]
  }

  private static func integers(_ values: [JSONValue]) -> [Int]? {
    var integers: [Int] = []
    for value in values {
      guard case .integer(let integer) = value else { return nil }
      integers.append(integer)
    }
    return integers
  }
}
