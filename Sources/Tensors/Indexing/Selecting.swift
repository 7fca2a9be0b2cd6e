extension Tensor {
  /// The elements of a dimension at the positions in `index`, an int64 vector.
  public func indexSelect(
    _ dim: Int, _ index: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { taking(places("indexSelect", dim, index, file, line)) }

  /// A copy with `source` added to the elements of a dimension at the positions in `index`, an int64 vector; what goes to
  /// one position several times adds up. `source` has this tensor's shape, but the index's size along `dim`.
  public func indexAdd(
    _ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    putting(
      alpha == 1 ? source : source * alpha, at: places("indexAdd", dim, index, file, line), adding: true, "indexAdd",
      by: "IndexAddBackward0", file, line)
  }

  /// Adds `source` to the elements of a dimension at the positions in `index`.
  @discardableResult
  public func indexAdd_(
    _ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    put_(
      alpha == 1 ? source : source * alpha, at: places("indexAdd_", dim, index, file, line), adding: true,
      "indexAdd_", file, line)
    return self
  }

  /// A copy with `value` at the positions in `index`, an int64 vector, of a dimension.
  public func indexFill(
    _ dim: Int, _ index: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    putting(
      Tensor.full([], value, dtype: dtype), at: places("indexFill", dim, index, file, line), adding: false,
      "indexFill", by: "IndexFillBackward0", file, line)
  }

  /// A copy with `values` where the positions lead, one tensor a dimension from the first; they broadcast. With
  /// `accumulate` the values are added, and what goes to one place several times adds up.
  public func indexPut(
    _ indices: [Tensor], _ values: Tensor, accumulate: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    putting(
      values, at: places("indexPut", indices, file, line), adding: accumulate, "indexPut", by: "IndexPutBackward0",
      file, line)
  }

  /// Writes or adds `values` where the positions lead.
  @discardableResult
  public func indexPut_(
    _ indices: [Tensor], _ values: Tensor, accumulate: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    put_(values, at: places("indexPut_", indices, file, line), adding: accumulate, "indexPut_", file, line)
    return self
  }

  /// The elements at int64 positions among all elements, row by row, in the positions' shape.
  public func take(_ index: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let flat = flatten()
    checkPositions("take", index, file, line)
    return flat.taking(Places([(0, index)], of: flat, "take", file, line))
  }

  /// The elements where the mask holds, row by row; both broadcast. Traps unless the mask is of truth values.
  public func maskedSelect(_ mask: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if mask.dtype != .bool {
      fail("maskedSelect: the mask must be of truth values, not \(mask.dtype)", file: file, line: line)
    }
    let shape = broadcastShape("maskedSelect", shape, mask.shape, file, line)
    let flat = expand(shape).flatten()
    return flat.taking(
      Places([(0, mask.expand(shape).flatten().nonzero().view(-1))], of: flat, "maskedSelect", file, line))
  }

  /// The positions of the elements that are true (or not 0), one a row: `(count, dimensions)`, int64.
  public func nonzero() -> Tensor {
    let x = detach().contiguous()
    let y = Tensor(uninitialised: [Int(countNonzero().item() as Double), ndim], .int64)
    shape.withUnsafePointer { ck_nonzero(dtype.kernel, Int32(ndim), $0, x.pointer, y.pointer) }
    return y
  }

  /// A new last dimension with 1 at the place that each element names and 0 elsewhere, as int64: classes as vectors.
  ///
  /// `numClasses` is one more than the largest element where not given. Traps unless the elements are int64 and in
  /// 0..<numClasses.
  public func oneHot(_ numClasses: Int = -1, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkPositions("oneHot", self, file, line)
    if elementCount == 0 && numClasses <= 0 {
      fail("oneHot: there are no elements, and numClasses is not given", file: file, line: line)
    }
    let count = numClasses > 0 ? numClasses : Int(max().item() as Double) + 1
    let index = unsqueeze(-1)
    if elementCount > 0 && (min().item() as Double) < 0 {
      fail("oneHot: class \(Int(min().item() as Double)) is below 0", file: file, line: line)
    }
    if elementCount > 0 && (max().item() as Double) >= Double(count) {
      fail(
        "oneHot: class \(Int(max().item() as Double)) is not among \(count) classes: they are counted from 0",
        file: file, line: line)
    }
    return Tensor.zeros(index.shape.replacing(ndim, with: count), dtype: .int64).scatter(-1, index, 1)
  }

  private func places(
    _ operation: StaticString, _ dim: Int, _ index: Tensor, _ file: StaticString, _ line: UInt
  ) -> Places {
    let dim = dimension(dim, operation, file, line)
    checkPositions(operation, index, file, line)
    if index.ndim > 1 || shape.isEmpty {
      fail(
        "\(operation): the index is a vector of positions in a dimension, and has shape \(index.shape) for a tensor of "
          + "shape \(shape)", file: file, line: line)
    }
    return Places([(dim, index.ndim == 0 ? index.view(1) : index)], of: self, operation, file, line)
  }

  private func places(
    _ operation: StaticString, _ indices: [Tensor], _ file: StaticString, _ line: UInt
  ) -> Places {
    if indices.isEmpty || indices.count > ndim {
      fail("\(operation): \(indices.count) tensors of positions for shape \(shape)", file: file, line: line)
    }
    for index in indices { checkPositions(operation, index, file, line) }
    return Places(indices.enumerated().map { ($0.offset, $0.element) }, of: self, operation, file, line)
  }

  private func checkPositions(_ operation: StaticString, _ index: Tensor, _ file: StaticString, _ line: UInt) {
    if index.dtype != .int64 {
      fail("\(operation): positions must be int64, not \(index.dtype)", file: file, line: line)
    }
  }
}

@_extern(c, "ck_nonzero") private func ck_nonzero(
  _ dtype: Int32, _ rank: Int32, _ size: UnsafePointer<Int>, _ x: UnsafeRawPointer, _ indices: UnsafeMutableRawPointer)
