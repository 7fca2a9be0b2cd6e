// The routines of LAPACK (Anderson et al., “LAPACK Users' Guide”, 1999) that are used here, as libopenblas has them.
//
// They are Fortran's: everything is passed by address, integers have 32 bits, matrices lie column after column, and the lengths
// of the character arguments follow at the end. A tensor's matrix, which lies row after row, is to them its transpose.

typealias Size = UnsafePointer<Int32>
typealias Letter = UnsafePointer<CChar>
typealias Numbers = UnsafeMutableRawPointer
typealias Integers = UnsafeMutablePointer<Int32>

// P A = L U, and what is solved with it.
@_extern(c, "sgetrf_") func sgetrf(
  _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ pivots: Integers, _ info: Integers)
@_extern(c, "dgetrf_") func dgetrf(
  _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ pivots: Integers, _ info: Integers)
@_extern(c, "sgetrs_") func sgetrs(
  _ trans: Letter, _ n: Size, _ columns: Size, _ a: Numbers, _ lda: Size, _ pivots: Size, _ b: Numbers, _ ldb: Size,
  _ info: Integers, _ length: Int)
@_extern(c, "dgetrs_") func dgetrs(
  _ trans: Letter, _ n: Size, _ columns: Size, _ a: Numbers, _ lda: Size, _ pivots: Size, _ b: Numbers, _ ldb: Size,
  _ info: Integers, _ length: Int)
@_extern(c, "sgetri_") func sgetri(
  _ n: Size, _ a: Numbers, _ lda: Size, _ pivots: Size, _ work: Numbers, _ workCount: Size, _ info: Integers)
@_extern(c, "dgetri_") func dgetri(
  _ n: Size, _ a: Numbers, _ lda: Size, _ pivots: Size, _ work: Numbers, _ workCount: Size, _ info: Integers)

// A = L Lᵀ, and triangular systems.
@_extern(c, "spotrf_") func spotrf(
  _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ info: Integers, _ length: Int)
@_extern(c, "dpotrf_") func dpotrf(
  _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ info: Integers, _ length: Int)
@_extern(c, "strtrs_") func strtrs(
  _ uplo: Letter, _ trans: Letter, _ diag: Letter, _ n: Size, _ columns: Size, _ a: Numbers, _ lda: Size, _ b: Numbers,
  _ ldb: Size, _ info: Integers, _ length1: Int, _ length2: Int, _ length3: Int)
@_extern(c, "dtrtrs_") func dtrtrs(
  _ uplo: Letter, _ trans: Letter, _ diag: Letter, _ n: Size, _ columns: Size, _ a: Numbers, _ lda: Size, _ b: Numbers,
  _ ldb: Size, _ info: Integers, _ length1: Int, _ length2: Int, _ length3: Int)

// A = Q R, Q first as reflections and then as a matrix.
@_extern(c, "sgeqrf_") func sgeqrf(
  _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ tau: Numbers, _ work: Numbers, _ workCount: Size, _ info: Integers)
@_extern(c, "dgeqrf_") func dgeqrf(
  _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ tau: Numbers, _ work: Numbers, _ workCount: Size, _ info: Integers)
@_extern(c, "sorgqr_") func sorgqr(
  _ m: Size, _ n: Size, _ k: Size, _ a: Numbers, _ lda: Size, _ tau: Numbers, _ work: Numbers, _ workCount: Size,
  _ info: Integers)
@_extern(c, "dorgqr_") func dorgqr(
  _ m: Size, _ n: Size, _ k: Size, _ a: Numbers, _ lda: Size, _ tau: Numbers, _ work: Numbers, _ workCount: Size,
  _ info: Integers)

// A = U Σ Vᵀ, and A = V Λ Vᵀ of a symmetric matrix, both by divide and conquer.
@_extern(c, "sgesdd_") func sgesdd(
  _ job: Letter, _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ s: Numbers, _ u: Numbers, _ ldu: Size,
  _ vt: Numbers,
  _ ldvt: Size, _ work: Numbers, _ workCount: Size, _ integerWork: Integers, _ info: Integers, _ length: Int)
@_extern(c, "dgesdd_") func dgesdd(
  _ job: Letter, _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ s: Numbers, _ u: Numbers, _ ldu: Size,
  _ vt: Numbers,
  _ ldvt: Size, _ work: Numbers, _ workCount: Size, _ integerWork: Integers, _ info: Integers, _ length: Int)
@_extern(c, "ssyevd_") func ssyevd(
  _ job: Letter, _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ w: Numbers, _ work: Numbers, _ workCount: Size,
  _ integerWork: Integers, _ integerWorkCount: Size, _ info: Integers, _ length1: Int, _ length2: Int)
@_extern(c, "dsyevd_") func dsyevd(
  _ job: Letter, _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ w: Numbers, _ work: Numbers, _ workCount: Size,
  _ integerWork: Integers, _ integerWorkCount: Size, _ info: Integers, _ length1: Int, _ length2: Int)

// Some of a symmetric matrix's eigenvectors.
@_extern(c, "ssyevr_") func ssyevr(
  _ job: Letter, _ range: Letter, _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ lower: UnsafeRawPointer,
  _ upper: UnsafeRawPointer, _ first: Size, _ last: Size, _ tolerance: UnsafeRawPointer, _ found: Integers,
  _ w: Numbers, _ z: Numbers,
  _ ldz: Size, _ support: Integers, _ work: Numbers, _ workCount: Size, _ integerWork: Integers,
  _ integerWorkCount: Size, _ info: Integers, _ length1: Int, _ length2: Int, _ length3: Int)
@_extern(c, "dsyevr_") func dsyevr(
  _ job: Letter, _ range: Letter, _ uplo: Letter, _ n: Size, _ a: Numbers, _ lda: Size, _ lower: UnsafeRawPointer,
  _ upper: UnsafeRawPointer, _ first: Size, _ last: Size, _ tolerance: UnsafeRawPointer, _ found: Integers,
  _ w: Numbers, _ z: Numbers,
  _ ldz: Size, _ support: Integers, _ work: Numbers, _ workCount: Size, _ integerWork: Integers,
  _ integerWorkCount: Size, _ info: Integers, _ length1: Int, _ length2: Int, _ length3: Int)

// A = Z T Zᵀ with T triangular, but for 2 × 2 blocks where it is real; and triangular Sylvester equations.
@_extern(c, "dgees_") func dgees(
  _ job: Letter, _ sort: Letter, _ select: UnsafeRawPointer?, _ n: Size, _ a: Numbers, _ lda: Size,
  _ selected: Integers,
  _ real: Numbers, _ imaginary: Numbers, _ z: Numbers, _ ldz: Size, _ work: Numbers, _ workCount: Size,
  _ logicalWork: Integers, _ info: Integers, _ length1: Int, _ length2: Int)
@_extern(c, "zgees_") func zgees(
  _ job: Letter, _ sort: Letter, _ select: UnsafeRawPointer?, _ n: Size, _ a: Numbers, _ lda: Size,
  _ selected: Integers,
  _ w: Numbers, _ z: Numbers, _ ldz: Size, _ work: Numbers, _ workCount: Size, _ realWork: Numbers,
  _ logicalWork: Integers, _ info: Integers, _ length1: Int, _ length2: Int)
@_extern(c, "dtrsyl_") func dtrsyl(
  _ transA: Letter, _ transB: Letter, _ sign: Size, _ m: Size, _ n: Size, _ a: Numbers, _ lda: Size, _ b: Numbers,
  _ ldb: Size, _ c: Numbers, _ ldc: Size, _ scale: Numbers, _ info: Integers, _ length1: Int, _ length2: Int)

/// Calls a routine for each matrix, with memory for it to work in: how much, as a number of the given type, it says itself when
/// it is called with a count of −1, which happens once before the others.
func withWorkspace(
  _ dtype: DType, for matrices: Range<Int>, _ call: (_ index: Int, _ work: Numbers, _ count: Size) -> Void
) {
  guard let first = matrices.first else { return }
  var needed = 0.0
  call(first, &needed, [-1])
  let asked = withUnsafeBytes(of: needed) {
    dtype == .float32 ? Double($0.load(as: Float.self)) : $0.load(as: Double.self)
  }
  // In single precision a large count may have been rounded down.
  let count = Swift.max(1, Int(asked * (1 + 0x1p-22)) + 1)
  let work = Numbers.allocate(byteCount: count * 16, alignment: 64)
  defer { work.deallocate() }
  let counts = [Int32(clamping: count)]
  for index in matrices { call(index, work, counts) }
}

/// Integers for a routine to work with.
func withIntegers<R>(_ count: Int, _ body: (Integers) -> R) -> R {
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: Swift.max(1, count)) {
    $0.initialize(repeating: 0)
    return body($0.baseAddress!)
  }
}
