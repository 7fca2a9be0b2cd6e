extension Tensor {
  /// The same elements in another shape, where the memory allows it without a copy; a size of −1 is inferred.
  ///
  /// Traps where the numbers of elements differ, and where only ``reshape(_:file:line:)`` can do it.
  public func view(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    view(Shape(shape), file: file, line: line)
  }

  /// The same elements in another shape, without a copy.
  public func view(_ shape: Shape, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let shape = inferred("view", shape, file, line)
    guard let view = viewed(as: shape) else {
      fail(
        "view: a tensor of shape \(self.shape) and strides \(strides) cannot be seen as \(shape) without a copy: use "
          + "reshape", file: file, line: line)
    }
    return view
  }

  /// The same elements in another shape: a view where possible, else a copy; a size of −1 is inferred.
  public func reshape(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    reshape(Shape(shape), file: file, line: line)
  }

  /// The same elements in another shape: a view where possible, else a copy.
  public func reshape(_ shape: Shape, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if shape == self.shape { return self }
    let shape = inferred("reshape", shape, file, line)
    return viewed(as: shape) ?? contiguous().viewed(as: shape)!
  }

  /// Dimensions `start` to `end` as one.
  public func flatten(
    _ start: Int = 0, _ end: Int = -1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if shape.isEmpty { return reshape([1]) }
    let first = dimension(start, "flatten", file, line)
    let last = dimension(end, "flatten", file, line)
    if first > last { fail("flatten: dimension \(start) lies behind dimension \(end)", file: file, line: line) }
    var flat = Shape()
    for i in 0..<first { flat.append(shape[i]) }
    flat.append(shape[first...last].reduce(1, *))
    for i in (last + 1)..<Swift.max(ndim, last + 1) { flat.append(shape[i]) }
    return reshape(flat)
  }

  /// A dimension as several, of which one size may be −1 and is inferred.
  public func unflatten(
    _ dim: Int, _ sizes: Shape, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let place = dimension(dim, "unflatten", file, line)
    if shape.isEmpty { fail("unflatten: a single number has no dimensions", file: file, line: line) }
    let known = sizes.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
    let unknown = sizes.count { $0 == -1 }
    let fits = unknown == 0 ? known == shape[place] : unknown == 1 && known > 0 && shape[place] % known == 0
    if !fits {
      fail("unflatten: sizes \(sizes) do not fill dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    var new = Shape(shape[..<place])
    for size in sizes { new.append(size == -1 ? shape[place] / known : size) }
    for size in shape[(place + 1)...] { new.append(size) }
    return reshape(new)
  }

  /// The same elements in another tensor's shape, without a copy.
  public func viewAs(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    view(other.shape, file: file, line: line)
  }

  /// The same elements in another tensor's shape.
  public func reshapeAs(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    reshape(other.shape, file: file, line: line)
  }

  /// A new dimension of size 1 before dimension `dim`.
  public func unsqueeze(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let rank = shape.count
    if dim < -rank - 1 || dim > rank {
      fail("unsqueeze: dimension \(dim) must be in \(-rank - 1)...\(rank)", file: file, line: line)
    }
    let at = dim < 0 ? dim + rank + 1 : dim
    var (newShape, newStrides) = (shape, strides)
    newShape.insert(1, at: at)
    newStrides.insert(at < rank ? shape[at] * strides[at] : 1, at: at)
    return reinterpreted("UnsqueezeBackward0", newShape, newStrides)
  }

  /// Without dimension `dim`, if its size is 1.
  public func squeeze(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "squeeze", file, line)
    if shape.isEmpty || shape[dim] != 1 { return self }
    var (newShape, newStrides) = (shape, strides)
    newShape.remove(at: dim)
    newStrides.remove(at: dim)
    return reinterpreted("SqueezeBackward1", newShape, newStrides)
  }

  /// Without the dimensions of size 1.
  public func squeeze() -> Tensor {
    var (newShape, newStrides) = (Shape(), Strides())
    for i in shape.indices where shape[i] != 1 {
      newShape.append(shape[i])
      newStrides.append(strides[i])
    }
    return reinterpreted("SqueezeBackward0", newShape, newStrides)
  }

  private func inferred(
    _ operation: StaticString, _ shape: Shape, _ file: StaticString, _ line: UInt
  ) -> Shape {
    var (known, unknown) = (1, -1)
    for i in shape.indices {
      if shape[i] >= 0 {
        known *= shape[i]
      } else if shape[i] == -1 && unknown < 0 {
        unknown = i
      } else {
        fail("\(operation): shape \(shape): one size may be -1, none less", file: file, line: line)
      }
    }
    let divides = unknown < 0 ? known == elementCount : known > 0 && elementCount % known == 0
    if !divides {
      fail(
        "\(operation): the \(elementCount) elements of shape \(self.shape) do not fill shape \(shape)", file: file,
        line: line)
    }
    return unknown < 0 ? shape : shape.replacing(unknown, with: elementCount / known)
  }

  /// The view in another shape of as many elements, or nil where the memory does not allow one.
  private func viewed(as new: Shape) -> Tensor? {
    if isContiguous { return reinterpreted("ViewBackward0", new, new.contiguousStrides) }
    // From the last dimension forwards: new dimensions must fill runs of old ones that are evenly strided.
    var newStrides = Strides(repeating: 1, rank: new.count)
    var j = new.count - 1
    var i = ndim - 1
    while i >= 0 {
      var run = shape[i]
      var step = strides[i]
      while i > 0 && (shape[i - 1] == 1 || strides[i - 1] == step * run || run == 1) {
        if run == 1 { step = strides[i - 1] }
        run *= shape[i - 1]
        i -= 1
      }
      i -= 1
      while j >= 0 && run > 1 {
        guard run % new[j] == 0 else { return nil }
        newStrides[j] = step
        step *= new[j]
        run /= new[j]
        j -= 1
      }
      if run != 1 { return nil }
    }
    return reinterpreted("ViewBackward0", new, newStrides)
  }

  private func reinterpreted(_ name: StaticString, _ newShape: Shape, _ newStrides: Strides) -> Tensor {
    Tensor(storage, offset: offset, shape: newShape, strides: newStrides, dtype: dtype).made(by: name, from: self) {
      $0.pass(to: 0, $0.gradient.reshape($0[0].shape))
    }
  }
}
