import Tensors

/// Examples as rows of finite numbers: what models are fitted and applied to.
struct FeatureRows {
  /// `(n, features)`, contiguous, outside the graph.
  let x: Tensor
  /// The precision of results: the data's own, or single.
  let dtype: DType

  var count: Int { x.shape[0] }
  var featureCount: Int { x.shape[1] }

  /// The rows of a tensor `(n, features)` or `(n, …)`, whose further dimensions are flattened. Traps where there are
  /// none, and on NaN and ∞. Models that compute in another precision than the data's name it.
  init(_ x: Tensor, as precision: DType? = nil, _ caller: Caller) {
    if x.ndim < 2 {
      caller.fail(
        "x must have a row for each example, (n, features), and has shape \(x.shape)"
          + (x.ndim == 1 ? ": one feature is x.unsqueeze(1), one example x.unsqueeze(0)" : ""))
    }
    let rows = x.detach().flatten(1)
    if rows.shape[1] == 0 { caller.fail("x has shape \(x.shape): there is no feature in it") }
    dtype = rows.dtype.isFloatingPoint ? rows.dtype : .float32
    self.x = rows.to(precision ?? dtype).contiguous()
    checkFinite(x, caller)
  }

  private func checkFinite(_ given: Tensor, _ caller: Caller) {
    // NaN and ∞ times 0 are NaN, and stay it in the sum.
    if !given.dtype.isFloatingPoint || (x * 0).sum().item() == 0 { return }
    let isWrong = !given.isfinite()
    if !isWrong.any() { caller.fail("x has numbers too large for \(x.dtype), the model's precision") }
    let place = isWrong.nonzero()[0].scalars.map { Int($0) }
    let value = place.reduce(given.detach()) { $0[$1] }
    caller.fail("x must be finite, and is \(value.item() as Double) at \(place)")
  }

  /// Traps where a model was fitted to another number of features.
  func check(features: Int, _ caller: Caller) {
    if featureCount != features {
      caller.fail("the model was fitted to \(features) features, and x has \(featureCount)")
    }
  }
}
