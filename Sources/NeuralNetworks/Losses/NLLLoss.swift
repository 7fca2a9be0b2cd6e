import Tensors

/// −xₖ: the negative logarithm of the probability of class k, of inputs that are logarithms of probabilities.
///
/// The input is `(batch, classes)`, made by ``Tensor/logSoftmax(dim:file:line:)`` perhaps, and the target `(batch)` of int64,
/// the class of each row; both may have more dimensions behind. After a log-softmax it is ``CrossEntropyLoss``. Traps where
/// shapes or types are others, and where a class does not exist.
public struct NLLLoss: CustomStringConvertible {
  /// A factor for each class; a mean is then divided by the sum of the rows' weights.
  public let weight: Tensor?
  /// The class of rows that do not count, such as padding.
  public let ignoreIndex: Int
  public let reduction: Reduction

  public init(weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    self.reduction = reduction
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    F.nllLoss(
      input, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction, file: file, line: line)
  }

  public var description: String { "NLLLoss()" }
}

extension F {
  /// −xₖ
  public static func nllLoss(
    _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let rows = ClassTarget("NLLLoss", input, target, file, line)
    let weight = rows.weight(weight, file, line) ?? Tensor.ones([rows.input.shape[1]], dtype: input.dtype)
    let counts = rows.classes != Double(ignoreIndex)
    let isOutside = counts & ((rows.classes < 0) | (rows.classes >= Double(rows.input.shape[1])))
    if let row = isOutside.scalars.firstIndex(of: 1) { rows.failClass(row: row, file, line) }

    // Rows that do not count look at class 0, and what they see there is replaced by 0.
    let zero = Tensor.zeros([], dtype: input.dtype)
    let classes = Tensor.where(counts, rows.classes, Tensor.zeros([], dtype: .int64))
    let factors = Tensor.where(counts, weight.gather(0, classes), zero)
    let picked = rows.input.gather(1, classes.unsqueeze(1)).squeeze(1)
    let losses = -Tensor.where(counts, picked, zero) * factors
    return reduction == .mean ? losses.sum() / factors.sum() : reduction(rows.inShape(losses))
  }
}
