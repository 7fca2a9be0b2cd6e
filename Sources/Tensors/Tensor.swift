/// An array of numbers of any number of dimensions, which remembers how it was computed so that it can be differentiated.
///
/// ```swift
/// let x = Tensor([[1, 2], [3, 4]])
/// let w = Tensor.randn(2, 1, requiresGrad: true)
/// let loss = matmul(x, w).sum()
/// loss.backward()
/// w.grad  // tensor([[4.], [6.]])
/// ```
///
/// A tensor is a window (``shape``, ``strides``, offset) onto storage that its views share. Names and semantics are
/// PyTorch's.
public final class Tensor {
  /// The sizes of the dimensions.
  public let shape: Shape
  /// How far apart neighbours lie in memory, in elements.
  public let strides: Strides
  /// What the elements are.
  public let dtype: DType
  /// The number of elements.
  public let elementCount: Int
  /// Whether the elements lie one after the other in memory.
  public let isContiguous: Bool

  var storage: Storage
  /// Where the window begins, in elements.
  let offset: Int

  /// The gradient that `backward()` has accumulated, on a leaf that requires one, or where ``retainGrad()`` asked for it.
  public var grad: Tensor?

  /// The operation that made this tensor, where gradients flow through it.
  var node: Node?
  /// What the running differentiation knows of this tensor.
  var visit = Visit()
  var flags: Flags = []

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// A leaf that asked for a gradient, or a result of such tensors.
    static let requiresGrad = Flags(rawValue: 1)
    /// What a module learns, frozen or not.
    static let parameter = Flags(rawValue: 2)
    /// A result that keeps its gradient as leaves do.
    static let retainsGrad = Flags(rawValue: 4)
  }

  init(_ storage: Storage, offset: Int, shape: Shape, strides: Strides, dtype: DType) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
    self.dtype = dtype
    var count = 1
    var dense = true
    for i in shape.indices.reversed() {
      let size = shape[i]
      if size != 1 && strides[i] != count { dense = false }
      count *= size
    }
    elementCount = count
    isContiguous = dense || count == 0
  }

  /// A new tensor with uninitialised elements.
  init(uninitialised shape: Shape, _ dtype: DType) {
    self.shape = shape
    self.dtype = dtype
    elementCount = shape.elementCount
    strides = shape.contiguousStrides
    isContiguous = true
    offset = 0
    let (byteCount, isTooLarge) = elementCount.multipliedReportingOverflow(by: dtype.size)
    if isTooLarge { shape.failTooLarge() }
    storage = Storage(byteCount: byteCount)
  }

  /// The first element's address.
  var pointer: UnsafeMutableRawPointer { storage.pointer + offset * dtype.size }
}

extension Tensor {
  /// The number of dimensions.
  public var ndim: Int { shape.count }
  /// The number of dimensions.
  public func dim() -> Int { shape.count }
  /// The number of elements.
  public func numel() -> Int { elementCount }

  /// The size of a dimension; −1 is the last. Traps where there is no such dimension.
  public func size(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Int {
    shape[dimension(dim, "size", file, line)]
  }

  /// The one element, as a number. Traps where there are several.
  public func item(file: StaticString = #fileID, line: UInt = #line) -> Double {
    if elementCount != 1 {
      fail("item: a tensor of shape \(shape) has \(elementCount) elements, not one", file: file, line: line)
    }
    return element(at: offset)
  }

  /// The one element in single precision. Traps where there are several.
  @_disfavoredOverload
  public func item(file: StaticString = #fileID, line: UInt = #line) -> Float {
    let value: Double = item(file: file, line: line)
    return Float(value)
  }

  /// The elements, row by row.
  public var scalars: [Double] {
    let x = detach().to(.float64).contiguous()
    return withExtendedLifetime(x) {
      Array(UnsafeBufferPointer(start: x.pointer.assumingMemoryBound(to: Double.self), count: elementCount))
    }
  }

  /// The elements in single precision, row by row.
  public var floats: [Float] {
    let x = detach().to(.float32).contiguous()
    return withExtendedLifetime(x) {
      Array(UnsafeBufferPointer(start: x.pointer.assumingMemoryBound(to: Float.self), count: elementCount))
    }
  }

  /// The element at an offset into the storage.
  func element(at index: Int) -> Double {
    switch dtype {
    case .float32: Double(storage.pointer.load(fromByteOffset: index * 4, as: Float.self))
    case .float64: storage.pointer.load(fromByteOffset: index * 8, as: Double.self)
    case .int64: Double(storage.pointer.load(fromByteOffset: index * 8, as: Int64.self))
    case .bool: storage.pointer.load(fromByteOffset: index, as: UInt8.self) == 0 ? 0 : 1
    }
  }

  /// A dimension counted from the front, given one counted from either end.
  func dimension(_ dim: Int, _ operation: StaticString, _ file: StaticString, _ line: UInt) -> Int {
    let rank = Swift.max(shape.count, 1)
    if dim < -rank || dim >= rank {
      fail(
        "\(operation): there is no dimension \(dim) in shape \(shape): it must be in \(-rank)...\(rank - 1)",
        file: file, line: line)
    }
    return dim < 0 ? dim + rank : dim
  }
}
