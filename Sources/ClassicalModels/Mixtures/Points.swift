import Tensors

extension Tensor {
  /// Points to fit a mixture to, or to ask one about, in double precision: `(points, features)`; a vector is points of
  /// one feature, and further dimensions, such as an image's, are flattened.
  func mixturePoints(features: Int? = nil, least: Int = 0, _ caller: Caller) -> Tensor {
    let x = (ndim == 1 ? unsqueeze(1) : ndim > 2 ? flatten(1) : self).to(.float64)
    if x.ndim != 2 || x.shape[1] == 0 || features.map({ x.shape[1] != $0 }) ?? false {
      let expected = features.map { "(points, \($0))" } ?? "(points, features)"
      caller.fail("data of shape \(shape): \(expected) is expected")
    }
    if x.shape[0] < least {
      caller.fail("\(x.shape[0]) points: at least \(least) are needed")
    }
    let finite = x.isfinite()
    if !finite.all() {
      let row = finite.all(1).logicalNot().to(.int64).argmax(0).item() as Double
      caller.fail("the data are not finite, first in row \(Int(row))")
    }
    // Squares of distances must be numbers too.
    if !(x.detach().square().sum().item() as Double).isFinite {
      caller.fail("the data are too large for double precision: scale them")
    }
    return x
  }
}
