import Tensors

/// The minimum of a smooth function, by the BFGS method with limited memory (Liu and Nocedal, 1989).
///
/// Each step goes along −H g, with an H that is made of the last few steps and changes of the gradient g, as far as the
/// strong Wolfe conditions ask for.
struct LBFGS {
  /// The function's value and gradient at a point, a vector in double precision.
  typealias Objective = (Tensor) -> (value: Double, gradient: Tensor)

  /// It stops where no component of the gradient is larger.
  var tolerance: Double
  var maxIterations: Int
  /// It stops where a step lowers the value by no larger a share.
  var decrease = 64 * Double.ulpOfOne
  /// The share of the value that may be a rounding error.
  var noise = Double.ulpOfOne
  /// How many steps H is made of.
  var memory = 10

  struct Minimum {
    var point: Tensor
    /// The value at the start and after each step.
    var values: [Double]
    /// Whether it stopped because of the tolerances.
    var hasConverged: Bool
  }

  /// A point with what is known of it; the slope is that along the search's direction.
  private struct Place {
    var distance: Double
    var value: Double
    var slope: Double
    var gradient: Tensor
  }

  /// A step, the change of the gradient along it, and 1 over their product.
  private struct Pair {
    var step: Tensor
    var change: Tensor
    var factor: Double
  }

  func minimum(from start: Tensor, of objective: Objective) -> Minimum {
    var x = start
    var (value, gradient) = objective(x)
    var result = Minimum(point: x, values: [value], hasConverged: largest(gradient) <= tolerance)
    var pairs: [Pair] = []
    while !result.hasConverged && result.values.count <= maxIterations {
      var direction = direction(gradient, pairs)
      var slope = dot(gradient, direction)
      if !(slope < 0) {
        pairs = []
        direction = -gradient
        slope = -dot(gradient, gradient)
      }
      // Nothing is known yet of how far to go.
      let first = pairs.isEmpty ? min(1, 1 / (-slope).squareRoot()) : 1
      let here = Place(distance: 0, value: value, slope: slope, gradient: gradient)
      guard
        let next = search(
          from: here, trying: first,
          at: { distance in
            let (value, gradient) = objective(x + direction * distance)
            return Place(distance: distance, value: value, slope: dot(gradient, direction), gradient: gradient)
          })
      else {
        if pairs.isEmpty { return result }
        // What is remembered may mislead: once more, straight down.
        pairs = []
        continue
      }
      let step = direction * next.distance, change = next.gradient - gradient
      let product = dot(step, change)
      if product > Double.ulpOfOne * dot(change, change) {
        if pairs.count == memory { pairs.removeFirst() }
        pairs.append(Pair(step: step, change: change, factor: 1 / product))
      }
      x = x + step
      let before = value
      (value, gradient) = (next.value, next.gradient)
      result.point = x
      result.values.append(value)
      result.hasConverged =
        largest(gradient) <= tolerance || before - value <= decrease * max(before.magnitude, value.magnitude, 1)
    }
    return result
  }

  /// −H g, by two loops over the steps (Nocedal, 1980).
  private func direction(_ gradient: Tensor, _ pairs: [Pair]) -> Tensor {
    var q = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.factor * dot(pair.step, q)
      shares.append(share)
      q = q - pair.change * share
    }
    if let last = pairs.last { q = q * (1 / (last.factor * dot(last.change, last.change))) }
    for (pair, share) in zip(pairs, shares.reversed()) {
      q = q + pair.step * (share - pair.factor * dot(pair.change, q))
    }
    return -q
  }

  /// A place that is lower, and where the slope is much smaller: the strong Wolfe conditions (Nocedal and Wright,
  /// “Numerical Optimization”, 2006, algorithms 3.5 and 3.6). Nil where rounding errors hide it.
  private func search(from start: Place, trying first: Double, at: (Double) -> Place) -> Place? {
    let slack = noise * start.value.magnitude
    func isTooHigh(_ place: Place) -> Bool {
      !(place.value <= start.value + 1e-4 * place.distance * start.slope + slack)
    }
    func isFlat(_ place: Place) -> Bool { place.slope.magnitude <= -0.9 * start.slope }
    var last = start, distance = first
    var bracket: (low: Place, high: Place)?
    for _ in 0..<30 where bracket == nil {
      let place = at(distance)
      if isTooHigh(place) || (last.distance > 0 && place.value >= last.value + slack) {
        bracket = (last, place)
      } else if isFlat(place) {
        return place
      } else if place.slope >= 0 {
        bracket = (place, last)
      } else {
        last = place
        distance *= 2
      }
    }
    guard var (low, high) = bracket else { return nil }
    for _ in 0..<30 {
      let place = at(between(low, high))
      if isTooHigh(place) || place.value > low.value + slack {
        high = place
      } else {
        if isFlat(place) { return place }
        if place.slope * (high.distance - low.distance) >= 0 { high = low }
        low = place
      }
    }
    // As good as rounding errors allow, if it is lower at all.
    return low.value < start.value ? low : nil
  }

  /// The minimum of the cubic through two places, but not too near to either.
  private func between(_ a: Place, _ b: Place) -> Double {
    let width = b.distance - a.distance
    let d1 = a.slope + b.slope - 3 * (b.value - a.value) / width
    let root = (d1 * d1 - a.slope * b.slope).squareRoot() * (width < 0 ? -1 : 1)
    let share = 1 - (b.slope + root - d1) / (b.slope - a.slope + 2 * root)
    return a.distance + width * (share.isFinite ? min(max(share, 0.1), 0.9) : 0.5)
  }

  private func dot(_ a: Tensor, _ b: Tensor) -> Double { (a * b).sum().item() }
  private func largest(_ x: Tensor) -> Double { x.abs().max().item() }
}
