import Tensors

/// Scores of classes as rows, and the class of each row.
struct ClassTarget {
  /// `(rows, classes)`
  let input: Tensor
  /// `(rows)`, int64
  let classes: Tensor
  /// The target's own shape, which losses that stay single have.
  private let shape: Shape
  private let loss: String

  /// Of scores `(n, classes)` and a target `(n)`, `(n, classes, d…)` and `(n, d…)`, or `(classes)` and a single number.
  ///
  /// Traps where they are anything else, and says what to write.
  init(_ loss: String, _ input: Tensor, _ target: Tensor, _ file: StaticString, _ line: UInt) {
    if !input.dtype.isFloatingPoint || input.shape.isEmpty {
      fail(
        "\(loss): the input must be (batch, classes) of floating-point numbers, and is \(input.shape) of \(input.dtype)",
        file: file, line: line)
    }
    var wanted = Array(input.shape)
    wanted.remove(at: input.ndim == 1 ? 0 : 1)
    if target.shape != Shape(wanted) {
      let isColumn = target.shape == Shape(wanted + [1])
      fail(
        "\(loss): for an input of shape \(input.shape) the target's shape must be \(Shape(wanted)), a class each, and is "
          + "\(target.shape)" + (isColumn ? ": write target.squeeze(-1)" : ""), file: file, line: line)
    }
    if target.dtype != .int64 {
      fail(
        "\(loss): the target's classes must be int64, not \(target.dtype): write target.long(), or make it with "
          + "Tensor([0, 2, 1], dtype: .int64)", file: file, line: line)
    }
    let classCount = input.shape[input.ndim == 1 ? 0 : 1]
    if input.ndim > 2 {
      let inner = input.shape[2...].reduce(1, *)
      self.input = input.reshape([input.shape[0], classCount, inner]).transpose(1, 2)
        .reshape([input.shape[0] * inner, classCount])
    } else {
      self.input = input.ndim == 1 ? input.unsqueeze(0) : input
    }
    classes = target.reshape([target.elementCount])
    shape = target.shape
    self.loss = loss
  }

  /// Factors for the classes in the input's type. Traps unless there is one each.
  func weight(_ weight: Tensor?, _ file: StaticString, _ line: UInt) -> Tensor? {
    guard let weight else { return nil }
    if weight.shape != [input.shape[1]] {
      fail(
        "\(loss): there must be a weight for each of the \(input.shape[1]) classes, in shape [\(input.shape[1])], not "
          + "\(weight.shape)", file: file, line: line)
    }
    return weight.detach().to(input.dtype).contiguous()
  }

  /// The rows' losses in the target's shape.
  func inShape(_ losses: Tensor) -> Tensor { losses.reshape(shape) }

  func failClass(row: Int, _ file: StaticString, _ line: UInt) -> Never {
    let wrong = Int(exactly: classes[row].item() as Double) ?? .max
    fail(
      "\(loss): class \(wrong) in row \(row) of the target is outside 0 ..< \(input.shape[1]), the input's classes",
      file: file, line: line)
  }
}
