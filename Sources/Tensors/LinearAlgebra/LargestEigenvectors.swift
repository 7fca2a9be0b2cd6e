extension Linalg {
  /// The `count` largest eigenvalues of a symmetric matrix `(n, n)` in double precision, the largest first, and their
  /// orthonormal eigenvectors, `(count, n)`; outside the graph.
  ///
  /// Few of many are computed in the given precision, with some more than are asked for, and what these vectors span is
  /// then decomposed in double precision (Rayleigh and Ritz).
  package static func largestEigenvectors(
    of a: Tensor, _ count: Int, precision: DType
  ) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
    let a = a.detach(), spanning = count + 10
    guard 3 * spanning < a.shape[0], let vectors = lastEigenvectors(of: a.to(precision), spanning) else {
      let (values, vectors) = eigh(a)
      return (values.flip(0)[0..<count], vectors.t().flip(0)[0..<count])
    }
    let q = qr(vectors.to(.float64).t()).q
    let (values, turns) = eigh(matmul(q.t(), matmul(a, q)))
    return (values.flip(0)[0..<count], matmul(turns.t(), q.t()).flip(0)[0..<count])
  }

  /// The last eigenvectors as rows, by bisection and inverse iteration; nil where these fail.
  private static func lastEigenvectors(of a: Tensor, _ count: Int) -> Tensor? {
    let n = a.shape[0], size = [Int32(n)], range = (first: [Int32(n - count + 1)], last: size)
    let syevr = a.dtype == .float32 ? ssyevr : dsyevr
    let matrix = a.workingCopy(), values = Tensor(uninitialised: [n], a.dtype)
    let vectors = Tensor(uninitialised: [count, n], a.dtype)
    let zero = [0.0]
    var (found, info) = (Int32(0), Int32(0))
    withIntegers(2 * n) { support in
      withIntegers(10 * n) { integers in
        withWorkspace(a.dtype, for: 0..<1) { _, work, workCount in
          let integerCount = [workCount[0] == -1 ? -1 : Int32(10 * n)]
          // LAPACK's upper triangle is the lower one here.
          syevr(
            "V", "I", "U", size, matrix.pointer, size, zero, zero, range.first, range.last, zero, &found,
            values.pointer, vectors.pointer, size, support, work, workCount, integers, integerCount, &info, 1, 1, 1)
        }
      }
    }
    return info == 0 && Int(found) == count ? vectors : nil
  }
}
