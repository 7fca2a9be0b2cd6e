import Tensors

/// A distribution that is given by parameters which broadcast.
protocol Parameterised: Expandable {
  var parameters: Parameters { get set }
}

/// A distribution that can be repeated over a larger batch, whose members are drawn independently.
protocol Expandable: Distribution {
  func expanded(to batchShape: Shape) -> Self
}

extension Parameterised {
  func expanded(to batchShape: Shape) -> Self {
    var copy = self
    copy.parameters.shape = batchShape
    return copy
  }
}

extension Distribution {
  /// This distribution over a larger batch; one that is the student's own stays as it is.
  func repeated(over batchShape: Shape) -> Self {
    if batchShape == self.batchShape { return self }
    guard let distribution = self as? any Expandable else { return self }
    return distribution.expanded(to: batchShape) as! Self
  }
}

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

  /// What x and the batch broadcast to.
  func commonShape(_ function: String, _ x: Tensor, _ file: StaticString, _ line: UInt) -> Shape {
    if let shape = Shape.broadcast(x.shape, parameters.shape) { return shape }
    fail(
      "\(parameters.name).\(function): values of shape \(x.shape) do not match a batch of shape \(parameters.shape)",
      file: file, line: line)
  }

  /// `sampleShape` with the batch's behind it.
  func shape(of sampleShape: Shape) -> Shape { Shape(Array(sampleShape) + Array(parameters.shape)) }
}

extension DiscreteDistribution where Self: Parameterised {
  /// The least k with P(X ≤ k) ≥ p, by bisection between bounds that move away from the mean until they hold it.
  func search(_ p: Tensor, _ file: StaticString, _ line: UInt) -> Tensor {
    let shape = commonShape("icdf", p, file, line)
    let type = parameters.type(at: p)
    return noGrad {
      let support = self.support
      let asked = p.to(type).expand(shape)
      let isOrdinary = (asked >= 0) & (asked < 1)
      let p = Tensor.where(isOrdinary, asked, 0.5)
      // Compared in p's own precision, less some last digits: so a probability that was rounded has its quantile.
      let enough = p * (type == .float32 ? 1 - 0x1p-22 : 1 - 0x1p-50)
      func reaches(_ k: Tensor) -> Tensor { cdf(k, file: file, line: line).to(type) >= enough }
      let first = (support.lower - 1).expand(shape), last = support.upper.expand(shape)
      let middle = mean.to(.float64).floor().expand(shape), spread = variance.to(.float64).sqrt().ceil() + 1
      var low = middle, high = middle, step = spread
      while true {
        let isShort = !reaches(high) & (high < last)
        if !isShort.any() { break }
        high = Tensor.where(isShort, Tensor.minimum(high + step, last), high)
        step = step * 2
      }
      step = spread
      while true {
        let isLong = (low > first) & reaches(low)
        if !isLong.any() { break }
        low = Tensor.where(isLong, Tensor.maximum(low - step, first), low)
        step = step * 2
      }
      while true {
        let k = (low + (high - low) * 0.5).floor()
        // Beyond 2⁵³ doubles are further apart than whole numbers.
        let isOpen = (k > low) & (k < high)
        if !isOpen.any() { break }
        let isEnough = reaches(k)
        (low, high) = (Tensor.where(isOpen & !isEnough, k, low), Tensor.where(isOpen & isEnough, k, high))
      }
      let result = Tensor.where(asked == 1, last, high)
      return Tensor.where(isOrdinary | (asked == 1), result, .nan).to(type)
    }
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
