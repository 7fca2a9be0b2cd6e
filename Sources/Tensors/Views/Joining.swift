/// The tensors one after the other along a dimension: PyTorch's `torch.cat`.
///
/// Traps where their shapes differ elsewhere, and where there is none. Vectors of no elements fit everywhere.
public func cat(_ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
  let tensors = tensors.contains { $0.shape != [0] } ? tensors.filter { $0.shape != [0] } : tensors
  guard let first = tensors.first else { fail("cat: there are no tensors to join", file: file, line: line) }
  if first.shape.isEmpty { fail("cat: single numbers are joined with stack", file: file, line: line) }
  let dim = first.dimension(dim, "cat", file, line)
  var length = 0
  for part in tensors {
    if part.ndim != first.ndim || part.shape.replacing(dim, with: first.shape[dim]) != first.shape {
      fail(
        "cat: shapes \(first.shape) and \(part.shape) do not match: they may differ only in dimension \(dim)",
        file: file, line: line)
    }
    length += part.shape[dim]
  }
  let parts = inOneType(tensors)
  return joined(parts, along: dim, shape: first.shape.replacing(dim, with: length)).made(
    by: "CatBackward0", from: parts
  ) {
    var start = 0
    for i in $0.inputs.indices {
      let length = $0[i].shape[dim]
      $0.pass(to: i, $0.gradient.narrow(dim, start, length))
      start += length
    }
  }
}

/// The tensors side by side along a new dimension: PyTorch's `torch.stack`. Traps where their shapes differ, and where there
/// is none.
public func stack(_ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
  guard let first = tensors.first else { fail("stack: there are no tensors to join", file: file, line: line) }
  for tensor in tensors where tensor.shape != first.shape {
    fail("stack: shapes \(first.shape) and \(tensor.shape) differ", file: file, line: line)
  }
  if dim < -first.ndim - 1 || dim > first.ndim {
    fail("stack: dimension \(dim) must be in \(-first.ndim - 1)...\(first.ndim)", file: file, line: line)
  }
  let dim = dim < 0 ? dim + first.ndim + 1 : dim
  var shape = first.shape
  shape.insert(tensors.count, at: dim)
  let parts = inOneType(tensors)
  return joined(parts, along: dim, shape: shape).made(by: "StackBackward0", from: parts) {
    for i in $0.inputs.indices { $0.pass(to: i, $0.gradient.select(dim, i)) }
  }
}

/// The tensors in the type that all of them are promoted to.
private func inOneType(_ tensors: [Tensor]) -> [Tensor] {
  let first = tensors[0].dtype
  if tensors.allSatisfy({ $0.dtype == first }) { return tensors }
  let dtype = tensors.reduce(first) { $0 == $1.dtype ? $0 : DType.promoted(Tensor(uninitialised: [1], $0), $1) }
  return tensors.map { $0.to(dtype) }
}

/// The parts one after the other in each box of the dimensions before `dim`.
private func joined(_ parts: [Tensor], along dim: Int, shape: Shape) -> Tensor {
  let whole = Tensor(uninitialised: shape, parts[0].dtype)
  let (outer, n, inner) = shape.split(at: dim)
  let row = n * inner
  var target = whole.pointer
  for part in parts where part.elementCount > 0 {
    let run = part.elementCount / outer
    let dense = part.contiguous()
    Shape([outer, run]).withUnsafePointer { size in
      Strides([run, 1]).withUnsafePointer { from in
        Strides([row, 1]).withUnsafePointer { to in
          ck_copy_strided(Int32(whole.dtype.size), 2, size, dense.pointer, from, target, to)
        }
      }
    }
    target += run * whole.dtype.size
  }
  return whole
}

extension Tensor {
  /// The tensors one after the other along a dimension.
  public static func cat(
    _ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.cat(tensors, dim: dim, file: file, line: line) }

  /// The tensors side by side along a new dimension.
  public static func stack(
    _ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.stack(tensors, dim: dim, file: file, line: line) }
}
