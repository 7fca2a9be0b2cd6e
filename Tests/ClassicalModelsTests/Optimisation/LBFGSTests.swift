import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

@Suite struct LBFGSTests {
  /// Rosenbrock's valley (1960), whose minimum is at (1, 1).
  private func valley(_ x: Tensor) -> (value: Double, gradient: Tensor) {
    let (a, b) = (x.scalars[0], x.scalars[1])
    let slope = [-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)]
    return ((1 - a) * (1 - a) + 100 * (b - a * a) * (b - a * a), Tensor(slope, dtype: .float64))
  }

  private let start = Tensor([-1.2, 1], dtype: .float64)

  @Test("it walks along a narrow valley, always down")
  func rosenbrock() {
    let minimum = LBFGS(tolerance: 1e-8, maxIterations: 200).minimum(from: start, of: valley)
    #expect(minimum.hasConverged && minimum.values.count < 60)
    expectClose(minimum.point, [1, 1])
    #expect(zip(minimum.values, minimum.values.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("it stops where it is told, and stays where the gradient is small")
  func limits() {
    let short = LBFGS(tolerance: 1e-8, maxIterations: 3).minimum(from: start, of: valley)
    #expect(!short.hasConverged && short.values.count == 4)
    let still = LBFGS(tolerance: 1e-8, maxIterations: 9).minimum(from: Tensor([1, 1], dtype: .float64), of: valley)
    #expect(still.hasConverged && still.values == [0])
  }

  @Test("a function without a minimum, or that is no number, ends the search")
  func endless() {
    let search = LBFGS(tolerance: 1e-8, maxIterations: 50)
    let down = search.minimum(from: start) { (-$0.sum().item(), -Tensor.onesLike($0)) }
    #expect(!down.hasConverged)
    let nothing = search.minimum(from: start) { (.nan, $0 * .nan) }
    #expect(!nothing.hasConverged && nothing.values.count == 1)
  }
}
