import TestSupport
import Testing

@testable import Tensors

@Suite struct NormalisationTests {
  @Test("layer normalisation has its gradients, fused and composed")
  func layer() {
    let (weight, bias) = (point(2, 3, seed: 2), point(2, 3, seed: 3))
    expectGradients(at: [point(4, 2, 3), weight, bias]) { layerNorm($0[0], [2, 3], $0[1], $0[2], epsilon: 1e-3) }
    expectGradients(at: [point(4, 3), point(3, seed: 2)]) { layerNorm($0[0], [3], $0[1], nil, epsilon: 1e-3) }
    expectGradients(at: [point(4, 3), point(3, seed: 2)]) { layerNorm($0[0], [3], nil, $0[1], epsilon: 1e-3) }
    expectGradients(at: [point(3, 4)]) { layerNorm($0[0].t(), [3], nil, nil, epsilon: 1e-3) }
    expectGradients(at: [point(3, 1)]) { layerNorm($0[0].expand(3, 4) * $0[0], [3, 4], nil, nil, epsilon: 1e-3) }
    expectGradients(at: [point(0, 3), point(3, seed: 2)]) { layerNorm($0[0], [3], $0[1], nil, epsilon: 1e-3) }
    // Longer than the widest registers, and more rows than one part.
    expectGradients(at: [point(2, 53)], order: 1) { layerNorm($0[0], [53], nil, nil, epsilon: 1e-3) }
    expectGradients(at: [point(70, 2), point(2), point(2)], order: 1) {
      layerNorm($0[0], [2], $0[1], $0[2], epsilon: 1e-1)
    }
  }

  @Test("batch normalisation has its gradients, with its own statistics and with given ones")
  func batch() {
    let (weight, bias) = (point(3, seed: 2), point(3, seed: 3))
    for shape in [[2, 3, 2, 2], [5, 3], [2, 3, 37]] {
      let x = Tensor.randn(Shape(shape), dtype: .float64, generator: Generator(seed: 4))
      let order = shape == [2, 3, 37] ? 1 : 2
      expectGradients(at: [x, weight, bias], order: order) {
        batchNorm("BatchNorm", $0[0], $0[1], $0[2], given: nil, epsilon: 1e-3).y
      }
      let (mean, variance) = (point(3, seed: 5), point(3, positive: true))
      expectGradients(at: [x, weight, bias], order: order) {
        batchNorm("BatchNorm", $0[0], $0[1], $0[2], given: (mean, variance), epsilon: 1e-3).y
      }
    }
    expectGradients(at: [point(3, 5)]) { batchNorm("BatchNorm", $0[0].t(), nil, nil, given: nil, epsilon: 1e-3).y }
    expectGradients(at: [point(0, 3, 2), weight]) {
      batchNorm("BatchNorm", $0[0], $0[1], nil, given: nil, epsilon: 1e-3).y
    }
  }

  @Test("group normalisation has its gradients")
  func group() {
    let (weight, bias) = (point(4, seed: 2), point(4, seed: 3))
    for groups in [1, 2, 4] {
      expectGradients(at: [point(2, 4, 3), weight, bias]) {
        groupNorm("GroupNorm", $0[0], groups: groups, $0[1], $0[2], epsilon: 1e-3)
      }
    }
    expectGradients(at: [point(2, 3, 4)]) {
      groupNorm("GroupNorm", $0[0].transpose(1, 2), groups: 2, nil, nil, epsilon: 1e-3)
    }
    expectGradients(at: [point(0, 4, 3), weight]) {
      groupNorm("GroupNorm", $0[0], groups: 2, $0[1], nil, epsilon: 1e-3)
    }
  }

  @Test("statistics keep their digits far from zero, and over many numbers")
  func accuracy() {
    let x = Tensor.randn(300, 2, 9, 9, dtype: .float64, generator: Generator(seed: 1)) + 1000
    let single = batchNorm("BatchNorm", x.to(.float32), nil, nil, given: nil, epsilon: 1e-5)
    let double = batchNorm("BatchNorm", x.to(.float32).to(.float64), nil, nil, given: nil, epsilon: 1e-5)
    #expect(single.mean.to(.float64).allclose(double.mean, rtol: 1e-6))
    #expect(single.variance.to(.float64).allclose(double.variance, rtol: 1e-5))
    let rows = x.view(600, 81)
    let layered = layerNorm(rows.to(.float32), [81], nil, nil, epsilon: 1e-5)
    #expect(
      layered.to(.float64).allclose(
        layerNorm(rows.to(.float32).to(.float64), [81], nil, nil, epsilon: 1e-5), rtol: 1e-3, atol: 2e-4))
  }

  @Test("NaN and infinity spoil what they are normalised with, and nothing else")
  func notNumbers() {
    let x = Tensor([[1, 2, .nan], [1, 2, Float.infinity], [1, 2, 3]])
    #expect(layerNorm(x, [3], nil, nil, epsilon: 0).isnan().all() == false)
    #expect(layerNorm(x, [3], nil, nil, epsilon: 0).isnan().scalars == [1, 1, 1, 1, 1, 1, 0, 0, 0])
    #expect(
      batchNorm("BatchNorm", x, nil, nil, given: nil, epsilon: 1e-5).y.isnan().scalars == [0, 0, 1, 0, 0, 1, 0, 0, 1])
  }
}
