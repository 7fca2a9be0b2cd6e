// Operations whose names end in an underscore change the tensor itself, and with it every view of the same storage. They are
// for parameters inside ``noGrad(_:)`` and for tensors that take no part in differentiation.
//
// The arithmetic is here; of the functions, each `f_` is `f` in place.
extension Tensor {
  /// self ← self + alpha · other
  @discardableResult
  public func add_(
    _ other: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { add("add_", other, alpha, file, line) }

  /// self ← self − alpha · other
  @discardableResult
  public func sub_(
    _ other: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { add("sub_", other, -alpha, file, line) }

  /// self ← self · other
  @discardableResult
  public func mul_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    combine(.multiply, "mul_", other, file, line) { $0.mul($1, file: file, line: line) }
  }

  /// self ← self / other
  @discardableResult
  public func div_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    combine(.divide, "div_", other, file, line) { $0.div($1, file: file, line: line) }
  }

  /// self ← self + number
  @discardableResult
  public func add_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    map(.affine, 1, number, "add_", file, line) { $0 + number }
  }

  /// self ← self − number
  @discardableResult
  public func sub_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    map(.affine, 1, -number, "sub_", file, line) { $0 - number }
  }

  /// self ← self · number
  @discardableResult
  public func mul_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    map(.affine, number, 0, "mul_", file, line) { $0 * number }
  }

  /// self ← self / number
  @discardableResult
  public func div_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    map(.divideBy, number, 0, "div_", file, line) { $0 / number }
  }

  /// self ← self^exponent
  @discardableResult
  public func pow_(_ exponent: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("pow_", nil, file, line) { $0.pow(exponent) }
  }

  /// self ← self^exponent
  @discardableResult
  public func pow_(_ exponent: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("pow_", exponent, file, line) { $0.pow($1, file: file, line: line) }
  }

  /// self ← self − other ⌊self / other⌋
  @discardableResult
  public func remainder_(_ other: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("remainder_", nil, file, line) { $0.remainder(other, file: file, line: line) }
  }

  /// self ← self + value · a · b
  @discardableResult
  public func addcmul_(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    beginChange("addcmul_", a.requiresGrad ? a : b, file, line)
    return replace("addcmul_", file, line) { $0.addcmul(a, b, value: value, file: file, line: line) }
  }

  /// self ← self + value · a / b
  @discardableResult
  public func addcdiv_(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    beginChange("addcdiv_", a.requiresGrad ? a : b, file, line)
    return replace("addcdiv_", file, line) { $0.addcdiv(a, b, value: value, file: file, line: line) }
  }

  /// self ← self + weight · (end − self)
  @discardableResult
  public func lerp_(
    _ end: Tensor, _ weight: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("lerp_", end, file, line) { $0.lerp($1, weight, file: file, line: line) } }

  private func add(
    _ operation: StaticString, _ other: Tensor, _ alpha: Double, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    if isAligned(with: other) && (dtype.isFloatingPoint || alpha.rounded() == alpha) {
      beginChange(operation, other, file, line)
      ck_add_scaled(dtype.kernel, elementCount, pointer, other.pointer, alpha)
      return self
    }
    return change(operation, other, file, line) { $0.add(alpha == 1 ? $1 : $1 * alpha, file: file, line: line) }
  }

  /// self ← op(self), in one pass over the memory where the elements lie one after the other.
  private func map(
    _ op: UnaryKernel, _ p: Double, _ q: Double, _ operation: StaticString, _ file: StaticString, _ line: UInt,
    _ new: (Tensor) -> Tensor
  ) -> Tensor {
    if !isContiguous || !dtype.isFloatingPoint { return change(operation, nil, file, line, new) }
    beginChange(operation, nil, file, line)
    ck_unary(op.rawValue, dtype.kernel, elementCount, pointer, pointer, p, q)
    return self
  }

  /// self ← op(self, other), in one pass over the memory where the elements of both lie one after the other.
  private func combine(
    _ op: BinaryKernel, _ operation: StaticString, _ other: Tensor, _ file: StaticString, _ line: UInt,
    _ new: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    if !isAligned(with: other) || !dtype.isFloatingPoint { return change(operation, other, file, line, new) }
    beginChange(operation, other, file, line)
    ck_binary(op.rawValue, dtype.kernel, elementCount, pointer, 1, other.pointer, 1, pointer)
    return self
  }

  /// Whether both have the same shape and type, and their elements can be walked over side by side.
  private func isAligned(with other: Tensor) -> Bool {
    isContiguous && other.isContiguous && other.shape == shape && other.dtype == dtype && dtype != .bool
      && !overlapsShifted(other)
  }
}

extension Tensor {
  func change(
    _ operation: StaticString, _ other: Tensor? = nil, _ file: StaticString, _ line: UInt, _ new: (Tensor) -> Tensor
  ) -> Tensor {
    beginChange(operation, other, file, line)
    return replace(operation, file, line, new)
  }

  func change(
    _ operation: StaticString, _ other: Tensor, _ file: StaticString, _ line: UInt, _ new: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    change(operation, other, file, line) { new($0, other.detach()) }
  }

  /// Puts the new elements in the place of the old ones. Traps where they have another shape, and where they are
  /// floating-point numbers that this tensor cannot hold.
  private func replace(
    _ operation: StaticString, _ file: StaticString, _ line: UInt, _ new: (Tensor) -> Tensor
  ) -> Tensor {
    noGrad {
      let value = new(detach())
      if value.shape != shape {
        fail(
          "\(operation): the result has shape \(value.shape), which does not fit in place of \(shape)", file: file,
          line: line)
      }
      if value.dtype.isFloatingPoint && !dtype.isFloatingPoint {
        fail(
          "\(operation): the result is \(value.dtype), which a tensor of \(dtype) cannot hold: convert it with "
            + "to(.\(value.dtype)) first", file: file, line: line)
      }
      let fitting = value.to(dtype)
      overwrite(with: overlapsShifted(fitting) ? fitting.clone() : fitting)
    }
    return self
  }

  /// Whether writing here element by element might change elements of `other` that are still to be read.
  private func overlapsShifted(_ other: Tensor) -> Bool {
    storage === other.storage && (offset != other.offset || strides != other.strides)
  }

  /// Refuses a change that autograd could not follow, and notes one that it may have to refuse later.
  package func beginChange(
    _ operation: StaticString, _ other: Tensor? = nil, _ file: StaticString, _ line: UInt
  ) {
    if Recording.isOn && (requiresGrad || other?.requiresGrad == true) {
      let reason =
        !requiresGrad
        ? "the other tensor requires a gradient, which would be lost"
        : isLeaf
          ? "this is a leaf that requires a gradient"
          : "this tensor was computed by \(node!.name) from tensors that require a gradient"
      let isAssignment = operation.description.hasPrefix("[]")
      fail(
        "\(operation): \(reason): change it inside noGrad { … }, or "
          + (isAssignment
            ? "make a new tensor: stack and cat join parts, Tensor.where, maskedFill and indexPut replace some"
            : "write x = x + y instead of x.add_(y)"),
        file: file, line: line)
    }
    if strides.indices.contains(where: { strides[$0] == 0 && shape[$0] > 1 }) {
      fail(
        "\(operation): an expanded tensor shows the same memory several times, so it cannot be changed in place: "
          + "clone() it first", file: file, line: line)
    }
    storage.noteChange(by: operation, file, line)
  }
}
