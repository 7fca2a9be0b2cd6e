import Tensors

/// x / (1 − p) with the probability 1 − p, else 0, element by element; in evaluation x itself (Srivastava et al., 2014).
///
/// Any shape. Which elements are left out depends on the generator's seed alone, never on the machine.
public final class Dropout: Module {
  public let p: Double
  private let generator: Generator

  /// Traps unless p is a probability.
  public init(
    _ p: Double = 0.5, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if !(p >= 0 && p <= 1) { fail("Dropout: \(p) is not a probability", file: file, line: line) }
    self.p = p
    self.generator = generator
  }

  public override func forward(_ x: Tensor) -> Tensor { isTraining ? x.dropout(p, generator: generator) : x }
  public override var extraRepresentation: String { "p=\(p), inplace=False" }
}

/// Whole channels of `(batch, channels, …)` left out, as neighbouring pixels say much the same (Tompson et al., 2014).
public final class Dropout2d: Module {
  public let p: Double
  private let generator: Generator

  /// Traps unless p is a probability.
  public init(
    _ p: Double = 0.5, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if !(p >= 0 && p <= 1) { fail("Dropout2d: \(p) is not a probability", file: file, line: line) }
    self.p = p
    self.generator = generator
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if x.ndim < 3 { fail("Dropout2d: an input of shape \(x.shape) is not (batch, channels, …)") }
    guard isTraining && p > 0 else { return x }
    var shape = Shape(repeatElement(1, count: x.ndim))
    (shape[0], shape[1]) = (x.shape[0], x.shape[1])
    return x * Tensor.ones(shape, dtype: x.dtype).dropout(p, generator: generator)
  }

  public override var extraRepresentation: String { "p=\(p), inplace=False" }
}

extension F {
  /// x / (1 − p) with the probability 1 − p, else 0, element by element; x itself where not `training`.
  public static func dropout(
    _ x: Tensor, _ p: Double = 0.5, training: Bool = true, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { training ? x.dropout(p, generator: generator, file: file, line: line) : x }
}
