/// The sizes of a tensor's dimensions, outermost first: `[10, 5]` has ten rows of five.
///
/// At most eight dimensions. A shape is a collection of integers: `x.shape[0]`, `x.shape[-1]`, `x.shape.count`, `x.shape == [10, 5]`.
public struct Shape: Sendable {
  /// The largest number of dimensions.
  public static let maximumRank = 8

  // Inline, because every operation makes shapes and an array would cost it an allocation.
  private var sizes: InlineArray<8, Int>
  private var rank: Int

  init(repeating size: Int, rank: Int) {
    precondition(rank <= Self.maximumRank)
    sizes = InlineArray(repeating: 0)
    self.rank = rank
    for i in 0..<rank { sizes[i] = size }
  }

  /// The shape with these sizes; traps beyond eight.
  public init(_ sizes: some Sequence<Int>) {
    self.init()
    for size in sizes { append(size) }
  }

  /// The shape of a single number: no dimension.
  public init() {
    sizes = InlineArray(repeating: 0)
    rank = 0
  }

  /// The number of elements: the product of the sizes.
  public var elementCount: Int {
    var product = 1
    for i in 0..<rank {
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: sizes[i])
      if isTooLarge { failTooLarge() }
      product = next
    }
    return product
  }

  @inline(never)
  func failTooLarge() -> Never {
    fail("a tensor of shape \(self) would have more elements than any memory")
  }

  mutating func append(_ size: Int) {
    if rank == Self.maximumRank { fail("a tensor has at most \(Self.maximumRank) dimensions") }
    sizes[rank] = size
    rank += 1
  }

  mutating func insert(_ size: Int, at index: Int) {
    append(0)
    var i = rank - 1
    while i > index {
      sizes[i] = sizes[i - 1]
      i -= 1
    }
    sizes[index] = size
  }

  mutating func remove(at index: Int) {
    for i in index..<(rank - 1) { sizes[i] = sizes[i + 1] }
    rank -= 1
    sizes[rank] = 0
  }

  public mutating func swapAt(_ i: Int, _ j: Int) { (self[i], self[j]) = (self[j], self[i]) }

  func replacing(_ index: Int, with size: Int) -> Shape {
    var shape = self
    shape[index] = size
    return shape
  }

  /// The strides of a tensor of this shape whose elements lie one after the other.
  var contiguousStrides: Strides {
    var strides = self
    var step = 1
    var i = rank - 1
    while i >= 0 {
      strides.sizes[i] = step
      step *= Swift.max(sizes[i], 1)
      i -= 1
    }
    return strides
  }

  func withUnsafePointer<R>(_ body: (UnsafePointer<Int>) -> R) -> R {
    Swift.withUnsafePointer(to: sizes) {
      $0.withMemoryRebound(to: Int.self, capacity: Self.maximumRank, body)
    }
  }

  /// The shape that both broadcast to, or nil where they do not.
  ///
  /// Aligned at the last dimension, sizes must be equal or one of them 1.
  package static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    if a == b { return a }
    let rank = Swift.max(a.rank, b.rank)
    var shape = Shape(repeating: 1, rank: rank)
    for i in 1...Swift.max(rank, 1) where i <= rank {
      let x = i <= a.rank ? a.sizes[a.rank - i] : 1
      let y = i <= b.rank ? b.sizes[b.rank - i] : 1
      guard x == y || x == 1 || y == 1 else { return nil }
      shape.sizes[rank - i] = x == 1 ? y : x
    }
    return shape
  }
}

/// How many elements apart neighbours in each dimension lie in memory.
public typealias Strides = Shape

extension Shape: RandomAccessCollection, MutableCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { rank }
  public var count: Int { rank }
  public var isEmpty: Bool { rank == 0 }

  /// The size of a dimension; −1 is the last. Traps where there is no such dimension.
  public subscript(index: Int) -> Int {
    get { sizes[checked(index)] }
    set { sizes[checked(index)] = newValue }
  }

  // The common case inline, since every operation walks over shapes.
  @inline(__always)
  private func checked(_ index: Int) -> Int {
    UInt(bitPattern: index) < UInt(bitPattern: rank) ? index : fromTheEnd(index)
  }

  @inline(never)
  private func fromTheEnd(_ index: Int) -> Int {
    if index < -rank || index >= rank { fail("shape \(self) has no dimension \(index)") }
    return index + rank
  }
}

extension Shape: Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public init(arrayLiteral sizes: Int...) { self.init(sizes) }

  public static func == (a: Shape, b: Shape) -> Bool {
    guard a.rank == b.rank else { return false }
    for i in 0..<a.rank where a.sizes[i] != b.sizes[i] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) { for size in self { hasher.combine(size) } }

  public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
