import Glibc
import Testing

@testable import Tensors

@_silgen_name("fork") private func fork() -> Int32

private func double(_ value: Double) -> Tensor { Tensor(value, dtype: .float64) }
private func doubles(_ values: [Double]) -> Tensor { Tensor(values, dtype: .float64) }

/// The probability that Kolmogorov's and Smirnov's distance between the samples and their distribution function is exceeded by
/// chance: their limit, with Stephens' correction (1970).
private func kolmogorovSmirnov(_ samples: Tensor, _ cdf: (Tensor) -> Tensor) -> Double {
  let n = Double(samples.elementCount)
  let sorted = samples.double().view(-1).sort().values
  let f = cdf(sorted)
  let ranks = Tensor.arange(samples.elementCount).double()
  let above: Double = ((ranks + 1) / n - f).max().item()
  let below: Double = (f - ranks / n).max().item()
  let root = n.squareRoot()
  let distance = max(above, below) * (root + 0.12 + 0.11 / root)
  var sum = 0.0
  for j in 1...100 {
    let term = 2 * exp(-2 * Double(j * j) * distance * distance)
    sum += j % 2 == 1 ? term : -term
  }
  return sum
}

/// The probability that Pearson's χ² of counts is exceeded by chance: each value's frequency against its mass, values in a row
/// together until ten are expected.
private func chiSquare(_ samples: Tensor, from low: Int, logMasses: Tensor) -> Double {
  let masses = logMasses.exp().scalars
  var observed = [Double](repeating: 0, count: masses.count)
  for x in samples.scalars {
    // What is beyond is as improbable as the last.
    guard x == x.rounded() else { return 0 }
    observed[min(max(Int(x) - low, 0), masses.count - 1)] += 1
  }
  let n = Double(samples.elementCount)
  var bins: [(seen: Double, expected: Double)] = []
  var bin = (seen: 0.0, expected: 0.0)
  for (seen, mass) in zip(observed, masses) {
    bin = (bin.seen + seen, bin.expected + mass * n)
    if bin.expected >= 10 {
      bins.append(bin)
      bin = (0, 0)
    }
  }
  guard !bins.isEmpty else { return 0 }
  bins[bins.count - 1].seen += bin.seen
  bins[bins.count - 1].expected += bin.expected
  if bins.count == 1 { return abs(bins[0].expected / n - 1) < 1e-9 ? 1 : 0 }
  let statistic = bins.reduce(0) { $0 + ($1.seen - $1.expected) * ($1.seen - $1.expected) / $1.expected }
  return Tensor.gammaincc(double(Double(bins.count - 1) / 2), double(statistic / 2)).item()
}

private let smallest = 1e-4

@Suite struct ContinuousSamplersTests {
  @Test("normal, uniform and exponential samples follow their distributions", arguments: [DType.float32, .float64])
  func standard(dtype: DType) {
    let n: Shape = [40_000]
    let generator = Generator(seed: 11)
    #expect(kolmogorovSmirnov(Tensor.randn(n, dtype: dtype, generator: generator)) { $0.ndtr() } > smallest)
    #expect(kolmogorovSmirnov(Tensor.rand(n, dtype: dtype, generator: generator), { $0 }) > smallest)
    let waits = Tensor.sampleExponential(n, dtype: dtype, generator: generator)
    #expect(waits.dtype == dtype && kolmogorovSmirnov(waits) { 0 - (-$0).expm1() } > smallest)
    // 0 would be outside every logarithm.
    #expect(waits.min().item() > 0.0)
    let long = Tensor.sampleExponential(n, scale: 20, dtype: dtype, generator: generator)
    #expect(kolmogorovSmirnov(long) { 0 - ($0 / -20).expm1() } > smallest)
  }

  @Test("normal numbers with a mean and a deviation are the standard ones moved", arguments: [DType.float32, .float64])
  func moved(dtype: DType) {
    let z = Tensor.randn([1001], dtype: dtype, generator: Generator(seed: 4))
    #expect(Tensor.normal(3, 0.1, [1001], dtype: dtype, generator: Generator(seed: 4)).equal(z * 0.1 + 3))
  }

  @Test(
    "gamma samples follow their distribution, from the smallest shape to the largest",
    arguments: [0.001, 0.05, 0.5, 1, 2, 50, 1e6])
  func gamma(a: Double) {
    for dtype in [DType.float32, .float64] {
      let x = Tensor.sampleGamma([30_000], concentration: Tensor(a, dtype: dtype), generator: Generator(seed: 5))
      #expect(x.dtype == dtype && x.min().item() > 0.0)
      let shape = Tensor(a, dtype: dtype).double()
      // At a small shape many are at the smallest number: they count as spread below it.
      let least = dtype == .float32 ? 1.1754943508222875e-38 : 2.2250738585072014e-308
      let atLeast: Double = (x.double() <= least).double().mean().item()
      let below: Double = Tensor.gammainc(shape, double(least)).item()
      #expect(abs(atLeast - below) < 5 * (below * (1 - below) / 30_000).squareRoot() + 1e-9)
      let others = x.double().scalars.filter { $0 > least }
      let p = kolmogorovSmirnov(doubles(others)) { (Tensor.gammainc(shape, $0) - below) / (1 - below) }
      #expect(p > smallest, "a \(a), \(dtype)")
    }
  }

  @Test(
    "beta samples follow their distribution",
    arguments: [(2, 5), (0.5, 0.5), (1, 1), (0.02, 3), (100, 200), (1e5, 0.3)])
  func beta(a: Double, b: Double) {
    for dtype in [DType.float32, .float64] {
      let x = Tensor.sampleBeta(
        [30_000], Tensor(a, dtype: dtype), Tensor(b, dtype: dtype), generator: Generator(seed: 6))
      #expect(x.dtype == dtype && x.min().item() > 0.0 && x.max().item() < 1.0)
      // Beside the ends, where samples are rounded to the next number.
      let (shape, other) = (Tensor(a, dtype: dtype).double(), Tensor(b, dtype: dtype).double())
      let ends = dtype == .float32 ? (1e-37, 1 - 1e-6) : (1e-300, 1 - 1e-13)
      let inside = x.double().scalars.filter { $0 > ends.0 && $0 < ends.1 }
      let low: Double = Tensor.betainc(shape, other, double(ends.0)).item()
      let high: Double = Tensor.betainc(shape, other, double(ends.1)).item()
      #expect(abs(Double(inside.count) / 30_000 - (high - low)) < 0.015)
      let p = kolmogorovSmirnov(doubles(inside)) { (Tensor.betainc(shape, other, $0) - low) / (high - low) }
      #expect(p > smallest, "a \(a), b \(b), \(dtype)")
    }
  }

  @Test("a batch of shapes gives each its own samples")
  func batches() {
    let shapes = doubles([0.3, 2, 40])
    let x = Tensor.sampleGamma([20_000, 3], concentration: shapes, generator: Generator(seed: 7))
    let y = Tensor.sampleBeta([20_000, 3], shapes, double(2), generator: Generator(seed: 7))
    let z = Tensor.sampleGamma([3, 20_000], concentration: shapes.unsqueeze(1), generator: Generator(seed: 7))
    for i in 0..<3 {
      #expect(kolmogorovSmirnov(x[.all, i]) { Tensor.gammainc(shapes[i], $0) } > smallest)
      #expect(kolmogorovSmirnov(y[.all, i]) { Tensor.betainc(shapes[i], double(2), $0) } > smallest)
      #expect(kolmogorovSmirnov(z[i]) { Tensor.gammainc(shapes[i], $0) } > smallest)
    }
    #expect(Tensor.sampleGamma([0, 3], concentration: shapes).shape == [0, 3])
  }

  @Test("samples of what is no parameter are NaN, and end")
  func impossible() {
    let x = Tensor.sampleGamma([4], concentration: doubles([.nan, .infinity, -1, 2]), generator: Generator(seed: 1))
    #expect(x[0].item().isNaN && x[1].item() == Double.infinity && x[2].item().isNaN && x[3].item() > 0.0)
  }

  @Test("a gamma sample moves with its shape as its quantile does")
  func gammaGradients() {
    let a = doubles([0.01, 0.3, 0.9, 1, 1.5, 4, 19, 25, 300, 1e5]).requiresGrad_()
    let x = Tensor.sampleGamma([20, 10], concentration: a.expand(20, 10), generator: Generator(seed: 8))
    let slope = grad(x.sum(), a)[0]
    // (gammaincinv(a + h, u) − gammaincinv(a − h, u)) / 2h, by whichever tail is smaller
    let (shape, value) = (a.detach(), x.detach())
    let h = shape * 1e-5
    let upper = Tensor.gammaincc(shape, value)
    let lower = Tensor.gammainc(shape, value)
    func quantile(_ a: Tensor) -> Tensor {
      Tensor.where(upper < 0.5, Tensor.gammainccinv(a, upper), Tensor.gammaincinv(a, lower))
    }
    let expected = ((quantile(shape + h) - quantile(shape - h)) / (h * 2)).sum(0)
    #expect(slope.allclose(expected, rtol: 1e-6, atol: 1e-9), "\(slope), not \(expected)")
  }

  @Test("a beta sample is two gamma samples' share, and moves with its shapes as they do")
  func betaGradients() {
    let a = doubles([0.4, 1, 3, 60]).requiresGrad_()
    let b = doubles([0.7, 2, 0.5, 90]).requiresGrad_()
    let shape: Shape = [50, 4]
    let x = Tensor.sampleBeta(shape, a, b, generator: Generator(seed: 9))
    #expect(x.detach().equal(Tensor.sampleBeta(shape, a.detach(), b.detach(), generator: Generator(seed: 9))))
    let slopes = grad(x.sum(), [a, b])
    // The first gamma sample has the counters of one drawn alone; the second is what makes x of it.
    let g = Tensor.sampleGamma(shape, concentration: a.detach(), generator: Generator(seed: 9))
    let h = g * (1 - x.detach()) / x.detach()
    #expect(kolmogorovSmirnov(h[.all, 1]) { Tensor.gammainc(double(2), $0) } > smallest)
    func moved(_ value: Tensor, _ shape: Tensor, _ by: Double) -> Tensor {
      Tensor.gammainccinv(shape.detach() + by, Tensor.gammaincc(shape.detach(), value))
    }
    func share(_ g: Tensor, _ h: Tensor) -> Tensor { g / (g + h) }
    let byA = (share(moved(g, a, 1e-5), h) - share(moved(g, a, -1e-5), h)) / 2e-5
    let byB = (share(g, moved(h, b, 1e-5)) - share(g, moved(h, b, -1e-5))) / 2e-5
    #expect(slopes[0].allclose(byA.sum(0), rtol: 1e-5, atol: 1e-8), "\(slopes[0]), not \(byA.sum(0))")
    #expect(slopes[1].allclose(byB.sum(0), rtol: 1e-5, atol: 1e-8), "\(slopes[1]), not \(byB.sum(0))")
    // The mean a / (a + b) moves by b / (a + b)².
    let many = Tensor.sampleBeta([20_000, 4], a, b, generator: Generator(seed: 10))
    let mean = grad(many.mean(0).sum(), a)[0]
    #expect(mean.allclose((b / (a + b).square()).detach(), rtol: 0.05, atol: 1e-4))
  }

  @Test("asking for a sample's second derivative ends the cell")
  func secondOrder() async {
    await #expect(processExitsWith: .failure) {
      let a = Tensor([2], requiresGrad: true)
      let slope = grad(Tensor.sampleGamma([5, 1], concentration: a).sum(), a, createGraph: true)[0]
      slope.sum().backward()
    }
  }
}

@Suite struct CountSamplersTests {
  /// The samples of one set of parameters for all, which come from a table, and of one for each, which do not.
  private func both(_ draw: (Shape, (Double) -> Tensor) -> Tensor) -> [Tensor] {
    let n: Shape = [30_000]
    return [draw(n) { Tensor($0, dtype: .float64) }, draw(n) { Tensor.full(n, $0, dtype: .float64) }]
  }

  @Test("Poisson samples follow their distribution", arguments: [0.01, 4, 9.9, 10, 31.5, 1000])
  func poisson(rate: Double) {
    for x in both({ Tensor.samplePoisson($0, rate: $1(rate), generator: Generator(seed: 21)) }) {
      let low = max(0, Int(rate - 8 * rate.squareRoot()))
      let k = Tensor.arange(low, Int(rate + 9 * rate.squareRoot()) + 12).double()
      #expect(chiSquare(x, from: low, logMasses: Tensor.logPoissonMass(k, double(rate))) > smallest)
    }
  }

  @Test("samples of huge rates follow the normal distribution that they tend to", arguments: [1e9, 1e14])
  func hugeRates(rate: Double) {
    for x in both({ Tensor.samplePoisson($0, rate: $1(rate), generator: Generator(seed: 22)) }) {
      #expect(kolmogorovSmirnov((x - rate) / rate.squareRoot()) { $0.ndtr() } > smallest)
    }
  }

  @Test(
    "binomial samples follow their distribution",
    arguments: [(1, 0.5), (10, 0.3), (1000, 0.4), (1000, 0.97), (25, 0.45), (1e9, 1e-9), (5, 0), (5, 1), (0, 0.3)])
  func binomial(count: Double, p: Double) {
    let draws = both {
      Tensor.sampleBinomial($0, count: $1(count), probability: double(p), generator: Generator(seed: 23))
    }
    for x in draws {
      let k = Tensor.arange(Int(min(count, 1000)) + 1).double()
      #expect(chiSquare(x, from: 0, logMasses: Tensor.logBinomialMass(k, double(count), double(p))) > smallest)
    }
  }

  @Test(
    "hypergeometric samples follow their distribution",
    arguments: [
      (20, 7, 12), (2500, 50, 500), (100, 60, 80), (200, 150, 100), (5000, 2600, 90), (10, 10, 3), (10, 4, 10),
      (200, 50, 20), (1_000_000, 400_000, 1000), (1_000_000_000, 1_000_000, 5000), (3_000_000_000, 1_000_000_000, 100),
    ])
  func hypergeometric(population: Double, successes: Double, n: Double) {
    let draws = both {
      Tensor.sampleHypergeometric(
        $0, population: $1(population), successes: double(successes), draws: double(n), generator: Generator(seed: 24))
    }
    for x in draws {
      let k = Tensor.arange(Int(n) + 1).double()
      let masses = Tensor.logHypergeometricMass(
        k, population: double(population), successes: double(successes), draws: double(n))
      #expect(chiSquare(x, from: 0, logMasses: masses) > smallest)
    }
  }

  @Test("geometric samples follow their distribution", arguments: [0.9, 0.25, 0.01, 1])
  func geometric(p: Double) {
    let draws = both { Tensor.sampleGeometric($0, probability: $1(p), generator: Generator(seed: 25)) }
    #expect(draws[0].equal(draws[1]))
    let k = Tensor.arange(Int(25 / p) + 1).double()
    let masses = Tensor.xlog1py(k, double(-p)) + double(p).log()
    #expect(chiSquare(draws[0], from: 0, logMasses: masses) > smallest)
  }

  @Test("categories have their weights' shares, and those without weight are never drawn")
  func categorical() {
    let weights = Tensor([[0.1, 0, 0.5, 0.2, 0, 1.2], [1, 1, 1, 1, 1, 0]])
    let masses = (weights / weights.sum(1, keepDim: true)).double()
    // Each row is drawn from often, or every draw has a row of its own.
    let tables = Tensor.sampleCategorical([20_000, 2], probabilities: weights, generator: Generator(seed: 26))
    let rows = Tensor.sampleCategorical(
      [20_000, 2], probabilities: weights.expand(20_000, 2, 6).clone(), generator: Generator(seed: 27))
    for x in [tables, rows] {
      #expect(x.dtype == .int64 && x.shape == [20_000, 2])
      for row in 0..<2 {
        #expect(chiSquare(x[.all, row], from: 0, logMasses: masses[row].log()) > smallest)
        for k in 0..<6 where masses[row, k].item() == 0.0 { #expect(!(x[.all, row] == Double(k)).any()) }
      }
    }
    let one = Tensor.sampleCategorical([3], probabilities: Tensor([0, 1, 0]), generator: Generator(seed: 1))
    #expect(one.scalars == [1, 1, 1])
    #expect(Tensor.sampleCategorical([20], probabilities: Tensor([Double.nan, 1])).max().item() <= 1.0)
  }

  @Test("a batch of parameters gives each its own samples, in the parameters' type")
  func batches() {
    let rates = Tensor([0.5, 30, 400])
    let x = Tensor.samplePoisson([20_000, 3], rate: rates, generator: Generator(seed: 28))
    #expect(x.dtype == .float32)
    for i in 0..<3 {
      let k = Tensor.arange(600).double()
      #expect(chiSquare(x[.all, i], from: 0, logMasses: Tensor.logPoissonMass(k, rates[i].double())) > smallest)
    }
    let y = Tensor.sampleBinomial(
      [4, 2, 3], count: Tensor([5], dtype: .int64), probability: Tensor([[0], [1]]), generator: Generator(seed: 29))
    #expect(y.dtype == .float32 && y[.all, 0].max().item() == 0.0 && y[.all, 1].min().item() == 5.0)
  }

  @Test("samples of what is no parameter are NaN, and end")
  func impossible() {
    let x = Tensor.samplePoisson([5], rate: doubles([.nan, .infinity, -1, 1e300, 0]))
    #expect(x[..<4].isnan().all() && x[4].item() == 0.0)
    #expect(Tensor.sampleBinomial([100], count: double(5), probability: double(.nan)).isnan().all())
    #expect(
      Tensor.sampleHypergeometric([3], population: double(5), successes: double(9), draws: double(2)).isnan().all())
  }
}

@Suite struct SamplersThreadsTests {
  @Test("samples do not depend on the number of threads, and go on after a fork")
  func threads() async {
    await #expect(processExitsWith: .success) {
      func samples() -> [Tensor] {
        let generator = Generator(seed: 31)
        let n: Shape = [50_003]
        var all: [Tensor] = []
        for dtype in [DType.float32, .float64] {
          let two = Tensor(2.5, dtype: dtype)
          let half = Tensor(0.4, dtype: dtype)
          all.append(Tensor.randn(n, dtype: dtype, generator: generator))
          all.append(Tensor.rand(n, dtype: dtype, generator: generator))
          all.append(Tensor.sampleExponential(n, dtype: dtype, generator: generator))
          all.append(Tensor.sampleGamma(n, concentration: two, generator: generator))
          all.append(Tensor.sampleBeta(n, two, half, generator: generator))
          all.append(Tensor.samplePoisson(n, rate: two, generator: generator))
          all.append(Tensor.samplePoisson(n, rate: Tensor.full(n, 20, dtype: dtype), generator: generator))
          all.append(
            Tensor.sampleBinomial(n, count: two.floor() * 20, probability: half.expand(n), generator: generator))
          all.append(Tensor.sampleGeometric(n, probability: half, generator: generator))
        }
        all.append(Tensor.randint(0, 1000, n, generator: generator))
        all.append(Tensor.sampleCategorical(n, probabilities: Tensor([1, 2, 3]), generator: generator))
        return all
      }
      setNumThreads(1)
      let expected = samples()
      func isRight() -> Bool { zip(samples(), expected).allSatisfy { $0.equal($1) } }
      var worked = true
      for count in [2, 3] {
        setNumThreads(count)
        worked = worked && isRight()
      }
      let child = fork()
      if child == 0 { _exit(isRight() ? 0 : 1) }
      var status: Int32 = -1
      waitpid(child, &status, 0)
      exit(worked && status == 0 ? 0 : 1)
    }
  }
}
