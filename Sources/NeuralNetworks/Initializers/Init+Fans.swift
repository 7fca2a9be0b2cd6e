import Glibc
import Tensors

// Variances by the number of connections, so that signals neither grow nor fade from layer to layer.
extension Init {
  /// What follows a layer, by whose slope its samples are enlarged.
  public enum Nonlinearity: Sendable {
    case linear, sigmoid, tanh, relu
    /// With the slope of the negative side.
    case leakyRelu(Double = 0.01)
    case selu
  }

  /// Whether signals are to keep their size on the way forward, or gradients theirs on the way back.
  public enum FanMode: Sendable { case fanIn, fanOut }

  /// By how much a nonlinearity shrinks what passes: √2 of ReLU, 5/3 of tanh, √(2 / (1 + a²)) of the leaky ReLU, ¾ of SELU,
  /// else 1. PyTorch's `calculate_gain`.
  public static func gain(_ nonlinearity: Nonlinearity) -> Double {
    switch nonlinearity {
    case .linear, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .leakyRelu(let slope): (2 / (1 + slope * slope)).squareRoot()
    case .selu: 0.75
    }
  }

  /// How many inputs an output of the layer has, and how many outputs an input.
  ///
  /// Of a weight `(out, in)` these are its sizes; of a convolution's `(out, in, height, width)` they are multiplied by the
  /// kernel's size. Traps below two dimensions.
  public static func fans(
    _ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> (in: Int, out: Int) {
    if tensor.ndim < 2 {
      fail(
        "Init: a tensor of shape \(tensor.shape) has no inputs and outputs to count: this needs the weight of a layer, of two "
          + "dimensions or more", file: file, line: line)
    }
    let field = tensor.shape[2...].reduce(1, *)
    return (tensor.shape[1] * field, tensor.shape[0] * field)
  }

  /// Samples of U(−a, a) with a = gain · √(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010).
  @discardableResult
  public static func xavierUniform_(
    _ tensor: Tensor, gain: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let fans = fans(tensor, file: file, line: line)
    let bound = gain * (6 / Double(fans.in + fans.out)).squareRoot()
    return uniform_(tensor, a: -bound, b: bound, generator: generator, file: file, line: line)
  }

  /// Samples of N(0, s²) with s = gain · √(2 / (fanIn + fanOut)) (Glorot and Bengio, 2010).
  @discardableResult
  public static func xavierNormal_(
    _ tensor: Tensor, gain: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    let fans = fans(tensor, file: file, line: line)
    let std = gain * (2 / Double(fans.in + fans.out)).squareRoot()
    return normal_(tensor, std: std, generator: generator, file: file, line: line)
  }

  /// Samples of U(−b, b) with b = gain · √(3 / fan) (He et al., 2015).
  ///
  /// `a` is the slope of the negative side of the leaky ReLU, which is the nonlinearity where none is given.
  @discardableResult
  public static func kaimingUniform_(
    _ tensor: Tensor, a: Double = 0, mode: FanMode = .fanIn, nonlinearity: Nonlinearity? = nil,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let bound = 3.0.squareRoot() * kaimingDeviation(tensor, a, mode, nonlinearity, file, line)
    return uniform_(tensor, a: -bound, b: bound, generator: generator, file: file, line: line)
  }

  /// Samples of N(0, s²) with s = gain / √fan (He et al., 2015).
  ///
  /// `a` is the slope of the negative side of the leaky ReLU, which is the nonlinearity where none is given.
  @discardableResult
  public static func kaimingNormal_(
    _ tensor: Tensor, a: Double = 0, mode: FanMode = .fanIn, nonlinearity: Nonlinearity? = nil,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let std = kaimingDeviation(tensor, a, mode, nonlinearity, file, line)
    return normal_(tensor, std: std, generator: generator, file: file, line: line)
  }

  private static func kaimingDeviation(
    _ tensor: Tensor, _ a: Double, _ mode: FanMode, _ nonlinearity: Nonlinearity?, _ file: StaticString, _ line: UInt
  ) -> Double {
    let fans = fans(tensor, file: file, line: line)
    let fan = mode == .fanIn ? fans.in : fans.out
    // A tensor without elements has nothing to begin with.
    return gain(nonlinearity ?? .leakyRelu(a)) / Double(max(fan, 1)).squareRoot()
  }
}
