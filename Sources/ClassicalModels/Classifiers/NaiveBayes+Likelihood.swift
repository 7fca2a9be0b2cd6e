import Glibc
import Tensors

extension NaiveBayes.Likelihood {
  var name: String {
    switch self {
    case .gaussian: "gaussian"
    case .bernoulli: "bernoulli"
    case .multinomial: "multinomial"
    }
  }

  /// What has a row for each class and a column for each feature.
  var table: Tensor {
    switch self {
    case .gaussian(let means, _): means
    case .bernoulli(let probabilities, _), .multinomial(let probabilities, _): probabilities
    }
  }

  /// The same in double precision; traps where it can't be.
  func checked(classCount: Int, _ caller: Caller) -> NaiveBayes.Likelihood {
    func matrix(_ given: Tensor, _ name: String, _ rule: String, _ isRight: (Tensor) -> Tensor) -> Tensor {
      if given.ndim != 2 || given.shape[0] != classCount || given.shape != table.shape || given.shape[1] == 0 {
        caller.fail("\(name) must have a row for each of \(classCount) classes, and has shape \(given.shape)")
      }
      let numbers = given.detach().to(.float64)
      let wrong = !isRight(numbers)
      if wrong.any() {
        let place = wrong.nonzero()[0].scalars.map { Int($0) }
        caller.fail("\(name) must be \(rule), and is \(numbers[place[0], place[1]].item() as Double) at \(place)")
      }
      return numbers
    }
    switch self {
    case .gaussian(let means, let variances):
      return .gaussian(
        means: matrix(means, "means", "finite") { $0.isfinite() },
        variances: matrix(variances, "variances", "positive") { ($0 > 0) & ($0 < .infinity) })
    case .bernoulli(let probabilities, let threshold):
      return .bernoulli(
        probabilities: matrix(probabilities, "probabilities", "in 0...1") { ($0 >= 0) & ($0 <= 1) },
        threshold: threshold)
    case .multinomial(let probabilities, let trials):
      caller.require(trials >= 0, "trials", "0 or more", trials)
      let checked = matrix(probabilities, "probabilities", "in 0...1") { ($0 >= 0) & ($0 <= 1) }
      if ((checked.sum(1) - 1).abs() > 1e-5).any() { caller.fail("each class's probabilities must sum up to 1") }
      return .multinomial(probabilities: checked, trials: trials)
    }
  }

  /// ln p(x | k), `(n, K)`.
  func logarithms(_ x: Tensor, _ caller: Caller) -> Tensor {
    switch self {
    case .gaussian(let means, let variances):
      let scale = variances.log().sum(1) + Double(x.shape[1]) * Glibc.log(2 * .pi)
      return (scaledSquares(x, about: means, variances.reciprocal()) + scale) * -0.5
    case .bernoulli(let probabilities, let threshold):
      let isOn = x > threshold
      return certain(isOn.double(), probabilities) + certain((!isOn).double(), 1 - probabilities)
    case .multinomial(let probabilities, _):
      checkCounts(x, caller)
      return certain(x, probabilities)
    }
  }

  /// Σⱼ wₖⱼ (xⱼ − cₖⱼ)², `(n, K)`.
  private func scaledSquares(_ x: Tensor, about centres: Tensor, _ weights: Tensor) -> Tensor {
    Tensor.filled([x.shape[0], centres.shape[0]], .float64, as: Double.self) { y in
      if y.isEmpty { return }
      x.withElements(as: Double.self) { x in
        centres.withElements(as: Double.self) { centres in
          weights.withElements(as: Double.self) { weights in
            ck_scaled_squares(
              y.count / table.shape[0], table.shape[0], table.shape[1], x.baseAddress!, centres.baseAddress!,
              weights.baseAddress!, y.baseAddress!)
          }
        }
      }
    }
  }

  /// Σⱼ xⱼ ln pₖⱼ, where 0 ln 0 is 0.
  private func certain(_ x: Tensor, _ probabilities: Tensor) -> Tensor {
    let isNever = probabilities == 0
    let logarithms = matmul(x, probabilities.maskedFill(isNever, 1).log().t())
    if !isNever.any() { return logarithms }
    return logarithms.maskedFill(matmul(x, isNever.double().t()) > 0, -.infinity)
  }

  /// `count` examples of a class.
  func sample(_ count: Int, ofClass k: Int, _ generator: Generator, _ caller: Caller) -> Tensor {
    let features = table.shape[1]
    switch self {
    case .gaussian(let means, let variances):
      return means[k] + Tensor.randn(count, features, dtype: .float64, generator: generator) * variances[k].sqrt()
    case .bernoulli(let probabilities, let threshold):
      let isOn = Tensor.rand(count, features, dtype: .float64, generator: generator) < probabilities[k]
      // On is 1, and off 0, wherever the threshold lies between; else the nearest numbers that stay on their side in
      // single precision.
      let near = Float(threshold)
      let above = Double(near) > threshold ? near : near.nextUp,
        below = Double(near) <= threshold ? near : near.nextDown
      return Tensor.where(
        isOn, Tensor.full([], max(1, Double(above)), dtype: .float64),
        Tensor.full([], min(0, Double(below)), dtype: .float64))
    case .multinomial(let probabilities, let trials):
      let counts = Tensor.zeros(count, features, dtype: .float64)
      if trials == 0 { return counts }
      if count > 100_000_000 / trials {
        caller.fail("\(count) examples of \(trials) trials are too many to draw")
      }
      let drawn = probabilities[k].multinomial(count * trials, replacement: true, generator: generator)
      return counts.scatterAdd(1, drawn.view(count, trials), Tensor.ones(count, trials, dtype: .float64))
    }
  }
}

/// Traps where a count is negative.
func checkCounts(_ x: Tensor, _ caller: Caller) {
  if x.elementCount == 0 || x.min().item() as Double >= 0 { return }
  let place = (x < 0).nonzero()[0].scalars.map { Int($0) }
  caller.fail("a multinomial's x must be counts, and is \(x[place[0], place[1]].item() as Double) at \(place)")
}
