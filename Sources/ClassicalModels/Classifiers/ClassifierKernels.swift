// The C loops of CKernels, as Swift calls them; nearest.h, logistic.h, support_vectors.h and
// scaled_squares.h say what each does.

import Tensors

extension Tensor {
  /// Calls `body` with the address of the elements, in single or double precision.
  func withFloats<R>(_ body: (UnsafeRawPointer) -> R) -> R {
    dtype == .float32
      ? withElements(as: Float.self) { body($0.baseAddress!) } : withElements(as: Double.self) { body($0.baseAddress!) }
  }
}

/// As `CKLogistic`.
struct LogisticData {
  var dtype: Int32
  var n: Int
  var d: Int
  var classes: Int
  var x: UnsafeRawPointer?
  var y: UnsafePointer<Int64>?
  var classWeights: UnsafePointer<Double>?
}

/// As `CKSupportVectors`.
struct SupportVectorProblem {
  var kernel: Int32
  var gamma: Double
  var constant: Double
  var degree: Double
  var dtype: Int32
  var d: Int
  var x: UnsafeRawPointer?
  var n: Int
  var at: UnsafePointer<Int64>?
  var y: UnsafePointer<Int8>?
  var c: UnsafePointer<Double>?
  var tolerance: Double
  var mostIterations: Int
  var cacheBytes: Int
}

@_extern(c, "ck_logistic") func ck_logistic(
  _ data: UnsafeRawPointer, _ weights: UnsafeRawPointer, _ biases: UnsafePointer<Double>,
  _ weightGradient: UnsafeMutablePointer<Double>, _ biasGradient: UnsafeMutablePointer<Double>
) -> Double
@_extern(c, "ck_nearest") func ck_nearest(
  _ metric: Int32, _ dtype: Int32, _ m: Int, _ n: Int, _ d: Int, _ k: Int, _ q: UnsafeRawPointer,
  _ x: UnsafeRawPointer, _ distances: UnsafeMutablePointer<Double>, _ positions: UnsafeMutablePointer<Int64>)
@_extern(c, "ck_support_vectors") func ck_support_vectors(
  _ problem: UnsafeRawPointer, _ alpha: UnsafeMutablePointer<Double>,
  _ rho: UnsafeMutablePointer<Double>
) -> Int
@_extern(c, "ck_scaled_squares") func ck_scaled_squares(
  _ n: Int, _ k: Int, _ d: Int, _ x: UnsafePointer<Double>, _ centres: UnsafePointer<Double>,
  _ weights: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>)
