/// A set of dimensions of a tensor.
struct Dimensions {
  private var bits: UInt8 = 0

  init() {}

  /// Every dimension.
  init(allOf shape: Shape) { bits = UInt8((1 << shape.count) - 1) }

  /// The dimensions given, counted from either end; all of them where none is given. Traps where there is no such one, and
  /// where one is given twice.
  init(_ dims: [Int], of x: Tensor, _ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if dims.isEmpty { for i in 0..<x.shape.count { insert(i) } }
    for dim in dims {
      let place = x.dimension(dim, operation, file, line)
      if contains(place) { fail("\(operation): dimension \(dim) is named twice in \(dims)", file: file, line: line) }
      if !x.shape.isEmpty { insert(place) }
    }
  }

  func contains(_ dim: Int) -> Bool { bits & (1 << UInt8(dim)) != 0 }
  mutating func insert(_ dim: Int) { bits |= 1 << UInt8(dim) }

  /// Whether no other dimension stands between these.
  var areNeighbours: Bool {
    let first = bits.trailingZeroBitCount
    return first == 8 || (bits >> first) & ((bits >> first) &+ 1) == 0
  }

  func elementCount(of shape: Shape) -> Int {
    shape.indices.reduce(1) { contains($1) ? $0 * shape[$1] : $0 }
  }

  /// The shape with these dimensions as 1.
  func flattened(in shape: Shape) -> Shape {
    var result = shape
    for i in shape.indices where contains(i) { result[i] = 1 }
    return result
  }

  /// The shape without these dimensions.
  func removed(from shape: Shape) -> Shape {
    var result = Shape()
    for i in shape.indices where !contains(i) { result.append(shape[i]) }
    return result
  }
}
