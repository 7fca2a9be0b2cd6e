import Tensors

/// A distribution that is given by parameters which broadcast.
protocol Parameterised: Expandable {
  var parameters: Parameters { get set }
}

/// A distribution that can be repeated over a larger batch, whose members are drawn independently.
protocol Expandable: Distribution {
  func expanded(to batchShape: Shape) -> Self
}

extension Parameterised {
  public var batchShape: Shape { parameters.shape }
  public var dtype: DType { parameters.dtype }
  public var description: String { parameters.description }

  func expanded(to batchShape: Shape) -> Self {
    var copy = self
    copy.parameters.shape = batchShape
    return copy
  }

  /// What x and the batch broadcast to.
  func commonShape(_ function: String, _ x: Tensor, _ file: StaticString, _ line: UInt) -> Shape {
    if let shape = Shape.broadcast(x.shape, parameters.shape) { return shape }
    fail(
      "\(parameters.name).\(function): values of shape \(x.shape) do not match a batch of shape \(parameters.shape)",
      file: file, line: line)
  }

  /// `sampleShape` with the batch's behind it.
  func shape(of sampleShape: Shape) -> Shape { sampleShape + parameters.shape }
}

extension Distribution {
  /// This distribution over a larger batch; one that is the student's own stays as it is.
  func repeated(over batchShape: Shape) -> Self {
    if batchShape == self.batchShape { return self }
    guard let distribution = self as? any Expandable else { return self }
    return distribution.expanded(to: batchShape) as! Self
  }
}
