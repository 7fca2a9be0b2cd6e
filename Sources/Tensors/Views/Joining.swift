/// The tensors one after the other along a dimension: PyTorch's `torch.cat`.
///
/// Traps where their shapes differ elsewhere, and where there is none.
public func cat(_ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
  guard let first = tensors.first else { fail("cat: there are no tensors to join", file: file, line: line) }
  if first.shape.isEmpty { fail("cat: single numbers are joined with stack", file: file, line: line) }
  let dim = first.dimension(dim, "cat", file, line)
  let dtype = tensors.reduce(first.dtype) { $0 == $1.dtype ? $0 : DType.promoted(Tensor(uninitialised: [1], $0), $1) }
  let parts = tensors.map { $0.to(dtype) }
  var length = 0
  for part in parts {
    if part.ndim != first.ndim || part.shape.replacing(dim, with: first.shape[dim]) != first.shape {
      fail(
        "cat: shapes \(first.shape) and \(part.shape) do not match: they may differ only in dimension \(dim)",
        file: file, line: line)
    }
    length += part.shape[dim]
  }
  let whole = Tensor(uninitialised: first.shape.replacing(dim, with: length), dtype)
  var start = 0
  for part in parts {
    whole.narrow(dim, start, part.shape[dim]).overwrite(with: part)
    start += part.shape[dim]
  }
  return whole.made(by: "CatBackward0", from: parts) {
    var start = 0
    for i in $0.inputs.indices {
      let length = $0[i].shape[dim]
      $0.pass(to: i, $0.gradient.narrow(dim, start, length))
      start += length
    }
  }
}

/// The tensors side by side along a new dimension: PyTorch's `torch.stack`. Traps where their shapes differ.
public func stack(_ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
  for tensor in tensors where tensor.shape != tensors[0].shape {
    fail("stack: shapes \(tensors[0].shape) and \(tensor.shape) differ", file: file, line: line)
  }
  return cat(tensors.map { $0.unsqueeze(dim, file: file, line: line) }, dim: dim, file: file, line: line)
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
