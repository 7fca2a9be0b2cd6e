/// Linear algebra with PyTorch's names: `Linalg.solve(a, b)` is `torch.linalg.solve(a, b)`.
///
/// Every function takes matrices `(…, m, n)` of floating-point numbers and works on each; the dimensions before the last two are
/// the batch. What PyTorch offers as a tensor's method is one here too: `a.inverse()`, `a.det()`.
public enum Linalg {}

extension Tensor {
  /// The sizes before the last two.
  var batchShape: Shape { Shape(shape.dropLast(2)) }

  /// The address of a matrix of a contiguous batch.
  func matrix(_ index: Int) -> UnsafeMutableRawPointer {
    pointer + index * shape[-2] * shape[-1] * dtype.size
  }

  /// A contiguous copy outside the graph, for a routine to work in.
  func workingCopy() -> Tensor {
    let copy = Tensor(uninitialised: shape, dtype)
    copy.overwrite(with: self)
    return copy
  }

  /// Traps unless these are matrices of floating-point numbers.
  func checkMatrices(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    checkFloating(operation, file, line)
    if ndim < 2 {
      fail("\(operation): needs matrices, (…, m, n), not a tensor of shape \(shape)", file: file, line: line)
    }
    if shape[-1] > Int32.max || shape[-2] > Int32.max {
      fail("\(operation): a matrix of shape \(shape) is larger than LAPACK can count", file: file, line: line)
    }
  }

  func checkSquare(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    checkMatrices(operation, file, line)
    if shape[-1] != shape[-2] {
      fail("\(operation): needs square matrices, (…, n, n), not shape \(shape)", file: file, line: line)
    }
  }

  /// Traps on NaN and infinity, with which an iteration would not end.
  func checkFinite(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if !isFinite {
      fail("\(operation): the matrix contains NaN or infinity, so there is no result", file: file, line: line)
    }
  }

  /// Whether no element is NaN or infinite: 0 · x is 0 then.
  var isFinite: Bool { !map(.affine, self, 0, 0).sum(over: Dimensions(all: self), false).item().isNaN }
}

extension Dimensions {
  fileprivate init(all x: Tensor) {
    self.init()
    for i in x.shape.indices { insert(i) }
  }
}

/// In a message about a batch: which of its matrices is meant.
func ordinal(_ index: Int, of batch: Shape) -> String { batch.isEmpty ? "the matrix" : "matrix \(index) of the batch" }

/// Several results of one operation, one behind the other in a flat tensor: to autograd an operation has one output.
struct Parts {
  let shapes: [Shape]

  init(_ shapes: Shape...) { self.shapes = shapes }

  /// The flat tensor, uninitialised.
  func blank(_ dtype: DType) -> Tensor {
    Tensor(uninitialised: [shapes.reduce(0) { $0 + $1.elementCount }], dtype)
  }

  /// A part of a flat tensor: a result, or the gradient with respect to it.
  func callAsFunction(_ index: Int, of flat: Tensor) -> Tensor {
    let start = shapes[..<index].reduce(0) { $0 + $1.elementCount }
    return flat.narrow(0, start, shapes[index].elementCount).reshape(shapes[index])
  }
}

extension Tensor {
  /// Vectors `(…, n)` as diagonal matrices `(…, n, n)`.
  func onDiagonal() -> Tensor { unsqueeze(-1) * Tensor.eye(shape[-1], dtype: dtype) }
}

/// a / b, where 0 / 0 is 0: two equal eigenvalues or singular values do no harm where nothing distinguishes their vectors.
func quotient(_ a: Tensor, _ b: Tensor) -> Tensor {
  let isVoid = (a.detach() == 0) & (b.detach() == 0)
  return a / Tensor.where(isVoid, Tensor.onesLike(b), b)
}
