/// Positions along some dimensions of a tensor, element by element: NumPy's advanced indexing.
struct Places {
  /// The positions, `(dimensions, places)`, none below 0. They are the struct's own, so that nobody changes them later.
  private let positions: Tensor
  /// The shape of the places, in the result.
  private let shape: Shape
  /// The dimensions that the positions are along, in order.
  private let dims: [Int]
  /// Where the shape stands in the result: in the place of the dimensions, or in front where others lie between them.
  private let at: Int

  /// The places that tensors of positions select along dimensions of `x`. Traps where they do not broadcast, and where one
  /// lies outside.
  init(
    _ indices: [(dim: Int, index: Tensor)], of x: Tensor, _ operation: StaticString, _ file: StaticString,
    _ line: UInt
  ) {
    dims = indices.map(\.dim)
    at = dims.last! - dims[0] == dims.count - 1 ? dims[0] : 0
    var shape = indices[0].index.shape
    for (_, index) in indices { shape = broadcastShape(operation, shape, index.shape, file, line) }
    self.shape = shape
    let n = shape.elementCount
    positions = Tensor(uninitialised: [indices.count, n], .int64)
    for (k, (dim, index)) in indices.enumerated() {
      let dense = index.expand(shape).contiguous()
      let outside = ck_index_wrap(n, x.shape[dim], dense.pointer, positions.pointer + k * n * 8)
      if outside >= 0 {
        fail(
          "\(operation): index \(Int(dense.element(at: dense.offset + outside))) is outside dimension \(dim) of shape "
            + "\(x.shape)", file: file, line: line)
      }
    }
  }

  /// The shape of what lies at these places in a tensor of a shape.
  func result(in shape: Shape) -> Shape {
    var sizes = shape.indices.filter { !dims.contains($0) }.map { shape[$0] }
    sizes.insert(contentsOf: self.shape, at: at)
    return Shape(sizes)
  }

  /// Moves between the places in `x` and contiguous `values` of their shape.
  func move(_ operation: Movement, _ x: Tensor, _ values: Tensor) {
    let n = shape.elementCount
    if values.elementCount == 0 { return }
    let offsets = Tensor(uninitialised: [n], .int64)
    let indexed = Strides(dims.map { x.strides[$0] })
    indexed.withUnsafePointer { ck_index_offsets(Int32(dims.count), n, positions.pointer, $0, offsets.pointer) }
    // What is not indexed is a box at each place.
    let others = x.shape.indices.filter { !dims.contains($0) }
    let places = at..<(at + shape.count)
    let valueStrides = Strides(values.shape.indices.filter { !places.contains($0) }.map { values.strides[$0] })
    let step = values.shape[places.upperBound...].reduce(1, *)
    Shape(others.map { x.shape[$0] }).withUnsafePointer { size in
      Strides(others.map { x.strides[$0] }).withUnsafePointer { strides in
        valueStrides.withUnsafePointer { valueStrides in
          ck_index_move(
            operation.rawValue, x.dtype.kernel, n, offsets.pointer, Int32(others.count), size, x.pointer, strides,
            values.pointer, valueStrides, step)
        }
      }
    }
  }

  /// What is done at the places, in the order of `CKIndexing`.
  enum Movement: Int32 {
    case read, write, add
  }
}

extension Tensor {
  /// What lies at the places.
  func taking(_ places: Places) -> Tensor {
    let y = Tensor(uninitialised: places.result(in: shape), dtype)
    places.move(.read, self, y)
    return y.made(by: "IndexBackward0", from: self) { $0.pass(to: 0, $0.gradient.placed(places, in: $0[0].shape)) }
  }

  /// Zeros of a shape with these values added at the places: the transpose of ``taking(_:)``.
  private func placed(_ places: Places, in shape: Shape) -> Tensor {
    let y = Tensor.zeros(shape, dtype: dtype)
    places.move(.add, y, contiguous())
    return y.made(by: "IndexPutBackward0", from: self) { $0.pass(to: 0, $0.gradient.taking(places)) }
  }

  /// A copy with values at the places, or with values added there.
  func putting(
    _ values: Tensor, at places: Places, adding: Bool, _ operation: StaticString, by name: StaticString,
    _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let y = detach().clone()
    let values = values.to(dtype).fitting(places.result(in: shape), operation, file, line)
    places.move(adding ? .add : .write, y, values.detach().contiguous())
    return y.made(by: name, from: self, values) {
      let zeros = Tensor.zeros($0[1].shape, dtype: $0.gradient.dtype)
      $0.pass(
        to: 0,
        adding ? $0.gradient : $0.gradient.putting(zeros, at: places, adding: false, operation, by: name, "", 0))
      $0.pass(to: 1, $0.gradient.taking(places))
    }
  }

  /// Writes or adds values at the places of this tensor itself.
  func put_(
    _ values: Tensor, at places: Places, adding: Bool, _ operation: StaticString, _ file: StaticString, _ line: UInt
  ) {
    beginChange(operation, values, file, line)
    let target = places.result(in: shape)
    let values = values.detach().to(dtype).fitting(target, operation, file, line).contiguous()
    // The values may lie in the very memory that is written to.
    places.move(adding ? .add : .write, self, values.storage === storage ? values.clone() : values)
  }

  private func fitting(_ target: Shape, _ operation: StaticString, _ file: StaticString, _ line: UInt) -> Tensor {
    let x = droppingOnes(down: target.count)
    if Shape.broadcast(x.shape, target) != target {
      fail(
        "\(operation): values of shape \(shape) do not fit the selected part, of shape \(target)", file: file,
        line: line)
    }
    return x.expand(target)
  }
}

@_extern(c, "ck_index_wrap") private func ck_index_wrap(
  _ n: Int, _ size: Int, _ index: UnsafeRawPointer, _ places: UnsafeMutableRawPointer
) -> Int
@_extern(c, "ck_index_offsets") private func ck_index_offsets(
  _ rank: Int32, _ n: Int, _ places: UnsafeRawPointer, _ stride: UnsafePointer<Int>,
  _ offsets: UnsafeMutableRawPointer)
@_extern(c, "ck_index_move") private func ck_index_move(
  _ op: Int32, _ dtype: Int32, _ places: Int, _ offsets: UnsafeRawPointer, _ rank: Int32, _ size: UnsafePointer<Int>,
  _ tensor: UnsafeMutableRawPointer, _ strides: UnsafePointer<Int>, _ values: UnsafeMutableRawPointer,
  _ valueStrides: UnsafePointer<Int>, _ step: Int)
