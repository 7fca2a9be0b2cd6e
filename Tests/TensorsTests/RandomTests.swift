import Tensors
import Testing

@Suite struct RandomTests {
  @Test("Philox gives Random123's known answers")
  func knownAnswers() {
    // Random123, tests/kat_vectors, "philox4x32 10": counter, key, answer.
    let zeros = Philox.words(key: 0, counter: (0, 0))
    #expect(zeros == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox.words(key: .max, counter: (.max, .max))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let digitsOfPi = Philox.words(
      key: 0x299f_31d0_a409_3822, counter: (0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e))
    #expect(digitsOfPi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("the same seed gives the same numbers, another seed others")
  func seeds() {
    let draw = { (seed: UInt64) in Tensor.randn(100, generator: Generator(seed: seed)) }
    #expect(draw(3).equal(draw(3)))
    #expect(!draw(3).equal(draw(4)))
    let generator = Generator(seed: 3)
    #expect(!Tensor.randn(100, generator: generator).equal(Tensor.randn(100, generator: generator)))
    generator.manualSeed(3)
    #expect(Tensor.randn(100, generator: generator).equal(draw(3)))
  }

  @Test("a long draw begins like a short one", arguments: [1, 5, 63, 64, 65, 1000])
  func prefixes(count: Int) {
    let long = Tensor.rand(2000, generator: Generator(seed: 9))
    #expect(Tensor.rand(count, generator: Generator(seed: 9)).equal(long[0..<count]))
  }

  @Test("uniform words become numbers by their upper 24 bits")
  func uniform() {
    // The words under key 0 and counter 0, above, divided by 2³².
    let x = Tensor.rand(4, generator: Generator(seed: 0))
    #expect(x.allclose(Tensor([0.39904647, 0.88052020, 0.73571278, 0.60548185]), atol: 1e-6))
  }

  @Test("normal numbers are Box and Muller's of pairs of words")
  func normal() {
    // u = (words >> 8) * 2.0**-24; r = np.sqrt(-2 * np.log(u[::2] + 2.0**-24)); a = 2 * np.pi * u[1::2]
    // r * np.cos(a), r * np.sin(a), in turn
    let x = Tensor.randn(4, generator: Generator(seed: 0))
    #expect(x.allclose(Tensor([0.9911375, -0.9246628, -0.6176091, -0.4820683]), atol: 1e-6))
  }

  @Test("samples have the moments of their distributions", arguments: [DType.float32, .float64])
  func moments(dtype: DType) {
    let normal = Tensor.randn(200_000, dtype: dtype, generator: Generator(seed: 1))
    #expect(abs(normal.mean().item()) < 0.01 && abs(normal.std().item() - 1) < 0.01)
    #expect(abs(normal.pow(4).mean().item() - 3) < 0.1)
    let uniform = Tensor.rand(200_000, dtype: dtype, generator: Generator(seed: 1))
    #expect(abs(uniform.mean().item() - 0.5) < 0.005 && abs(uniform.variance().item() - 1 / 12.0) < 0.002)
    #expect(uniform.min().item() >= 0.0 && uniform.max().item() < 1.0)
  }

  @Test("integers cover their range, and a permutation has each once")
  func integers() {
    let x = Tensor.randint(-2, 3, [10_000], generator: Generator(seed: 2))
    #expect(Set(x.scalars) == [-2, -1, 0, 1, 2])
    #expect(abs(x.to(.float32).mean().item()) < 0.1)
    #expect(Tensor.randperm(50, generator: Generator(seed: 2)).scalars.sorted() == (0..<50).map(Double.init))
  }

  @Test("samples follow the means, deviations and probabilities they are given")
  func parameters() {
    let generator = Generator(seed: 3)
    let x = Tensor.normal(Tensor([[0], [10]]).expand(2, 20_000), Tensor(2), generator: generator)
    #expect(x.mean(1).allclose(Tensor([0, 10]), atol: 0.05) && x.std(1).allclose(Tensor([2, 2]), atol: 0.05))
    #expect(abs(Tensor.normal(5, 0.1, [10_000], generator: generator).mean().item() - 5) < 0.01)
    let drawn = Tensor([0, 0.25, 1]).expand(20_000, 3).bernoulli(generator: generator)
    #expect(drawn.mean(0).allclose(Tensor([0, 0.25, 1]), atol: 0.02) && drawn.dtype == .float32)
  }
}
