extension Tensor {
  /// The tensor repeated to a larger shape without a copy: sizes of 1 grow, new dimensions come in front, −1 keeps a size.
  ///
  /// Traps where another size would have to change.
  public func expand(_ shape: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    expand(Shape(shape), file: file, line: line)
  }

  /// The tensor repeated to a larger shape without a copy.
  public func expand(_ target: Shape, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    var target = target
    if target == shape { return self }
    let lead = target.count - ndim
    for i in target.indices {
      if i >= lead && target[i] == -1 { target[i] = shape[i - lead] }
      if lead < 0 || target[i] < 0 || (i >= lead && shape[i - lead] != 1 && shape[i - lead] != target[i]) {
        fail("expand: shape \(shape) cannot be repeated to \(target)", file: file, line: line)
      }
    }
    if lead < 0 { fail("expand: shape \(shape) cannot be repeated to \(target)", file: file, line: line) }
    return Tensor(storage, offset: offset, shape: target, strides: strides(broadcastTo: target), dtype: dtype)
      .made(by: "ExpandBackward0", from: self) { $0.pass(to: 0, $0.gradient) }
  }

  /// The tensor repeated to another's shape.
  public func expandAs(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    expand(other.shape, file: file, line: line)
  }
}
