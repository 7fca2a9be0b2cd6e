import Glibc

/// P Aᵀ = L U with partial pivoting, of every matrix of a batch.
///
/// It is the transpose that is factorised, since that is what LAPACK sees in a tensor's rows. Triangles and permutations stay
/// as LAPACK leaves them.
struct LU {
  /// U, and below its diagonal L without the ones on its own; column after column.
  let factors: Tensor
  /// Which row each row was exchanged with, counted from 1.
  private let pivots: [Int32]
  /// The first matrix with a 0 on U's diagonal, and which of its pivots that is, counted from 1.
  let singular: (matrix: Int, pivot: Int)?

  private let n: Int
  private let count: Int

  init(_ a: Tensor) {
    factors = a.workingCopy()
    n = a.shape[-1]
    count = a.batchShape.elementCount
    var pivots = [Int32](repeating: 0, count: count * n)
    let (n, count, factors) = (n, count, factors)
    let size = [Int32(n)]
    let getrf = a.dtype == .float32 ? sgetrf : dgetrf
    var firstSingular: (matrix: Int, pivot: Int)?
    pivots.withUnsafeMutableBufferPointer { pivots in
      for i in 0..<(n == 0 ? 0 : count) {
        var info: Int32 = 0
        getrf(size, size, factors.matrix(i), size, pivots.baseAddress! + i * n, &info)
        if info > 0 && firstSingular == nil { firstSingular = (i, Int(info)) }
      }
    }
    self.pivots = pivots
    singular = firstSingular
  }

  /// Traps where a matrix is singular.
  func checkRegular(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    guard let (matrix, pivot) = singular else { return }
    fail(
      "\(operation): \(ordinal(matrix, of: factors.batchShape)) is singular: pivot \(pivot) of its \(n) is 0, so a row or "
        + "column depends on the others", file: file, line: line)
  }

  /// A⁻¹, in place of the factors; NaN where a matrix is singular.
  func inverse() -> Tensor {
    let getri = factors.dtype == .float32 ? sgetri : dgetri
    let size = [Int32(n)]
    pivots.withUnsafeBufferPointer { pivots in
      withWorkspace(factors.dtype, for: 0..<(n == 0 ? 0 : count)) { i, work, workCount in
        var info: Int32 = 0
        getri(size, factors.matrix(i), size, pivots.baseAddress! + i * n, work, workCount, &info)
        if info > 0 { ck_fill(factors.dtype.kernel, n * n, factors.matrix(i), .nan) }
      }
    }
    return factors
  }

  /// A⁻¹ b, of right-hand sides `(…, n, k)` of the same batch.
  func solve(_ b: Tensor) -> Tensor {
    let columns = b.mT.workingCopy()
    let getrs = factors.dtype == .float32 ? sgetrs : dgetrs
    if columns.elementCount == 0 { return columns.mT }
    let (size, width) = ([Int32(n)], [Int32(b.shape[-1])])
    pivots.withUnsafeBufferPointer { pivots in
      for i in 0..<count {
        var info: Int32 = 0
        getrs(
          "T", size, width, factors.matrix(i), size, pivots.baseAddress! + i * n, columns.matrix(i),
          size,
          &info, 1)
      }
    }
    return columns.mT
  }

  /// The determinants' signs and the logarithms of their magnitudes; or, as `values`, the determinants themselves.
  func determinants() -> (signs: Tensor, logarithms: Tensor, values: Tensor) {
    let diagonal = Tensor(
      factors.storage, offset: factors.offset, shape: [count, n], strides: [n * n, n + 1], dtype: factors.dtype
    ).scalars
    var (signs, logarithms, values) = ([Double](), [Double](), [Double]())
    for i in 0..<count {
      var (sign, logarithm, value) = (1.0, 0.0, 1.0)
      for k in 0..<n {
        let pivot = diagonal[i * n + k]
        if Int(pivots[i * n + k]) != k + 1 {
          sign = -sign
          value = -value
        }
        sign *= pivot.isNaN ? .nan : pivot < 0 ? -1 : pivot == 0 ? 0 : 1
        logarithm += log(pivot.magnitude)
        value *= pivot
      }
      signs.append(sign)
      logarithms.append(logarithm)
      values.append(value)
    }
    func batch(_ numbers: [Double]) -> Tensor {
      Tensor(numbers, dtype: factors.dtype).reshape(factors.batchShape)
    }
    return (batch(signs), batch(logarithms), batch(values))
  }
}
