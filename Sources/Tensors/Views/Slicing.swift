extension Tensor {
  /// `length` elements of a dimension from `start` on, without a copy. Traps outside the dimension.
  public func narrow(
    _ dim: Int, _ start: Int, _ length: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let dim = dimension(dim, "narrow", file, line)
    let size = shape.isEmpty ? 0 : shape[dim]
    if start < 0 || length < 0 || start + length > size {
      fail(
        "narrow: \(start)..<\(start + length) is outside dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    return window(dim, start, length, 1)
  }

  /// Element `index` of a dimension, which vanishes; −1 is the last. Without a copy. Traps outside the dimension.
  public func select(_ dim: Int, _ index: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "select", file, line)
    let size = shape.isEmpty ? 0 : shape[dim]
    if index < -size || index >= size {
      fail("select: index \(index) is outside dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    return selected(dim, index < 0 ? index + size : index)
  }

  private func selected(_ dim: Int, _ index: Int) -> Tensor {
    var (newShape, newStrides) = (shape, strides)
    newShape.remove(at: dim)
    newStrides.remove(at: dim)
    let size = shape[dim]
    return Tensor(
      storage, offset: offset + index * strides[dim], shape: newShape, strides: newStrides, dtype: dtype
    ).made(by: "SelectBackward0", from: self) {
      $0.pass(to: 0, $0.gradient.unsqueeze(dim).padded(dim, index, 1, size))
    }
  }

  /// Every `step`-th element of `start..<start + length · step` along a dimension.
  func window(_ dim: Int, _ start: Int, _ length: Int, _ step: Int) -> Tensor {
    let size = shape[dim]
    if length == size && step == 1 { return self }
    return Tensor(
      storage, offset: offset + start * strides[dim], shape: shape.replacing(dim, with: length),
      strides: strides.replacing(dim, with: strides[dim] * step), dtype: dtype
    ).made(by: "SliceBackward0", from: self) {
      $0.pass(to: 0, $0.gradient.padded(dim, start, step, size))
    }
  }

  /// Zeros of `size` along a dimension, with this tensor in the window's place: the transpose of a window.
  private func padded(_ dim: Int, _ start: Int, _ step: Int, _ size: Int) -> Tensor {
    let length = shape[dim]
    let whole = Tensor.zeros(shape.replacing(dim, with: size), dtype: dtype)
    whole.window(dim, start, length, step).overwrite(with: self)
    return whole.made(by: "SliceBackward0Backward0", from: self) {
      $0.pass(to: 0, $0.gradient.window(dim, start, length, step))
    }
  }
}
