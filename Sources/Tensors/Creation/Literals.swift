/// What a tensor can be made of: numbers, truth values, and lists of such, nested evenly.
public protocol TensorElements {
  /// The type of a tensor made of these.
  static var tensorType: DType { get }
  /// The sizes of the nested lists.
  func appendShape(to shape: inout Shape)
  /// Writes the elements of a list one after the other; false where the nesting is uneven.
  static func write(_ list: [Self], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool
}

/// A number or a truth value.
public protocol TensorScalar: TensorElements {}

extension TensorScalar {
  public func appendShape(to shape: inout Shape) {}
}

extension Double: TensorScalar {
  public static var tensorType: DType { .float32 }
  public static func write(_ list: [Double], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.write(list, shape, depth) {
      $0
    } integer: {
      Int64($0)
    }
  }
}

extension Float: TensorScalar {
  public static var tensorType: DType { .float32 }
  public static func write(_ list: [Float], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.write(list, shape, depth) {
      Double($0)
    } integer: {
      Int64($0)
    }
  }
}

extension Int: TensorScalar {
  public static var tensorType: DType { .float32 }
  public static func write(_ list: [Int], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.write(list, shape, depth) {
      Double($0)
    } integer: {
      Int64($0)
    }
  }
}

extension UInt8: TensorScalar {
  public static var tensorType: DType { .float32 }
  public static func write(_ list: [UInt8], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.write(list, shape, depth) {
      Double($0)
    } integer: {
      Int64($0)
    }
  }
}

extension Bool: TensorScalar {
  public static var tensorType: DType { .bool }
  public static func write(_ list: [Bool], to writer: inout ElementWriter, shape: Shape, depth: Int) -> Bool {
    writer.write(list, shape, depth) {
      $0 ? 1 : 0
    } integer: {
      $0 ? 1 : 0
    }
  }
}

extension Array: TensorElements where Element: TensorElements {
  public static var tensorType: DType { Element.tensorType }

  public func appendShape(to shape: inout Shape) {
    shape.append(count)
    first?.appendShape(to: &shape)
  }

  public static func write(
    _ list: [[Element]], to writer: inout ElementWriter, shape: Shape, depth: Int
  ) -> Bool {
    guard list.count == shape[depth] else { return false }
    return list.allSatisfy { Element.write($0, to: &writer, shape: shape, depth: depth + 1) }
  }
}

/// Writes elements one after the other in a tensor's own type.
public struct ElementWriter {
  fileprivate let tensor: Tensor
  private var index = 0

  fileprivate init(_ tensor: Tensor) { self.tensor = tensor }

  // Inlined into one loop for each type of list, because a call an element would cost more than the element.
  @inline(__always)
  fileprivate mutating func write<S>(
    _ list: [S], _ shape: Shape, _ depth: Int, number: (S) -> Double, integer: (S) -> Int64
  ) -> Bool {
    if depth < shape.count && list.count != shape[depth] { return false }
    let target = tensor.storage.pointer + index * tensor.dtype.size
    switch tensor.dtype {
    case .float32:
      let target = target.assumingMemoryBound(to: Float.self)
      for i in list.indices { target[i] = Float(number(list[i])) }
    case .float64:
      let target = target.assumingMemoryBound(to: Double.self)
      for i in list.indices { target[i] = number(list[i]) }
    case .int64:
      let target = target.assumingMemoryBound(to: Int64.self)
      for i in list.indices { target[i] = integer(list[i]) }
    case .bool:
      let target = target.assumingMemoryBound(to: UInt8.self)
      for i in list.indices { target[i] = number(list[i]) == 0 ? 0 : 1 }
    }
    index += list.count
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
    var writer = ElementWriter(self)
    // As a list of one, so that a single number is written like the others.
    if !write([elements], to: &writer, shape) {
      fail("Tensor: the lists are uneven: a tensor of shape \(shape) was expected", file: file, line: line)
    }
    if requiresGrad { requiresGrad_(file: file, line: line) }
  }

  private func write<E: TensorElements>(_ list: [E], to writer: inout ElementWriter, _ shape: Shape) -> Bool {
    var whole = shape
    whole.insert(1, at: 0)
    return E.write(list, to: &writer, shape: whole, depth: 0)
  }
}
