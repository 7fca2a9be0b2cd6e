// A NaN is above all numbers. Equal elements keep their order.
extension Tensor {
  /// The elements in order along a dimension, and where they were.
  public func sort(
    dim: Int = -1, descending: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let dim = dimension(dim, "sort", file, line)
    return ordered(dim, descending, shape.split(at: dim).n, "SortBackward0")
  }

  /// The places of the elements in order along a dimension.
  public func argsort(
    dim: Int = -1, descending: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let dim = dimension(dim, "argsort", file, line)
    return detach().ordered(dim, descending, shape.split(at: dim).n, "SortBackward0").indices
  }

  /// The k largest elements along a dimension, largest first, and where they are; the smallest with `largest: false`.
  ///
  /// Traps where there are fewer than k.
  public func topk(
    _ k: Int, dim: Int = -1, largest: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let dim = dimension(dim, "topk", file, line)
    let n = shape.split(at: dim).n
    if k < 0 || k > n {
      fail("topk: \(k) of the \(n) elements in dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    return ordered(dim, largest, k, "TopkBackward0")
  }

  /// The k-th smallest element along a dimension, counted from 1, and where it is.
  public func kthvalue(
    _ k: Int, dim: Int = -1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let dim = dimension(dim, "kthvalue", file, line)
    let n = shape.split(at: dim).n
    if k < 1 || k > n {
      fail("kthvalue: the \(k)-th of \(n) elements in dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    if shape.isEmpty { return sort() }
    let indices = detach().ordered(dim, false, k, "").indices.narrow(dim, k - 1, 1)
    return picked(dim, indices, keepDim, by: "KthvalueBackward0")
  }

  /// The middle element along a dimension, of two the smaller, and where it is; a NaN where there is one.
  public func median(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let dim = dimension(dim, "median", file, line)
    if shape.isEmpty { return sort() }
    let n = shape[dim]
    if n == 0 { fail("median: there are no elements along dimension \(dim) of shape \(shape)", file: file, line: line) }
    let order = detach().ordered(dim, false, n, "")
    let middle = order.indices.narrow(dim, (n - 1) / 2, 1)
    // NaNs are sorted to the end.
    let isBroken = order.values.narrow(dim, n - 1, 1).isnan()
    let indices = isBroken.any() ? Tensor.where(isBroken, detach().argmax(dim: dim, keepDim: true), middle) : middle
    return picked(dim, indices, keepDim, by: "MedianBackward1")
  }

  /// ``median(dim:keepDim:file:line:)``
  public func median(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) { median(dim: dim, keepDim: keepDim, file: file, line: line) }

  /// The middle element of all, of two the smaller; NaN where there is one, and of nothing.
  public func median() -> Tensor {
    elementCount == 0 ? Tensor.full([], .nan, dtype: floating().dtype) : flatten().median(dim: 0).values
  }

  /// The elements once each, in order.
  public func unique() -> Tensor { uniqueWithCounts().values }

  /// The elements once each, in order, for every element where it is among these, and how often each occurs: PyTorch's
  /// `unique` with `return_inverse` and `return_counts`.
  public func uniqueWithCounts() -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let n = elementCount
    if n == 0 {
      return (Tensor.zeros([0], dtype: dtype), Tensor.zeros(shape, dtype: .int64), Tensor.zeros([0], dtype: .int64))
    }
    let (values, order) = detach().flatten().sort()
    let isFirst = Tensor.ones([n], dtype: .bool)
    isFirst[1...] = values[1...] != values[..<(n - 1)]
    let starts = isFirst.nonzero().view(-1)
    let inverse = Tensor.zeros([n], dtype: .int64).scatter(0, order, isFirst.long().cumsum(0) - 1)
    let ends = Tensors.cat([starts[1...], Tensor([n], dtype: .int64)])
    return (values[starts], inverse.view(shape), ends - starts)
  }

  /// How often each number from 0 on occurs, or the sum of its weights. Traps unless the elements are int64 and not below 0.
  public func bincount(
    weights: Tensor? = nil, minlength: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if dtype != .int64 || ndim != 1 {
      fail("bincount: needs an int64 vector, not \(dtype) of shape \(shape)", file: file, line: line)
    }
    if let weights, weights.shape != shape {
      fail("bincount: weights of shape \(weights.shape) for \(shape)", file: file, line: line)
    }
    let low: Double = elementCount == 0 ? 0 : min().item()
    if low < 0 { fail("bincount: \(Int(low)) is below 0", file: file, line: line) }
    let high: Double = elementCount == 0 ? -1 : max().item()
    if high >= 0x1p40 { fail("bincount: there is no room to count up to \(high)", file: file, line: line) }
    let count = Swift.max(minlength, Int(high) + 1)
    let weights = weights?.detach() ?? Tensor.onesLike(self)
    return Tensor.zeros([count], dtype: weights.dtype).scatterAdd(0, self, weights)
  }

  /// Where `values` would be inserted so that this tensor stays sorted along its last dimension: before equal elements, or
  /// after them with `right`, as int64.
  ///
  /// The tensor is sorted, and a vector or of `values`' shape except in the last dimension.
  public func searchsorted(
    _ values: Tensor, right: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b) = (detach().counting(), values.detach().counting())
    let dtype = DType.promoted(a, b)
    let sorted = a.to(dtype).contiguous()
    let wanted = b.to(dtype).contiguous()
    let isShared = ndim == 1
    if shape.isEmpty || !isShared && (values.ndim != ndim || values.shape.replacing(ndim - 1, with: shape[-1]) != shape)
    {
      fail("searchsorted: values of shape \(values.shape) in rows of shape \(shape)", file: file, line: line)
    }
    let y = Tensor(uninitialised: values.shape, .int64)
    let m = isShared ? wanted.elementCount : wanted.shape[-1]
    let rows = isShared ? 1 : sorted.shape[..<(ndim - 1)].reduce(1, *)
    ck_search_sorted(
      dtype.kernel, right ? 1 : 0, isShared ? 1 : 0, rows, shape[-1], m, sorted.pointer, wanted.pointer, y.pointer)
    return y
  }

  /// The first k elements in order along a dimension, and their places.
  private func ordered(
    _ dim: Int, _ descending: Bool, _ k: Int, _ name: StaticString
  ) -> (values: Tensor, indices: Tensor) {
    let source = shape.isEmpty ? view(1) : self
    let rows = source.detach().transpose(dim, -1).contiguous()
    let sorted = rows.shape.replacing(rows.ndim - 1, with: k)
    let n = rows.shape[-1]
    let values = Tensor(uninitialised: sorted, dtype)
    let indices = Tensor(uninitialised: sorted, .int64)
    ck_sort(
      dtype.kernel, descending ? 1 : 0, n == 0 ? 0 : rows.elementCount / n, n, k, rows.pointer, values.pointer,
      indices.pointer)
    let places = indices.transpose(dim, -1).contiguous()
    let result = values.transpose(dim, -1).contiguous().made(by: name, from: source) {
      $0.pass(to: 0, Tensor.zeros($0[0].shape, dtype: $0.gradient.dtype).scatterAdd(dim, places, $0.gradient))
    }
    return shape.isEmpty ? (result.view([] as Shape), places.view([] as Shape)) : (result, places)
  }
}

@_extern(c, "ck_sort") private func ck_sort(
  _ dtype: Int32, _ descending: Int32, _ rows: Int, _ n: Int, _ k: Int, _ x: UnsafeRawPointer,
  _ values: UnsafeMutableRawPointer, _ indices: UnsafeMutableRawPointer)
@_extern(c, "ck_search_sorted") private func ck_search_sorted(
  _ dtype: Int32, _ right: Int32, _ shared: Int32, _ rows: Int, _ n: Int, _ m: Int, _ sorted: UnsafeRawPointer,
  _ values: UnsafeRawPointer, _ places: UnsafeMutableRawPointer)
