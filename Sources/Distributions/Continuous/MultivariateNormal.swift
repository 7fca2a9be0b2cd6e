import Glibc
import Plotting
import Tensors

/// p(x) = (2π)^(−n/2) |Σ|^(−½) · e^(−½ (x − μ)ᵀ Σ⁻¹ (x − μ)): normal vectors whose components are correlated.
///
/// `MultivariateNormal([0, 0], covariance: [[2, 1], [1, 3]])`, or `scaleTril: L` with Σ = L Lᵀ. μ is `(…, n)`, Σ and
/// L are `(…, n, n)`; what stands before broadcasts to the batch. Computed in double precision. Traps unless Σ is
/// symmetric and positive definite, and L lower triangular with a positive diagonal.
public struct MultivariateNormal: ContinuousDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters
  private let isFactor: Bool

  public init(
    _ loc: some DistributionParameter, covariance: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(loc, covariance, "covariance", isFactor: false, dtype, file, line)
    let matrix = parameters(1).detach()
    let difference = (matrix - matrix.mT).abs()
    require(
      difference <= matrix.abs() * 1e-5 + 1e-12, difference,
      "MultivariateNormal: covariance must be symmetric: an element minus its mirror image must be 0", file, line)
    let least = Linalg.eigvalsh(matrix, file: file, line: line).amin(-1)
    require(
      least > 0, least,
      "MultivariateNormal: covariance must be positive definite: its least eigenvalue must be above 0",
      file, line)
  }

  public init(
    _ loc: some DistributionParameter, scaleTril: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(loc, scaleTril, "scaleTril", isFactor: true, dtype, file, line)
    let matrix = parameters(1).detach()
    require(
      matrix.triu(1) == 0, matrix, "MultivariateNormal: scaleTril must be 0 above the diagonal", file, line)
    let diagonal = matrix.diagonal(dim1: -2, dim2: -1)
    require(diagonal > 0, diagonal, "MultivariateNormal: the diagonal of scaleTril must be positive", file, line)
  }

  private init(
    _ loc: some DistributionParameter, _ matrix: some DistributionParameter, _ label: String, isFactor: Bool,
    _ dtype: DType?, _ file: StaticString, _ line: UInt
  ) {
    self.isFactor = isFactor
    parameters = Parameters(
      "MultivariateNormal", ["loc": (loc, .finite), label: (matrix, .finite)], eventRanks: [1, 2], dtype: dtype,
      file: file, line: line)
    let (n, size) = (parameters(0).shape[-1], parameters(1).shape)
    if n == 0 || size[-1] != n || size[-2] != n {
      fail(
        "MultivariateNormal: for a loc of shape \(parameters(0).shape) \(label) must be \(n) by \(n), and has shape \(size)",
        file: file, line: line)
    }
  }

  var n: Int { parameters(0).shape[-1] }
  var mu: Tensor { parameters(0) }
  /// L, `(…, n, n)`
  var factor: Tensor { isFactor ? parameters(1) : Linalg.cholesky(parameters(1)) }
  /// Σ, `(…, n, n)`
  var sigma: Tensor { isFactor ? matmul(factor, factor.mT) : parameters(1) }

  /// μ, `(batchShape…, n)`
  public var loc: Tensor { parameters(0).to(dtype).expand(shape(of: []) + [n]) }
  /// Σ, `(batchShape…, n, n)`
  public var covariance: Tensor { sigma.to(dtype).expand(shape(of: []) + [n, n]) }
  /// L with Σ = L Lᵀ, `(batchShape…, n, n)`
  public var scaleTril: Tensor { factor.to(dtype).expand(shape(of: []) + [n, n]) }

  /// −½ |L⁻¹ (x − μ)|² − ln |L| − n/2 · ln 2π
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    guard x.ndim > 0, x.shape[-1] == n else {
      fail(
        "MultivariateNormal.logProb: values must be vectors of \(n) numbers, (…, \(n)), and have shape \(x.shape)",
        file: file, line: line)
    }
    let shape = commonShape("logProb", x.select(-1, 0), file, line)
    let factor = self.factor
    let difference = (x.to(.float64) - mu).expand(shape + [n])
    let white = columns(of: difference) { Linalg.solveTriangular(factor, $0, upper: false) }
    let logDeterminant = factor.diagonal(dim1: -2, dim2: -1).log().sum(-1)
    let constant = Double(n) * log(2 * .pi) / 2
    return (white.square().sum(-1) * -0.5 - (logDeterminant + constant)).to(parameters.type(at: x))
  }

  /// A linear map of vectors `(…, batchShape…, n)`, done on the columns of `(batchShape…, n, samples)` at once: so a
  /// matrix is not copied for each sample.
  private func columns(of x: Tensor, _ map: (Tensor) -> Tensor) -> Tensor {
    let batch = parameters.shape
    let lead = Shape(x.shape.dropLast(batch.count + 1))
    let rows = x.reshape([lead.elementCount] + batch + [n])
    return map(rows.movedim(0, -1)).movedim(-1, 0).reshape(lead + batch + [n])
  }

  /// μ + Lε with ε of N(0, I)
  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let noise = Tensor.randn(shape(of: sampleShape) + [n], dtype: dtype, generator: generator)
    let factor = self.factor.to(dtype)
    return parameters(0, dtype) + columns(of: noise) { matmul(factor, $0) }
  }

  /// μ
  public var mean: Tensor { loc }
  /// The diagonal of Σ: the components' variances
  public var variance: Tensor { covariance.diagonal(dim1: -2, dim2: -1) }
  /// μ
  public var mode: Tensor { loc.detach() }
  /// n/2 · (1 + ln 2π) + ln |L|
  public func entropy() -> Tensor {
    parameters.moment(factor.diagonal(dim1: -2, dim2: -1).log().sum(-1) + Double(n) * (1 + log(2 * .pi)) / 2)
  }

  public var support: Support { .vectors(n) }
  public var eventShape: Shape { [n] }
}
