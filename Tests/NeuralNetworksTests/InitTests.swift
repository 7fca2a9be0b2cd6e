import Glibc
import NeuralNetworks
import Tensors
import Testing

@Suite struct InitTests {
  private let generator = Generator(seed: 5)

  /// Checks a sample's mean, standard deviation and range; of n values the first two are uncertain by about std/√n.
  private func expect(
    _ x: Tensor, std: Double, within bound: Double = .infinity, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let x = x.detach().double()
    let error = 4 * std / Double(x.elementCount).squareRoot()
    #expect(abs(x.mean().item()) < error, sourceLocation: sourceLocation)
    #expect(abs(x.std().item() - std) < error, sourceLocation: sourceLocation)
    let largest: Double = x.abs().max().item()
    #expect(largest <= bound, sourceLocation: sourceLocation)
    if bound.isFinite { #expect(largest > 0.98 * bound, sourceLocation: sourceLocation) }
  }

  @Test("constants fill parameters, which stay parameters")
  func constants() {
    let w = Linear(2, 3).weight
    #expect(Init.constant_(w, 2).scalars == Array(repeating: 2, count: 6) && w.requiresGrad && w.isLeaf)
    #expect(Init.zeros_(w).sum().item() == 0.0 && Init.ones_(w).sum().item() == 6.0)
    #expect(Init.eye_(w).scalars == [1, 0, 0, 1, 0, 0])
  }

  @Test("fans are counted as PyTorch counts them")
  func fans() {
    // nn.init._calculate_fan_in_and_fan_out(torch.empty(16, 3, 5, 7))  →  (105, 560)
    let fans = Init.fans(Tensor.zeros(16, 3, 5, 7))
    #expect(fans.in == 105 && fans.out == 560)
    #expect(Init.fans(Tensor.zeros(4, 9)) == (9, 4))
    // [nn.init.calculate_gain(n) for n in ('tanh', 'relu', 'selu')], nn.init.calculate_gain('leaky_relu', 0.2)
    #expect(abs(Init.gain(.tanh) - 1.6666666666666667) < 1e-15 && abs(Init.gain(.relu) - 1.4142135623730951) < 1e-15)
    #expect(Init.gain(.selu) == 0.75 && abs(Init.gain(.leakyRelu(0.2)) - 1.3867504905630728) < 1e-15)
  }

  @Test("samples have the spread that their formulas say")
  func moments() {
    let w = Tensor.zeros(100, 200)
    expect(Init.uniform_(w, a: -1, b: 1, generator: generator), std: 1 / 3.0.squareRoot(), within: 1)
    expect(Init.normal_(w, std: 0.3, generator: generator), std: 0.3)
    let xavier = (2.0 / 300).squareRoot()
    expect(Init.xavierNormal_(w, gain: 2, generator: generator), std: 2 * xavier)
    expect(
      Init.xavierUniform_(w, gain: 2, generator: generator), std: 2 * xavier, within: 2 * xavier * 3.0.squareRoot())
    expect(Init.kaimingNormal_(w, generator: generator), std: (2.0 / 200).squareRoot())
    expect(Init.kaimingNormal_(w, mode: .fanOut, nonlinearity: .linear, generator: generator), std: 0.1)
    let leaky = (2 / 1.04 / 200).squareRoot()
    expect(Init.kaimingUniform_(w, a: 0.2, generator: generator), std: leaky, within: leaky * 3.0.squareRoot())
    let convolution = Tensor.zeros(32, 16, 5, 5)
    expect(Init.kaimingNormal_(convolution, nonlinearity: .relu, generator: generator), std: (2.0 / 400).squareRoot())
  }

  @Test("PyTorch's default of a linear layer is the Kaiming one with a = √5")
  func linearDefault() {
    let w = Tensor.zeros(64, 300)
    expect(
      Init.kaimingUniform_(w, a: 5.0.squareRoot(), generator: generator), std: 1 / 900.0.squareRoot(),
      within: 1 / 300.0.squareRoot())
  }

  @Test("the truncated normal distribution is the normal one within its bounds")
  func truncated() {
    // from scipy.stats import truncnorm; truncnorm(-2, 2).std(), truncnorm(-0.5, 3).mean(), truncnorm(-0.5, 3).std()
    // →  0.87962566, 0.50373446, 0.68695534; truncnorm(8, 9).mean()  →  8.12118899
    let x = Tensor.zeros(40_000)
    expect(
      Init.truncNormal_(x, std: 0.02, a: -0.04, b: 0.04, generator: generator), std: 0.02 * 0.87962566, within: 0.04)
    Init.truncNormal_(x, mean: 1, std: 2, a: 0, b: 7, generator: generator)
    let (mean, std): (Double, Double) = (x.mean().item(), x.double().std().item())
    #expect(abs(mean - (1 + 2 * 0.5037345)) < 0.03 && abs(std - 2 * 0.6869553) < 0.03)
    #expect(x.min().item() >= 0.0 && x.max().item() <= 7.0)
    // Far out in the tail, where the distribution function is all but 0.
    Init.truncNormal_(x, a: 8, b: 9, generator: generator)
    #expect(x.min().item() >= 8.0 && abs(x.mean().item() - 8.12) < 0.01)
  }

  @Test("orthogonal matrices are, whichever way they are longer, and as uniform as a coin is fair")
  func orthogonal() {
    for shape in [[6, 6], [3, 8], [8, 3], [4, 2, 3, 1], [1, 1]] as [Shape] {
      let w = Init.orthogonal_(Tensor.zeros(shape, dtype: .float64), gain: 2, generator: generator)
      let matrix = w.reshape([shape[0], -1])
      let product = matrix.shape[0] <= matrix.shape[1] ? matmul(matrix, matrix.t()) : matmul(matrix.t(), matrix)
      #expect(product.allclose(Tensor.eye(product.shape[0], dtype: .float64) * 4, atol: 1e-12), "\(shape)")
    }
    // Without R's signs the first element would always be negative.
    let signs = (0..<200).map { _ -> Double in
      Init.orthogonal_(Tensor.zeros(2, 2), generator: generator)[0, 0].sign().item()
    }
    #expect(abs(signs.reduce(0, +)) < 60)
  }

  @Test("the same seed gives the same weights")
  func seeds() {
    let fill: [(Tensor, Generator) -> Tensor] = [
      { Init.xavierUniform_($0, generator: $1) }, { Init.orthogonal_($0, generator: $1) },
      { Init.truncNormal_($0, generator: $1) },
    ]
    for fill in fill {
      #expect(fill(Tensor.zeros(4, 3), Generator(seed: 9)).equal(fill(Tensor.zeros(4, 3), Generator(seed: 9))))
    }
  }

  @Test("a vector has no fans, and ends the program")
  func vector() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Init.xavierUniform_(Tensor.zeros(4), file: "Cell9/module1.md", line: 3)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "module1.md:3: Fatal error: Init: a tensor of shape [4] has no inputs and outputs to count"))
  }
}
