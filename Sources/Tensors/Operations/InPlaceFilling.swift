// What overwrites a tensor, whole or in part, whatever was in it.
extension Tensor {
  /// self ← other, broadcast and converted. Traps where the shapes do not match.
  @discardableResult
  public func copy_(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("copy_", other, file, line) { $1.expand($0.shape, file: file, line: line).to($0.dtype) }
  }

  /// Every element ← value
  @discardableResult
  public func fill_(_ value: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    fill("fill_", value, file, line)
  }

  /// Every element ← 0
  @discardableResult
  public func zero_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    fill("zero_", 0, file, line)
  }

  private func fill(_ operation: StaticString, _ value: Double, _ file: StaticString, _ line: UInt) -> Tensor {
    if !isContiguous {
      return change(operation, nil, file, line) { Tensor.full([], value, dtype: $0.dtype).expand($0.shape) }
    }
    if dtype == .int64 && !(Swift.abs(value) < 0x1p63) {
      fail("\(operation): int64 cannot hold \(value)", file: file, line: line)
    }
    beginChange(operation, nil, file, line)
    ck_fill(dtype.kernel, elementCount, pointer, value)
    return self
  }

  /// Every element where the mask holds ← value
  @discardableResult
  public func maskedFill_(
    _ mask: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("maskedFill_", nil, file, line) { $0.maskedFill(mask, value, file: file, line: line) } }

  /// self[i][index[i][j]] ← source[i][j] for dim 1, and so on: ``scatter(_:_:_:file:line:)-(_,_,Tensor,_,_)`` in place.
  @discardableResult
  public func scatter_(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    change("scatter_", source, file, line) { $0.scatter(dim, index, $1, file: file, line: line) }
  }

  /// self[i][index[i][j]] ← value for dim 1, and so on.
  @discardableResult
  public func scatter_(
    _ dim: Int, _ index: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("scatter_", nil, file, line) { $0.scatter(dim, index, value, file: file, line: line) } }

  /// self[i][index[i][j]] ← self[i][index[i][j]] + source[i][j] for dim 1, and so on.
  @discardableResult
  public func scatterAdd_(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    change("scatterAdd_", source, file, line) { $0.scatterAdd(dim, index, $1, file: file, line: line) }
  }

  /// The elements at the positions in `index`, an int64 vector, of a dimension ← value
  @discardableResult
  public func indexFill_(
    _ dim: Int, _ index: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("indexFill_", nil, file, line) { $0.indexFill(dim, index, value, file: file, line: line) } }

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

  /// Every element ← 1 with probability p, else 0
  @discardableResult
  public func bernoulli_(
    _ p: Double = 0.5, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    change("bernoulli_", nil, file, line) {
      Tensor.full([], p).expand($0.shape).bernoulli(generator: generator, file: file, line: line).to($0.dtype)
    }
  }
}
