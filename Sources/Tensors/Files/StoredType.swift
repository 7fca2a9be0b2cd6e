/// What elements are in a file, in the order of `CKStored`. Those that tensors do not have are converted when they are read.
package enum StoredType: Int32, CaseIterable {
  case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, bfloat16, float32, float64

  /// The bytes of an element.
  package var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// The tensor's type, which holds every value: the half precisions become single, all integers int64.
  package var dtype: DType {
    switch self {
    case .bool: .bool
    case .float16, .bfloat16, .float32: .float32
    case .float64: .float64
    default: .int64
    }
  }

  init(_ dtype: DType) {
    self =
      switch dtype {
      case .float32: .float32
      case .float64: .float64
      case .int64: .int64
      case .bool: .bool
      }
  }

  /// The name in a safetensors file's header.
  var safetensorsName: String {
    switch self {
    case .bool: "BOOL"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .uint16: "U16"
    case .uint32: "U32"
    case .uint64: "U64"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float32: "F32"
    case .float64: "F64"
    }
  }

  /// The type's letter and size in an npy file's header; NumPy has no bfloat16.
  var npyName: String? {
    switch self {
    case .bool: "b1"
    case .int8, .int16, .int32, .int64: "i\(size)"
    case .uint8, .uint16, .uint32, .uint64: "u\(size)"
    case .float16, .float32, .float64: "f\(size)"
    case .bfloat16: nil
    }
  }
}

extension Tensor {
  /// How many elements a shape in a file has. Throws, as a message, where that can't be: a negative or enormous one.
  package static func elementCount(ofStored sizes: [Int]) throws(StoredShapeError) -> Int {
    if sizes.count > Shape.maximumRank {
      throw StoredShapeError("has \(sizes.count) dimensions, and a tensor at most \(Shape.maximumRank)")
    }
    var (count, span) = (1, 1)
    for size in sizes {
      if size < 0 { throw StoredShapeError("has the negative size \(size) in its shape") }
      // Sizes of 0 must not hide what strides would overflow with.
      let (product, overflows) = span.multipliedReportingOverflow(by: Swift.max(size, 1))
      if overflows || product > Int.max / 16 {
        throw StoredShapeError("has the shape \(sizes), whose product is beyond all memory")
      }
      span = product
      count *= size
    }
    return count
  }

  /// Reads the elements of a tensor, row by row. As many bytes as they take must be left in the source.
  package static func read(
    _ type: StoredType, _ shape: Shape, isBigEndian: Bool = false, from source: some ByteSource
  ) throws(TensorFileError) -> Tensor {
    let x = Tensor(uninitialised: shape, type.dtype)
    defer { withExtendedLifetime(x) {} }
    let isPlain = !isBigEndian && type == StoredType(type.dtype) && type != .bool
    if isPlain {
      try source.read(UnsafeMutableRawBufferPointer(start: x.pointer, count: x.elementCount * type.size))
      return x
    }
    let perChunk = 1 << 16
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: perChunk * type.size, alignment: 8)
    defer { chunk.deallocate() }
    for start in stride(from: 0, to: x.elementCount, by: perChunk) {
      let count = Swift.min(perChunk, x.elementCount - start)
      try source.read(UnsafeMutableRawBufferPointer(rebasing: chunk[..<(count * type.size)]))
      let isFitting = ck_decode_elements(
        type.rawValue, isBigEndian ? 1 : 0, count, chunk.baseAddress!, x.pointer + start * x.dtype.size)
      if isFitting == 0 { throw TensorFileError(source.path, "holds an unsigned integer above \(Int64.max)") }
    }
    return x
  }
}

/// What is wrong with a shape in a file.
package struct StoredShapeError: Error {
  package let problem: String
  init(_ problem: String) { self.problem = problem }
}

@_extern(c, "ck_decode_elements") private func ck_decode_elements(
  _ type: Int32, _ isBigEndian: Int32, _ n: Int, _ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer
) -> Int32
