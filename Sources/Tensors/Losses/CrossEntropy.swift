/// What the cross-entropies of rows of logits against classes are made with.
package struct ClassLoss {
  /// A factor for each class, contiguous and of the logits' type.
  package let weight: Tensor?
  /// The share of the target that is spread evenly over the classes (Szegedy et al., 2016).
  package let smoothing: Double
  /// The class whose rows count nothing.
  package let ignoredClass: Int

  package init(weight: Tensor?, smoothing: Double, ignoredClass: Int) {
    self.weight = weight
    self.smoothing = smoothing
    self.ignoredClass = ignoredClass
  }

  /// The losses of rows `(n, classes)` against class indices `(n)`: each row's, or their sum, divided by the sum of the
  /// rows' weights where the mean is asked for.
  ///
  /// One pass over the logits, of which nothing is kept but log Σ e^x of each row. Hands the row of a class that does not
  /// exist to `fail`.
  package func callAsFunction(_ logits: Tensor, _ classes: Tensor, _ reduction: Result, fail: (Int) -> Never) -> Tensor
  {
    let x = logits.contiguous()
    let k = classes.contiguous()
    let losses = Tensor(uninitialised: k.shape, x.dtype)
    let logSums = Tensor(uninitialised: k.shape, x.dtype)
    var sums = (losses: 0.0, weights: 0.0)
    let wrong = withClassification(x, k) {
      ck_cross_entropy(x.dtype.kernel, $0, losses.pointer, logSums.pointer, &sums)
    }
    if wrong >= 0 { fail(wrong) }
    let scale = reduction == .mean ? 1 / sums.weights : 1
    let y = reduction == .each ? losses : Tensor.full([], sums.losses * scale, dtype: x.dtype)
    // The statistics come as inputs so that the graph holds them, and lets go of them with everything else.
    let inputs = [x, k, logSums] + (weight.map { [$0] } ?? [])
    return y.made(by: "CrossEntropyLossBackward0", from: inputs, reads: .inputs) {
      let g = $0.gradient
      $0.pass(to: 0, Recording.isOn ? slope($0[0], $0[1], g * scale) : fusedSlope($0[0], $0[1], $0[2], g, scale))
    }
  }

  /// What becomes of the rows' losses.
  package enum Result { case each, sum, mean }

  /// The gradient with respect to the logits: softmax(x) as large as the row's target, less the target.
  private func slope(_ x: Tensor, _ classes: Tensor, _ g: Tensor) -> Tensor {
    let (rows, n) = (x.shape[0], x.shape[1])
    let counts = (classes != Double(ignoredClass)).unsqueeze(1)
    let own = Tensor.where(counts, classes.unsqueeze(1), Tensor.zeros([], dtype: .int64))
    let factor = weight ?? Tensor.ones([n], dtype: x.dtype)
    let target =
      Tensor.zeros([rows, n], dtype: x.dtype).scatterAdd(1, own, Tensor.full([rows, 1], 1 - smoothing, dtype: x.dtype))
      * factor + factor * (smoothing / Double(n))
    let counted = target * counts.to(x.dtype)
    return (x.softmax(dim: 1) * counted.sum(dim: 1, keepDim: true) - counted) * (g.shape.isEmpty ? g : g.unsqueeze(1))
  }

  private func fusedSlope(_ x: Tensor, _ classes: Tensor, _ logSums: Tensor, _ g: Tensor, _ scale: Double) -> Tensor {
    let y = Tensor(uninitialised: x.shape, x.dtype)
    let g = g.contiguous()
    withClassification(x, classes) {
      ck_cross_entropy_slope(
        x.dtype.kernel, $0, logSums.pointer, g.pointer, g.shape == classes.shape ? 1 : 0, scale, y.pointer)
    }
    return y
  }

  /// As `CKClassification`.
  private struct Classification {
    var rows: Int
    var n: Int
    var x: UnsafeMutableRawPointer
    var classes: UnsafeMutableRawPointer
    var weight: UnsafeMutableRawPointer?
    var smoothing: Double
    var ignored: Int64
  }

  private func withClassification<R>(_ x: Tensor, _ classes: Tensor, _ body: (UnsafeRawPointer) -> R) -> R {
    var of = Classification(
      rows: x.shape[0], n: x.shape[1], x: x.pointer, classes: classes.pointer, weight: weight?.pointer,
      smoothing: smoothing, ignored: Int64(ignoredClass))
    return body(&of)
  }
}

@_extern(c, "ck_cross_entropy") private func ck_cross_entropy(
  _ dtype: Int32, _ of: UnsafeRawPointer, _ losses: UnsafeMutableRawPointer, _ logSums: UnsafeMutableRawPointer,
  _ sums: UnsafeMutableRawPointer
) -> Int
@_extern(c, "ck_cross_entropy_slope") private func ck_cross_entropy_slope(
  _ dtype: Int32, _ of: UnsafeRawPointer, _ logSums: UnsafeRawPointer, _ g: UnsafeRawPointer, _ gStride: Int,
  _ scale: Double, _ y: UnsafeMutableRawPointer)
