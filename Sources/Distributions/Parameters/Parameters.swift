import Tensors

/// The checked parameters of a distribution.
///
/// They are kept as they were given, and broadcast and converted only when asked for: an operation that was recorded
/// when the distribution was made would be gone after the first `backward()`.
struct Parameters: CustomStringConvertible {
  let name: String
  private let labels: [String]
  private let values: [Tensor]
  /// The type of samples and moments.
  let dtype: DType
  /// What the parameters broadcast to.
  var shape: Shape
  /// Whether all are plain numbers and no type was asked for: then results are of x's type.
  private let isUntyped: Bool

  /// Traps where a rule does not hold, and where the shapes do not match. Of each parameter as many last dimensions as
  /// `eventRanks` says belong to the event.
  init(
    _ name: String, _ parameters: KeyValuePairs<String, (value: any DistributionValue, rule: ParameterRule)>,
    eventRanks: [Int] = [], dtype: DType?, file: StaticString, line: UInt
  ) {
    self.name = name
    labels = parameters.map(\.key)
    let given = parameters.map(\.value.value)
    values = given.map {
      let tensor = $0.valueTensor
      return tensor.dtype.isFloatingPoint ? tensor : tensor.to(.float64)
    }
    if let dtype, !dtype.isFloatingPoint {
      fail("\(name): dtype must be float32 or float64, and is \(dtype)", file: file, line: line)
    }
    let isDouble = given.contains { !$0.isPlainNumber && $0.valueTensor.dtype == .float64 }
    self.dtype = dtype ?? (isDouble ? .float64 : .float32)
    isUntyped = dtype == nil && given.allSatisfy(\.isPlainNumber)
    var shape = Shape()
    for (index, value) in values.enumerated() {
      let eventRank = index < eventRanks.count ? eventRanks[index] : 0
      if value.ndim < eventRank {
        fail(
          "\(name): \(labels[index]) needs \(eventRank == 1 ? "a dimension" : "\(eventRank) dimensions"), and has shape "
            + "\(value.shape)", file: file, line: line)
      }
      guard let both = Shape.broadcast(shape, Shape(value.shape.dropLast(eventRank))) else {
        fail(
          "\(name): the shapes of the parameters do not match: "
            + zip(labels, values).map { "\($0) \($1.shape)" }.joined(separator: ", "), file: file, line: line)
      }
      shape = both
    }
    self.shape = shape
    for (index, parameter) in parameters.enumerated() {
      let value = values[index].detach()
      let rule = parameter.value.rule
      require(rule.holds(value), value, "\(name): \(parameter.key) \(rule.rawValue)", file, line)
    }
  }

  /// A parameter as the distribution shows it: of its type and batch shape.
  subscript(index: Int) -> Tensor { values[index].to(dtype).expand(shape) }

  /// A parameter for computing, as it was given but for its type.
  func callAsFunction(_ index: Int, _ dtype: DType = .float64) -> Tensor { values[index].to(dtype) }

  /// The type of a function's result at x.
  func type(at x: Tensor) -> DType {
    if !x.dtype.isFloatingPoint { return dtype }
    return isUntyped || x.dtype == .float64 ? x.dtype : dtype
  }

  /// A result that was computed in double precision, as moments are shown: of the distribution's type and batch shape.
  func moment(_ value: Tensor) -> Tensor { value.to(dtype).expand(shape) }

  /// A parameter's only value; nil where it has a shape, or gradients flow to it.
  func number(of index: Int) -> Double? {
    let value = values[index]
    return value.shape.isEmpty && !value.requiresGrad ? value.item() : nil
  }

  /// loc + scale · noise: in place where both are plain numbers and the noise is outside the graph.
  func moved(_ noise: Tensor, loc: Int = 0, scale: Int = 1) -> Tensor {
    guard let shift = number(of: loc), let factor = number(of: scale), !noise.requiresGrad else {
      return self(loc, dtype) + self(scale, dtype) * noise
    }
    if factor != 1 { noise.mul_(factor) }
    if shift != 0 { noise.add_(shift) }
    return noise
  }

  /// `Normal(loc: 0, scale: 1)`; a list is shown as far as it is short.
  var description: String {
    let texts = zip(labels, values).map { label, value in "\(label): \(text(value))" }
    return "\(name)(\(texts.joined(separator: ", ")))"
  }

  /// The parameters' values at a place of the batch, for a legend: `loc: 0, scale: 1`, without those that are the same
  /// everywhere.
  func text(at place: Int) -> String {
    let all = zip(labels, values).filter { $1.elementCount > 1 && Shape.broadcast($1.shape, shape) == shape }
    return all.map { label, value in
      let row = value.detach().expand(shape).contiguous().view(-1)
      return "\(label) \(text(row[place]))"
    }.joined(separator: ", ")
  }

  /// With no more digits than the distribution computes with.
  private func text(_ value: Tensor) -> String {
    let value = value.detach()
    if value.shape.isEmpty { return numberText(value.item(), isUntyped || dtype == .float64 ? value.dtype : dtype) }
    if value.elementCount > 12 || value.shape.contains(0) { return "a tensor of shape \(value.shape)" }
    return "[" + value.unbind().map { text($0) }.joined(separator: ", ") + "]"
  }
}
