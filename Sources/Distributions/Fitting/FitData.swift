import Tensors

/// The data of a maximum-likelihood fit, checked and in double precision.
struct FitData {
  let name: String
  /// A vector of numbers, or a matrix with a row for each vector.
  let values: Tensor
  /// The type of the fitted parameters.
  let dtype: DType
  private let file: StaticString
  private let line: UInt

  /// Takes all elements as numbers. Traps where there are none, where one is not finite, and where one is outside the
  /// support.
  init(_ name: String, _ data: some DistributionValue, _ support: Support, _ file: StaticString, _ line: UInt) {
    let tensor = data.valueTensor.detach()
    self.init(name, data, tensor.reshape(-1), file, line)
    let isPossible = support.contains(tensor.to(.float64))
    require(isPossible, tensor, "\(name).fit: data must be in the support \(support)", file, line)
  }

  /// Takes the rows of a matrix as vectors.
  init(vectors name: String, _ data: some DistributionValue, _ file: StaticString, _ line: UInt) {
    let tensor = data.valueTensor.detach()
    if tensor.ndim != 2 || tensor.shape[1] == 0 {
      fail(
        "\(name).fit: data must be a matrix with a row for each vector, and have shape \(tensor.shape)", file: file,
        line: line)
    }
    self.init(name, data, tensor, file, line)
  }

  private init(
    _ name: String, _ data: some DistributionValue, _ values: Tensor, _ file: StaticString, _ line: UInt
  ) {
    (self.name, self.file, self.line) = (name, file, line)
    if values.elementCount == 0 { fail("\(name).fit: there are no data", file: file, line: line) }
    require(values.isfinite(), values, "\(name).fit: data must be finite", file, line)
    dtype = !data.isPlainNumber && values.dtype == .float64 ? .float64 : .float32
    self.values = values.to(.float64)
  }

  var mean: Double { values.mean().item() }

  /// Ends the cell where the likelihood has no maximum.
  func refuse(_ isRefused: Bool, _ reason: @autoclosure () -> String) {
    if isRefused { fail("\(name).fit: \(reason())", file: file, line: line) }
  }

  /// Refuses data that are all the same number.
  func refuseConstant(_ consequence: String) {
    let least: Double = values.min().item(), greatest: Double = values.max().item()
    refuse(
      least == greatest,
      "all \(values.elementCount) values are \(numberText(least, dtype)): \(consequence)")
  }
}
