import Tensors

/// A function of a distribution, and what it is outside the support.
enum Quantity: String {
  case logProb, cdf, logCDF, survival, logSurvival

  var below: Double {
    switch self {
    case .logProb, .logCDF: -.infinity
    case .cdf, .logSurvival: 0
    case .survival: 1
    }
  }

  var above: Double {
    switch self {
    case .logProb, .logSurvival: -.infinity
    case .survival, .logCDF: 0
    case .cdf: 1
    }
  }
}

extension Parameterised {
  /// A function at x from its formula inside the support.
  ///
  /// The formula is given x in double precision, or in the result's own with `single`. Where x lies outside, it is
  /// given a value inside, so that no NaN comes into the gradients; with `isTotal` it holds for every x. Of whole
  /// numbers' distribution functions it is given ⌊x⌋.
  func evaluate(
    _ quantity: Quantity, _ x: Tensor, single: Bool = false, isTotal: Bool = false, _ file: StaticString, _ line: UInt,
    _ formula: (Tensor) -> Tensor
  ) -> Tensor {
    let shape = commonShape(quantity.rawValue, x, file, line)
    let type = parameters.type(at: x)
    var x = x.to(single ? type : .float64)
    if isTotal { return formula(x).expand(shape).to(type) }
    let support = self.support
    if support.isDiscrete && quantity != .logProb { x = x.floor() }
    let value = x.detach()
    let below = support.isBelow(value), above = support.isAbove(value)
    var outside = below | above
    if support.isDiscrete && quantity == .logProb { outside = outside | ((value.floor() != value) & (value == value)) }
    if !outside.any() { return formula(x).expand(shape).to(type) }
    let inside = Tensor.where(outside, support.anchor.to(x.dtype), x)
    let limits = Tensor.where(above, quantity.above, Tensor.fullLike(value, quantity.below))
    return Tensor.where(outside, limits, formula(inside)).expand(shape).to(type)
  }

  /// The quantile at p from its formula for probabilities, in double precision.
  func invert(_ p: Tensor, _ file: StaticString, _ line: UInt, _ formula: (Tensor) -> Tensor) -> Tensor {
    let shape = commonShape("icdf", p, file, line)
    let type = parameters.type(at: p)
    let p = p.to(.float64)
    let isProbability = (p.detach() >= 0) & (p.detach() <= 1)
    if isProbability.all() { return formula(p).expand(shape).to(type) }
    let x = formula(Tensor.where(isProbability, p, 0.5))
    return Tensor.where(isProbability, x, .nan).expand(shape).to(type)
  }
}

extension Tensor {
  /// ln(1 − e^x) for x ≤ 0, without cancellation (Mächler, 2012)
  func log1mexp() -> Tensor {
    let isSmall = detach() > -0.6931471805599453
    // Each branch is given only what it is for: where(…) would pass the other's infinite slope on as NaN.
    let near = Tensor.where(isSmall, self, -1), far = Tensor.where(isSmall, -1, self)
    return Tensor.where(isSmall, (-near.expm1()).log(), (-far.exp()).log1p())
  }
}
