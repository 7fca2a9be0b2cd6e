import Tensors

/// ½ d² where |d| ≤ delta, else delta (|d| − ½ delta), with d = input − target: squared near the target and straight far from
/// it, where outliers are (Huber, 1964).
///
/// Both of one shape, else it traps; the result is their mean unless another reduction is asked for. Traps unless delta is
/// positive.
public struct HuberLoss: CustomStringConvertible {
  public let reduction: Reduction
  public let delta: Double

  public init(reduction: Reduction = .mean, delta: Double = 1) {
    self.reduction = reduction
    self.delta = delta
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.huberLoss(input, target, reduction: reduction, delta: delta, file: file, line: line) }

  public var description: String { "HuberLoss()" }
}

/// The Huber loss divided by beta: ½ d² / beta where |d| < beta, else |d| − ½ beta. With a beta of 0 it is ``L1Loss``.
///
/// Both of one shape, else it traps. (Girshick, “Fast R-CNN”, 2015.)
public struct SmoothL1Loss: CustomStringConvertible {
  public let reduction: Reduction
  public let beta: Double

  public init(reduction: Reduction = .mean, beta: Double = 1) {
    self.reduction = reduction
    self.beta = beta
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.smoothL1Loss(input, target, reduction: reduction, beta: beta, file: file, line: line) }

  public var description: String { "SmoothL1Loss()" }
}

extension F {
  /// ½ d² where |d| ≤ delta, else delta (|d| − ½ delta)
  public static func huberLoss(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, delta: Double = 1, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if !(delta > 0) { fail("HuberLoss: delta must be positive, and is \(delta)", file: file, line: line) }
    let (x, t) = comparable("HuberLoss", input, target, file, line)
    return reduction(.huber(delta: delta), x, t)
  }

  /// ½ d² / beta where |d| < beta, else |d| − ½ beta
  public static func smoothL1Loss(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, beta: Double = 1, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if !(beta >= 0) { fail("SmoothL1Loss: beta must not be negative, and is \(beta)", file: file, line: line) }
    let (x, t) = comparable("SmoothL1Loss", input, target, file, line)
    return beta == 0 ? reduction(.absoluteError, x, t) : reduction(.huber(delta: beta), x, t) / beta
  }
}
