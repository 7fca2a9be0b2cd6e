extension Tensor {
  /// The part of the tensor that the indices select, dimension by dimension from the first; assigning to it changes the
  /// tensor in place. Traps outside the tensor.
  ///
  /// ```swift
  /// x[0, 1..<3]          // numbers and ranges: a view of the same memory
  /// x[.all, [2, 0]]      // positions, as an array or an int64 tensor: a copy
  /// x[x > 0]             // a mask of truth values: the elements where it holds, in a row
  /// x[labels == 3] = 0   // assigned: a tensor that broadcasts to the part, or a number
  /// ```
  ///
  /// Several tensors of positions broadcast, and select element by element. Where they stand side by side, their
  /// dimensions take their place; otherwise they come first.
  public subscript(_ indices: any TensorIndexing..., file file: StaticString = #fileID, line line: UInt = #line)
    -> Tensor
  {
    get {
      let (part, places) = part(indices.map(\.tensorIndex), file, line)
      return places.map(part.taking) ?? part
    }
    set { assign(newValue, to: indices.map(\.tensorIndex), file, line) }
  }

  /// The one element that the indices select, as a number; a number assigned to a part of the tensor is written to all of it.
  /// Traps outside the tensor, and where several elements are read.
  @_disfavoredOverload
  public subscript(_ indices: any TensorIndexing..., file file: StaticString = #fileID, line line: UInt = #line)
    -> Double
  {
    get {
      let (part, places) = part(indices.map(\.tensorIndex), file, line)
      return (places.map(part.taking) ?? part).item(file: file, line: line)
    }
    set { assign(Tensor.full([], newValue, dtype: dtype), to: indices.map(\.tensorIndex), file, line) }
  }

  private func assign(_ value: Tensor, to indices: [TensorIndex], _ file: StaticString, _ line: UInt) {
    let (part, places) = part(indices, file, line)
    guard let places else {
      // What `x[i] += 1` hands back is the part itself, which has changed already.
      if value.isSameMemory(as: part) { return }
      let fitting = value.droppingOnes(down: part.ndim)
      _ = part.change("[]=", fitting, file, line) { $1.expand($0.shape, file: file, line: line).to($0.dtype) }
      return
    }
    part.put_(value, at: places, adding: false, "[]=", file, line)
  }

  /// The view that the numbers and ranges select, and the places in it that the positions select.
  private func part(_ indices: [TensorIndex], _ file: StaticString, _ line: UInt) -> (Tensor, Places?) {
    // `own` counts this tensor's dimensions, `dim` those of what is left of it.
    var (x, dim, own) = (self, 0, 0)
    var positions: [(dim: Int, index: Tensor)] = []
    let consumed = indices.reduce(0) { $0 + $1.consumedDimensions }
    var isOpen = true
    for index in indices {
      let needed = index.consumedDimensions
      if own + needed > ndim {
        fail("[]: \(consumed) indices are too many for shape \(shape)", file: file, line: line)
      }
      switch index {
      case .newDimension:
        x = x.unsqueeze(dim, file: file, line: line)
        dim += 1
      case .rest:
        if !isOpen { fail("[]: there may be one ellipsis only", file: file, line: line) }
        isOpen = false
        let rest = Swift.max(0, ndim - consumed)
        dim += rest
        own += rest
      case .element(let i):
        let size = x.shape[dim]
        if i < -size || i >= size {
          fail("[]: index \(i) is outside dimension \(own) of shape \(shape)", file: file, line: line)
        }
        x = x.select(dim, i)
      case .elements(let start, let end, let step):
        if step < 1 { fail("[]: a slice's step must be positive, not \(step)", file: file, line: line) }
        let size = x.shape[dim]
        func bound(_ i: Int) -> Int { Swift.min(Swift.max(i < 0 ? i + size : i, 0), size) }
        let from = bound(start ?? 0)
        let to = bound(end ?? size)
        x = x.window(dim, from, Swift.max(0, (to - from + step - 1) / step), step)
        dim += 1
      case .positions(let index) where index.dtype == .bool:
        for i in 0..<index.ndim where index.shape[i] != x.shape[dim + i] {
          fail(
            "[]: the mask's shape \(index.shape) does not match shape \(shape) from dimension \(own) on", file: file,
            line: line)
        }
        if index.ndim == 0 { fail("[]: a mask has at least one dimension", file: file, line: line) }
        if let merged = x.merging(dim, index.ndim) {
          x = merged
          positions.append((dim, index.flatten().nonzero().view(-1)))
          dim += 1
        } else {
          let places = index.nonzero()
          for i in 0..<index.ndim { positions.append((dim + i, places.select(1, i))) }
          dim += index.ndim
        }
      case .positions(let index):
        if index.dtype != .int64 {
          fail(
            "[]: positions are int64 and masks are of truth values; this tensor is \(index.dtype)", file: file,
            line: line)
        }
        positions.append((dim, index))
        dim += 1
      }
      own += needed
    }
    return (x, positions.isEmpty ? nil : Places(positions, of: x, "[]", file, line))
  }

  private func isSameMemory(as other: Tensor) -> Bool {
    storage === other.storage && offset == other.offset && shape == other.shape && strides == other.strides
      && !requiresGrad
  }

  /// Dimensions `dim` to `dim + count - 1` as one without a copy, or nil where the memory does not allow it.
  private func merging(_ dim: Int, _ count: Int) -> Tensor? {
    if count == 1 { return self }
    for i in dim..<(dim + count - 1) where strides[i] != strides[i + 1] * shape[i + 1] { return nil }
    return flatten(dim, dim + count - 1)
  }

  /// The tensor without leading dimensions of 1 beyond `rank`, as Python's assignments take it.
  func droppingOnes(down rank: Int) -> Tensor {
    var x = self
    while x.ndim > rank && x.shape[0] == 1 { x = x.squeeze(0) }
    return x
  }
}

extension TensorIndex {
  /// How many of a tensor's dimensions the index is for.
  fileprivate var consumedDimensions: Int {
    switch self {
    case .newDimension, .rest: 0
    case .positions(let index): index.dtype == .bool ? index.ndim : 1
    default: 1
    }
  }
}
