import Tensors

/// What a parameter must be.
enum ParameterRule: String {
  case finite = "must be finite"
  case positive = "must be positive"
  case count = "must be a whole number, not negative"
  case notNegative = "must not be negative"
  case probability = "must lie between 0 and 1"
  case logit = "must be a number less than ∞"
  case positiveProbability = "must be above 0 and at most 1"

  /// Where it holds; NaN and infinity never do.
  func holds(_ x: Tensor) -> Tensor {
    switch self {
    case .finite: x.isfinite()
    case .positive: (x > 0) & (x < .infinity)
    case .count: (x >= 0) & (x < .infinity) & (x.floor() == x)
    case .notNegative: (x >= 0) & (x < .infinity)
    case .probability: (x >= 0) & (x <= 1)
    case .logit: x < .infinity
    case .positiveProbability: (x > 0) & (x <= 1)
    }
  }
}

/// Traps where a rule does not hold, and names the first value that breaks it and its place: `scale must be positive,
/// and is -1 at [2]`.
func require(_ holds: Tensor, _ x: Tensor, _ message: String, _ file: StaticString, _ line: UInt) {
  if holds.all() { return }
  let place = holds.scalars.firstIndex(of: 0)!
  let value = x.detach().expand(holds.shape).contiguous().view(-1)[place]
  fail(
    message + ", and is \(numberText(value.item(), x.dtype))" + placeText(place, holds.shape), file: file, line: line)
}

/// A place counted row by row as indices: ` at [2, 0]`; nothing for a single number.
func placeText(_ place: Int, _ shape: Shape) -> String {
  if shape.isEmpty { return "" }
  var rest = place, indices: [Int] = []
  for size in shape.reversed() {
    indices.insert(rest % size, at: 0)
    rest /= size
  }
  return " at \(indices)"
}

/// A number as short as its type lets it be: `0.3`, `2`, `-inf`.
func numberText(_ value: Double, _ dtype: DType) -> String {
  let text = dtype == .float32 ? Float(value).description : value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
