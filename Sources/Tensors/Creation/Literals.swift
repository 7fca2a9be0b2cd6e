/// What a tensor can be made of: numbers, truth values, and lists of such, nested evenly.
public protocol TensorElements {
  /// The type of a tensor made of these.
  static var tensorType: DType { get }
  /// The sizes of the nested lists.
  func appendShape(to shape: inout Shape)
  /// Writes the elements one after the other; false where the nesting is uneven.
  func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool
}

/// Writes elements one after the other in a tensor's own type.
public struct ElementWriter {
  fileprivate let tensor: Tensor
  fileprivate var index = 0

  mutating func append(_ value: Double) {
    let base = tensor.storage.pointer
    switch tensor.dtype {
    case .float32: base.storeBytes(of: Float(value), toByteOffset: index * 4, as: Float.self)
    case .float64: base.storeBytes(of: value, toByteOffset: index * 8, as: Double.self)
    case .int64: base.storeBytes(of: Int64(value), toByteOffset: index * 8, as: Int64.self)
    case .bool: base.storeBytes(of: value == 0 ? 0 : 1, toByteOffset: index, as: UInt8.self)
    }
    index += 1
  }

  mutating func append(_ value: Int) {
    guard tensor.dtype == .int64 else { return append(Double(value)) }
    tensor.storage.pointer.storeBytes(of: Int64(value), toByteOffset: index * 8, as: Int64.self)
    index += 1
  }
}

extension Double: TensorElements {
  public static var tensorType: DType { .float32 }
  public func appendShape(to shape: inout Shape) {}
  public func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.append(self)
    return true
  }
}

extension Float: TensorElements {
  public static var tensorType: DType { .float32 }
  public func appendShape(to shape: inout Shape) {}
  public func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.append(Double(self))
    return true
  }
}

extension Int: TensorElements {
  public static var tensorType: DType { .float32 }
  public func appendShape(to shape: inout Shape) {}
  public func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.append(self)
    return true
  }
}

extension Bool: TensorElements {
  public static var tensorType: DType { .bool }
  public func appendShape(to shape: inout Shape) {}
  public func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.append(self ? 1 : 0)
    return true
  }
}

extension Array: TensorElements where Element: TensorElements {
  public static var tensorType: DType { Element.tensorType }

  public func appendShape(to shape: inout Shape) {
    shape.append(count)
    first?.appendShape(to: &shape)
  }

  public func write(to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    guard depth < shape.count, count == shape[depth] else { return false }
    if let floats = self as? [Float], writer.tensor.dtype == .float32 {
      floats.withUnsafeBytes {
        (writer.tensor.storage.pointer + writer.index * 4).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
      }
      writer.index += count
      return true
    }
    for element in self { guard element.write(to: &writer, shape: shape, depth: depth + 1) else { return false } }
    return true
  }
}

extension Tensor {
  /// A tensor of the given numbers: `Tensor([[1], [0]])` has shape `[2, 1]`, `Tensor(3)` is a single number.
  ///
  /// Numbers give float32, whole ones too, unless a `dtype` is given; truth values give bool. Traps where lists on one
  /// level differ in length.
  public convenience init(
    _ elements: some TensorElements, dtype: DType? = nil, requiresGrad: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    var shape = Shape()
    elements.appendShape(to: &shape)
    self.init(uninitialised: shape, dtype ?? type(of: elements).tensorType)
    var writer = ElementWriter(tensor: self)
    if !elements.write(to: &writer, shape: shape, depth: 0) {
      fail("Tensor: the lists are uneven: a tensor of shape \(shape) was expected", file: file, line: line)
    }
    if requiresGrad { requiresGrad_(file: file, line: line) }
  }
}
