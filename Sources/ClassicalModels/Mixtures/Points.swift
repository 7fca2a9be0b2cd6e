import Tensors

extension Tensor {
  /// Points to fit a mixture to, or to ask one about, in double precision: `(points, features)`; a vector is points of
  /// one feature, and further dimensions, such as an image's, are flattened.
  func mixturePoints(
    _ operation: String, features: Int? = nil, least: Int = 0, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let x = (ndim == 1 ? unsqueeze(1) : ndim > 2 ? flatten(1) : self).to(.float64)
    if x.ndim != 2 || x.shape[1] == 0 || features.map({ x.shape[1] != $0 }) ?? false {
      let expected = features.map { "(points, \($0))" } ?? "(points, features)"
      fail("\(operation): data of shape \(shape): \(expected) is expected", file: file, line: line)
    }
    if x.shape[0] < least {
      fail("\(operation): \(x.shape[0]) points: at least \(least) are needed", file: file, line: line)
    }
    let finite = x.isfinite()
    if !finite.all() {
      let row = finite.all(1).logicalNot().to(.int64).argmax(0).item() as Double
      fail("\(operation): the data are not finite, first in row \(Int(row))", file: file, line: line)
    }
    // Squares of distances must be numbers too.
    if !(x.detach().square().sum().item() as Double).isFinite {
      fail("\(operation): the data are too large for double precision: scale them", file: file, line: line)
    }
    return x
  }
}
