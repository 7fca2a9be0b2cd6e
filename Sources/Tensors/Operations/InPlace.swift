// Operations whose names end in an underscore change the tensor itself, and with it every view of the same storage. They are
// for parameters inside ``noGrad(_:)`` and for tensors that take no part in differentiation.
extension Tensor {
  /// self ← self + alpha · other
  @discardableResult
  public func add_(
    _ other: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if isContiguous && other.isContiguous && other.shape == shape && other.dtype == dtype && dtype != .bool
      && (dtype.isFloatingPoint || alpha.rounded() == alpha)
    {
      beginChange("add_", other, file, line)
      ck_add_scaled(dtype.kernel, elementCount, pointer, other.pointer, alpha)
      return self
    }
    return change("add_", other, file, line) { $0.add(alpha == 1 ? $1 : $1 * alpha, file: file, line: line) }
  }

  /// self ← self − alpha · other
  @discardableResult
  public func sub_(
    _ other: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { add_(other, alpha: -alpha, file: file, line: line) }

  /// self ← self · other
  @discardableResult
  public func mul_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("mul_", other, file, line) { $0.mul($1, file: file, line: line) }
  }

  /// self ← self / other
  @discardableResult
  public func div_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("div_", other, file, line) { $0.div($1, file: file, line: line) }
  }

  /// self ← self + number
  @discardableResult
  public func add_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("add_", nil, file, line) { $0 + number }
  }

  /// self ← self − number
  @discardableResult
  public func sub_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("sub_", nil, file, line) { $0 - number }
  }

  /// self ← self · number
  @discardableResult
  public func mul_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("mul_", nil, file, line) { $0 * number }
  }

  /// self ← self / number
  @discardableResult
  public func div_(_ number: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("div_", nil, file, line) { $0 / number }
  }

  /// self ← min(max(self, min), max)
  @discardableResult
  public func clamp_(
    min: Double = -.infinity, max: Double = .infinity, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("clamp_", nil, file, line) { $0.clamp(min: min, max: max) } }

  /// self ← min(max(self, min), max)
  @discardableResult
  public func clamp_(
    _ min: Double, _ max: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { clamp_(min: min, max: max, file: file, line: line) }

  /// self ← other, broadcast and converted. Traps where the shapes do not match.
  @discardableResult
  public func copy_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("copy_", other, file, line) { $1.expand($0.shape, file: file, line: line) }
  }

  /// Every element ← value
  @discardableResult
  public func fill_(_ value: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("fill_", nil, file, line) { Tensor.full([], value, dtype: $0.dtype).expand($0.shape) }
  }

  /// Every element ← 0
  @discardableResult
  public func zero_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("zero_", nil, file, line) { Tensor.zeros([], dtype: $0.dtype).expand($0.shape) }
  }

  /// Every element ← a sample of the normal distribution
  @discardableResult
  public func normal_(
    mean: Double = 0, std: Double = 1, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    change("normal_", nil, file, line) {
      Tensor.randn($0.shape, dtype: $0.dtype, generator: generator) * std + mean
    }
  }

  /// Every element ← a sample of the uniform distribution over [low, high)
  @discardableResult
  public func uniform_(
    _ low: Double = 0, _ high: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    change("uniform_", nil, file, line) {
      Tensor.uniform($0.shape, low, high, dtype: $0.dtype, generator: generator)
    }
  }

  private func change(
    _ operation: StaticString, _ other: Tensor? = nil, _ file: StaticString, _ line: UInt, _ new: (Tensor) -> Tensor
  ) -> Tensor {
    beginChange(operation, other, file, line)
    noGrad {
      let value = new(detach())
      if value.shape != shape {
        fail(
          "\(operation): the result has shape \(value.shape), which does not fit in place of \(shape)", file: file,
          line: line)
      }
      overwrite(with: value.to(dtype))
    }
    return self
  }

  private func change(
    _ operation: StaticString, _ other: Tensor, _ file: StaticString, _ line: UInt, _ new: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    change(operation, other, file, line) { new($0, other.detach()) }
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
      fail(
        "\(operation): \(reason): change it inside noGrad { … }, or write x = x + y instead of x.add_(y)",
        file: file, line: line)
    }
    if strides.indices.contains(where: { strides[$0] == 0 && shape[$0] > 1 }) {
      fail(
        "\(operation): an expanded tensor shows the same memory several times, so it cannot be changed in place: "
          + "clone() it first", file: file, line: line)
    }
    storage.version += 1
  }
}
