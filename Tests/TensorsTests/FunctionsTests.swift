import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct FunctionsTests {
  @Test("functions of one variable have their gradients")
  func gradients() {
    let x = point(7)
    let p = point(7, positive: true)
    expectGradients(at: [x]) { $0[0].exp() }
    expectGradients(at: [p]) { $0[0].log() }
    expectGradients(at: [p]) { $0[0].sqrt() }
    expectGradients(at: [x]) { $0[0].sin() }
    expectGradients(at: [x]) { $0[0].cos() }
    expectGradients(at: [x]) { $0[0].abs() }
    expectGradients(at: [x]) { $0[0].square() }
    expectGradients(at: [p]) { $0[0].reciprocal() }
    expectGradients(at: [p]) { $0[0].log(clampedAt: -100) }
  }

  @Test("activations have their gradients, fused and composed")
  func activations() {
    let x = point(9)
    expectGradients(at: [x]) { $0[0].relu() }
    expectGradients(at: [x]) { $0[0].leakyRelu(0.2) }
    expectGradients(at: [x]) { $0[0].sigmoid() }
    expectGradients(at: [x]) { $0[0].tanh() }
  }

  @Test("powers have their gradients with respect to base and exponent")
  func powers() {
    let p = point(6, positive: true)
    for exponent in [-1.5, 0, 0.5, 1, 2, 3] { expectGradients(at: [p]) { $0[0].pow(exponent) } }
    expectGradients(at: [p, point(6, seed: 2)]) { $0[0].pow($0[1]) }
  }

  @Test(
    "vectorised functions are within three units in the last place of the C library's",
    arguments: ["exp", "log", "tanh", "sigmoid"])
  func accuracy(function: String) {
    // Every range of exponents, both signs where the function takes them.
    var inputs: [Float] = []
    for i in 0..<4000 {
      let x = powf(10, Float(i) / 4000 * 8 - 6)
      inputs += function == "log" ? [x] : [x, -x]
    }
    inputs = inputs.filter { function == "log" || abs($0) < 86 }
    let x = Tensor(inputs)
    let (values, exact): (Tensor, (Double) -> Double) =
      switch function {
      case "exp": (x.exp(), { exp($0) })
      case "log": (x.log(), { log($0) })
      case "tanh": (x.tanh(), { tanh($0) })
      default: (x.sigmoid(), { 1 / (1 + exp(-$0)) })
      }
    var worst = 0.0
    for (input, value) in zip(inputs, values.scalars) {
      let truth = exact(Double(input))
      worst = max(worst, abs(value - truth) / Double(Float(truth).ulp))
    }
    #expect(worst < 3)
  }

  @Test("functions keep their limits")
  func limits() {
    let x = Tensor([Float.infinity, -.infinity, 0, 200, -200])
    #expect(x.exp().scalars == [.infinity, 0, 1, .infinity, 0])
    #expect(x.tanh().scalars == [1, -1, 0, 1, -1])
    #expect(x.sigmoid().scalars == [1, 0, 0.5, 1, 0])
    #expect(Tensor([0, Float.infinity]).log().scalars == [-.infinity, .infinity])
    #expect(Tensor([-1, Float.nan]).log().isnan().all())
    #expect(Tensor([Float.nan]).relu().isnan().all())
  }
}
