// The C loops of CKernels, as Swift calls them; CKernels.h says what each does.
//
// They are declared here instead of imported: a module that imports a C module, even internally, makes everyone who
// imports it look for that C module, and pages are compiled with the library's Swift modules alone.

/// A function of one number, in the order of `CKUnary`.
enum UnaryKernel: Int32 {
  case negate, abs, sign, exp, log, sqrt, sin, cos, tanh, sigmoid, relu, square, reciprocal, affine,
    divideBy, power, clamp, floor, round, logClamped, isNan
}

/// A function of two numbers, in the order of `CKBinary`.
enum BinaryKernel: Int32 {
  case add, subtract, multiply, divide, pow, maximum, minimum, sigmoidGradient, tanhGradient, reluGradient,
    equal, notEqual, less, lessEqual, greater, greaterEqual, and, or, xor
}

/// What each thread has for itself, as `CKThread`.
struct ThreadState {
  var recordingIsOff: Int
  var file: UnsafePointer<UInt8>?
  var fileLength: Int
  var line: Int
  var insideLoop: Int

  static var current: UnsafeMutablePointer<ThreadState> { ck_thread().assumingMemoryBound(to: ThreadState.self) }
}

@_extern(c, "ck_trap") func ck_trap()
@_extern(c, "ck_thread") func ck_thread() -> UnsafeMutableRawPointer
@_extern(c, "ck_allocate") func ck_allocate(_ count: Int) -> UnsafeMutableRawPointer?
@_extern(c, "ck_release") func ck_release(_ pointer: UnsafeMutableRawPointer, _ count: Int)
@_extern(c, "ck_thread_count") func ck_thread_count() -> Int32
@_extern(c, "ck_set_thread_count") func ck_set_thread_count(_ count: Int32)
@_extern(c, "ck_unary") func ck_unary(
  _ op: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _ p: Double, _ q: Double)
@_extern(c, "ck_binary") func ck_binary(
  _ op: Int32, _ dtype: Int32, _ n: Int, _ a: UnsafeRawPointer, _ aStride: Int, _ b: UnsafeRawPointer, _ bStride: Int,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_binary_strided") func ck_binary_strided(
  _ op: Int32, _ dtype: Int32, _ rank: Int32, _ size: UnsafePointer<Int>, _ a: UnsafeRawPointer,
  _ aStrides: UnsafePointer<Int>, _ b: UnsafeRawPointer, _ bStrides: UnsafePointer<Int>, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_where") func ck_where(
  _ dtype: Int32, _ n: Int, _ condition: UnsafeRawPointer, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_add_scaled") func ck_add_scaled(
  _ dtype: Int32, _ n: Int, _ a: UnsafeMutableRawPointer, _ b: UnsafeRawPointer, _ scale: Double)
@_extern(c, "ck_fill") func ck_fill(_ dtype: Int32, _ n: Int, _ y: UnsafeMutableRawPointer, _ value: Double)
@_extern(c, "ck_ramp") func ck_ramp(
  _ dtype: Int32, _ n: Int, _ y: UnsafeMutableRawPointer, _ start: Double, _ step: Double)
@_extern(c, "ck_convert") func ck_convert(
  _ from: Int32, _ to: Int32, _ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_copy_strided") func ck_copy_strided(
  _ elementSize: Int32, _ rank: Int32, _ size: UnsafePointer<Int>, _ x: UnsafeRawPointer,
  _ xStrides: UnsafePointer<Int>, _ y: UnsafeMutableRawPointer, _ yStrides: UnsafePointer<Int>)
@_extern(c, "ck_gather") func ck_gather(
  _ dtype: Int32, _ outer: Int, _ n: Int, _ m: Int, _ inner: Int, _ x: UnsafeRawPointer, _ index: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer
) -> Int32
@_extern(c, "ck_scatter_add") func ck_scatter_add(
  _ dtype: Int32, _ outer: Int, _ n: Int, _ m: Int, _ inner: Int, _ x: UnsafeRawPointer, _ index: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer
) -> Int32
@_extern(c, "ck_product") func ck_product(
  _ dtype: Int32, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeRawPointer, _ aRow: Int, _ aColumn: Int,
  _ b: UnsafeRawPointer, _ bRow: Int, _ bColumn: Int, _ bias: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer)
@_extern(c, "ck_products") func ck_products(
  _ dtype: Int32, _ count: Int, _ aAt: UnsafePointer<Int>, _ bAt: UnsafePointer<Int>, _ m: Int, _ n: Int, _ k: Int,
  _ a: UnsafeRawPointer, _ aRow: Int, _ aColumn: Int, _ b: UnsafeRawPointer, _ bRow: Int, _ bColumn: Int,
  _ c: UnsafeMutableRawPointer)
@_extern(c, "ck_philox") func ck_philox(_ seed: UInt64, _ low: UInt64, _ high: UInt64, _ words: UnsafeMutableRawPointer)
@_extern(c, "ck_random_uniform") func ck_random_uniform(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ y: UnsafeMutableRawPointer, _ low: Double,
  _ high: Double)
@_extern(c, "ck_random_normal") func ck_random_normal(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ y: UnsafeMutableRawPointer, _ mean: Double,
  _ deviation: Double)
@_extern(c, "ck_random_exponential") func ck_random_exponential(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ y: UnsafeMutableRawPointer, _ scale: Double)
@_extern(c, "ck_random_below") func ck_random_below(
  _ n: Int, _ seed: UInt64, _ offset: UInt64, _ low: Int64, _ bound: UInt64, _ y: UnsafeMutableRawPointer)
