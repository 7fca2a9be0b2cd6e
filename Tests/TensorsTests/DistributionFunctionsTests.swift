import TestSupport
import Testing

@testable import Tensors

/// Numbers in double precision.
private func doubles(_ values: [Double]) -> Tensor { Tensor(values, dtype: .float64) }

/// Expects every value to within 1e-13 of itself, or another tolerance.
private func expectValues(
  _ y: Tensor, _ expected: [Double], rtol: Double = 1e-13, sourceLocation: SourceLocation = #_sourceLocation
) {
  for (i, (value, wanted)) in zip(y.scalars, expected).enumerated() {
    let isClose = value == wanted || abs(value - wanted) <= rtol * abs(wanted) || (value.isNaN && wanted.isNaN)
    #expect(isClose, "element \(i): \(value), not \(wanted)", sourceLocation: sourceLocation)
  }
}

// Golden numbers: mpmath with enough digits that none is lost, at the double that is passed. `mpf(float(x))` is assumed around
// every number below.
@Suite struct IncompleteGammaTests {
  private let a = doubles([0.001, 0.1, 0.5, 1, 3.5, 6, 25, 40, 300, 1000, 1e6])
  private let x = doubles([0.5, 1e-30, 0.3, 1e-12, 20, 1000, 3, 41, 250, 1300, 1_003_000])
  // mp.dps = 500; p = a*log(x) - x - loggamma(a + 1) + log(sum of x**n / ((a+1)…(a+n))); lower: p; upper: log(-expm1(p))
  private let lower = [
    -0.00056022355238477665, -6.8578828377222977, -0.57728247453250311, -27.631021115929048, -1.2587911796485933e-6,
    -0.0,
    -33.416313515142463, -0.53965629732876125, -6.7572739248572288, -1.8736155715785551e-18, -0.0013626686575809065,
  ]
  private let upper = [
    -7.4874547519064642, -0.0010516898380499452, -0.82421754438792213, -9.9999999999999998e-13, -13.585359308128414,
    -970.243707846241, -3.072411873699357e-15, -0.87454575286573179, -0.0011630697345143963, -40.818661649018565,
    -6.5989915106665515,
  ]

  @Test("both tails and their logarithms keep their digits from a = 0.001 to a million")
  func golden() {
    expectValues(Tensor.logGammainc(a, x), lower)
    expectValues(Tensor.logGammaincc(a, x), upper)
    expectValues(Tensor.gammainc(a, x), doubles(lower).exp().scalars)
    expectValues(Tensor.gammaincc(a, x), doubles(upper).exp().scalars)
    let single = Tensor.logGammaincc(a.float(), x.float())
    #expect(
      single.dtype == .float32
        && single.allclose(Tensor.logGammaincc(a.float().double(), x.float().double()).float(), rtol: 1e-6, atol: 0))
  }

  @Test("at the ends of their range they are 0 and 1, outside NaN")
  func limits() {
    // scipy.special.gammainc([0, 2, 2, inf, -1, 2, nan], [1, 0, inf, 2, 1, -1, 1])
    let a = doubles([0, 2, 2, .infinity, -1, 2, .nan])
    let x = doubles([1, 0, .infinity, 2, 1, -1, 1])
    expectValues(Tensor.gammainc(a, x), [1, 0, 1, 0, .nan, .nan, .nan])
    expectValues(Tensor.logGammaincc(a, x), [-.infinity, 0, -.infinity, 0, .nan, .nan, .nan])
    expectValues(Tensor.gammaincinv(Tensor(2), doubles([0, 1, -1, 2, .nan])), [0, .infinity, .nan, .nan, .nan])
  }

  @Test("the inverses are SciPy's, and undo the functions far out")
  func inverses() {
    // [scipy.special.gammaincinv(a, p) for a, p in [(.5, .3), (2, 1e-20), (50, .999)]]
    expectValues(
      Tensor.gammaincinv(doubles([0.5, 2, 50]), doubles([0.3, 1e-20, 0.999])),
      [0.07423593091627269, 1.414213562439759e-10, 74.72462638951943])
    // [scipy.special.gammainccinv(a, p) for a, p in [(.5, 1e-20), (2, .25), (1e4, 1e-100)]]
    expectValues(
      Tensor.gammainccinv(doubles([0.5, 2, 1e4]), doubles([1e-20, 0.25, 1e-100])),
      [43.58086671345491, 2.6926345288896956, 12280.423115735886])
    let p = doubles([1e-300, 1e-10, 0.2, 0.5])
    for a in [0.01, 0.7, 3, 80, 1e5] {
      let x = Tensor.gammaincinv(Tensor(a), p)
      let isNormal = x.scalars.map { $0 > 1e-300 }
      for (i, value) in Tensor.logGammainc(Tensor(a), x).scalars.enumerated() where isNormal[i] {
        #expect(abs(value - p.log().scalars[i]) < 1e-11 * abs(value), "a \(a), p \(p.scalars[i])")
      }
      expectValues(
        Tensor.logGammaincc(Tensor(a), Tensor.gammainccinv(Tensor(a), p))[2...], p.log().scalars.suffix(2).map { $0 },
        rtol: 1e-11)
    }
  }

  @Test("they broadcast, and have their gradients with respect to x and p")
  func gradients() {
    let a = doubles([0.5, 1, 3.2, 40]).unsqueeze(1)
    let x = doubles([0.4, 2.5])
    #expect(Tensor.gammainc(a, x).shape == [4, 2])
    expectGradients(at: [x]) { Tensor.gammainc(a, $0[0]) }
    expectGradients(at: [x]) { Tensor.gammaincc(a, $0[0]) }
    let near = doubles([0.6, 1.2, 3, 41])
    let b = doubles([0.5, 1, 3.2, 40])
    expectGradients(at: [near]) { Tensor.logGammainc(b, $0[0]) }
    expectGradients(at: [near]) { Tensor.logGammaincc(b, $0[0]) }
    let p = doubles([0.2, 0.3, 0.6, 0.7])
    expectGradients(at: [p]) { Tensor.gammaincinv(b, $0[0]) * 0.1 }
    expectGradients(at: [p]) { Tensor.gammainccinv(b, $0[0]) * 0.1 }
    expectGradients(at: [b, near]) { Tensor.logGammaDensity($0[0], $0[1]) }
  }

  @Test("asking for the gradient with respect to a ends the cell")
  func noGradient() async {
    await #expect(processExitsWith: .failure) {
      Tensor.gammainc(Tensor([2], requiresGrad: true), Tensor([1])).sum().backward()
    }
    await #expect(processExitsWith: .failure) {
      Tensor.logBetainc(Tensor([2]), Tensor([2], requiresGrad: true), Tensor([0.5])).sum().backward()
    }
  }

  @Test("with the tail kept, x moves with a by the slope that samples' gradients take")
  func slope() {
    for a in [0.05, 0.9, 4, 19.9, 20.1, 700] {
      let p = doubles([0.01, 0.3, 0.5, 0.8, 0.999])
      let h = 1e-5 * a
      let x = Tensor.gammaincinv(Tensor(a, dtype: .float64), p)
      let ahead = Tensor.gammaincinv(Tensor(a + h, dtype: .float64), p).log()
      let behind = Tensor.gammaincinv(Tensor(a - h, dtype: .float64), p).log()
      let slope = Tensor.evaluated(.gammaSlope, "slope", [Tensor(a, dtype: .float64), x.log()], "", 0)
      expectValues(slope, ((ahead - behind) / (2 * h)).scalars, rtol: 1e-7)
    }
  }
}

@Suite struct IncompleteBetaTests {
  private let a = doubles([0.001, 0.001, 0.5, 2, 2, 30, 300, 300, 1e5, 1e6])
  private let b = doubles([0.001, 50, 0.5, 5, 5, 0.2, 500, 500, 3e5, 1e6])
  private let x = doubles([0.3, 0.01, 0.999, 1e-20, 0.999999, 0.5, 0.3, 0.4, 0.2483, 0.5005])
  // mp.dps = 60; the continued fraction DLMF 8.17.22 of I(x; a, b) for x < (a+1)/(a+b+2), else of I(1-x; b, a)
  private let lower = [
    -0.69399361440466922, -0.00056325757874881646, -0.020340514397558022, -89.395353518659617, -5.9999950008626691e-30,
    -24.51236500792068, -12.717410738269364, -0.075717134460854322, -5.042697502215768, -0.08191483472297064,
  ]
  private let upper = [
    -0.69230146255960269, -7.4820551389219802, -3.9052936169690371, -1.4999999999999998e-39, -67.285794153783218,
    -2.2615965796218157e-11, -2.9984674823489169e-6, -2.6183704973675919, -0.0064772410069124902, -2.5427530203641784,
  ]

  @Test("both tails and their logarithms keep their digits from a = 0.001 to a million")
  func golden() {
    expectValues(Tensor.logBetainc(a, b, x), lower)
    expectValues(Tensor.logBetaincc(a, b, x), upper)
    expectValues(Tensor.betainc(a, b, x), doubles(lower).exp().scalars)
    expectValues(Tensor.betaincc(a, b, x), doubles(upper).exp().scalars)
  }

  @Test("at the ends of their range they are 0 and 1, outside NaN")
  func limits() {
    // scipy.special.betainc(2, 3, [0, 1, -1, 2, nan]); scipy.special.betainc([-1, nan], 3, .5)
    expectValues(Tensor.betainc(Tensor(2), Tensor(3), doubles([0, 1, -1, 2, .nan])), [0, 1, .nan, .nan, .nan])
    expectValues(Tensor.betainc(doubles([-1, .nan]), Tensor(3), Tensor(0.5)), [.nan, .nan])
    expectValues(Tensor.betaincinv(Tensor(2), Tensor(3), doubles([0, 1, -1, 2])), [0, 1, .nan, .nan])
  }

  @Test("the inverses are SciPy's")
  func inverses() {
    // [scipy.special.betaincinv(a, b, p) for a, b, p in [(.5, .5, .3), (2, 5, 1e-20), (50, 3, .999)]]
    expectValues(
      Tensor.betaincinv(doubles([0.5, 2, 50]), doubles([0.5, 5, 3]), doubles([0.3, 1e-20, 0.999])),
      [0.2061073738537634, 2.5819888975605e-11, 0.9962705215432317])
    // [scipy.special.betainccinv(a, b, p) for a, b, p in [(2, 5, 1e-20), (20, .5, .25), (1000, 2000, 1e-100)]]
    expectValues(
      Tensor.betainccinv(doubles([2, 20, 1000]), doubles([5, 0.5, 2000]), doubles([1e-20, 0.25, 1e-100])),
      [0.9999301164741526, 0.9974331067392086, 0.5260952408208217])
  }

  @Test("they have their gradients with respect to x and p")
  func gradients() {
    let a = doubles([0.5, 1, 3.2, 40])
    let b = doubles([0.7, 2, 1.5, 30])
    let x = doubles([0.4, 0.25, 0.7, 0.6])
    expectGradients(at: [x]) { Tensor.betainc(a, b, $0[0]) }
    expectGradients(at: [x]) { Tensor.betaincc(a, b, $0[0]) }
    expectGradients(at: [x]) { Tensor.logBetainc(a, b, $0[0]) }
    expectGradients(at: [x]) { Tensor.logBetaincc(a, b, $0[0]) }
    expectGradients(at: [x]) { Tensor.betaincinv(a, b, $0[0]) }
    expectGradients(at: [x]) { Tensor.betainccinv(a, b, $0[0]) }
    expectGradients(at: [a, b, x]) { Tensor.logBetaDensity($0[0], $0[1], $0[2]) }
    expectGradients(at: [a, b]) { Tensor.lbeta($0[0], $0[1]) }
  }

  @Test("the beta function's logarithm loses nothing to the difference of large numbers")
  func lbeta() {
    // mp.dps = 60; loggamma(a) + loggamma(b) - loggamma(a + b)
    expectValues(
      Tensor.lbeta(doubles([1e-3, 0.5, 3, 1e8, 1e-5, 2]), doubles([1e9, 0.5, 1e6, 1e8, 1e-5, 1e15])),
      [
        6.8864556195474068, 1.1447298858494002, -40.753387493330377, -138629444.05681731, 12.206072645365683,
        -69.077552789821372,
      ], rtol: 1e-14)
  }
}

@Suite struct NormalTailTests {
  @Test("the normal distribution's function keeps its digits at −40 and beyond")
  func golden() {
    // mp.dps = 60; log(erfc(-x/sqrt(2))/2)
    expectValues(
      doubles([-1e5, -40, -3, 0, 0.5, 9]).logNdtr(),
      [
        -5000000012.431864, -804.60844201375379, -6.6077262215103495, -0.69314718055994531, -0.36894641528865639,
        -1.1285884059538406e-19,
      ], rtol: 1e-14)
    // scipy.special.ndtr([-37.5, -3, 0, 2])
    expectValues(
      doubles([-37.5, -3, 0, 2]).ndtr(), [4.605353009581954e-308, 0.0013498980316300933, 0.5, 0.9772498680518208])
    // mp.dps = 330; Newton's steps on ncdf
    expectValues(
      doubles([1e-300, 1e-20, 0.025, 0.5000001, 0.9, 1 - 0x1p-50]).ndtri(),
      [
        -37.047096299361199, -9.2623400897984076, -1.9599639845400542, 2.5066282733116483e-7, 1.2815515655446006,
        7.956038125481531,
      ], rtol: 1e-15)
    expectValues(doubles([0, 1, -0.1, 1.1, .nan]).ndtri(), [-.infinity, .infinity, .nan, .nan, .nan])
    let logs = doubles([-1e9, -800, -2, -0.1, -1e-20])
    expectValues(logs.ndtriExp().logNdtr(), logs.scalars)
  }

  @Test("they have their gradients")
  func gradients() {
    expectGradients(at: [doubles([-3, -0.5, 0, 1.5])]) { $0[0].ndtr() }
    expectGradients(at: [doubles([-30, -0.5, 0, 1.5])]) { $0[0].logNdtr() * 0.1 }
    expectGradients(at: [doubles([0.1, 0.5, 0.8])]) { $0[0].ndtri() }
    expectGradients(at: [doubles([-9, -1, -0.3])]) { $0[0].ndtriExp() }
  }
}

@Suite struct DiscreteMassTests {
  @Test("masses of counts keep their digits among a thousand million")
  func golden() {
    // mp.dps = 60; loggamma(n+1) - loggamma(k+1) - loggamma(n-k+1) + k*log(p) + (n-k)*log1p(-p)
    let binomial = Tensor.logBinomialMass(
      doubles([3, 0, 500_007_000, 299_000_000, 5, 999]), doubles([10, 10, 1e9, 1e9, 1e9, 1000]),
      doubles([0.3, 0.3, 0.5, 0.3, 1e-9, 0.999]))
    expectValues(
      binomial,
      [
        -1.3211512777668886, -3.5667494393873236, -10.685424271273134, -2392.9667240055997, -5.7874917482820458,
        -0.99949983324994997,
      ], rtol: 2e-15)
    // k*log(rate) - rate - loggamma(k+1)
    let poisson = Tensor.logPoissonMass(doubles([0, 7, 5, 1_000_040_000, 3]), doubles([4, 4, 1000, 1e9, 1e-5]))
    expectValues(
      poisson, [-4, -2.82110083322618, -970.24871534787136, -12.080580784907881, -36.33054586413874], rtol: 2e-15)
    // Counts beyond single precision's are read as they are.
    let whole = Tensor([1_000_040_001], dtype: .int64)
    #expect(!Tensor.logPoissonMass(whole, Tensor([1e8])).equal(Tensor.logPoissonMass(whole - 1000, Tensor([1e8]))))
    #expect(Tensor.logPoissonMass(whole, Tensor([1e8])).dtype == .float32)
  }

  @Test("what cannot happen has the logarithm −∞, and certainty 0")
  func limits() {
    expectValues(
      Tensor.logBinomialMass(doubles([-1, 4, 1.5, 0, 3, 1]), Tensor(3), doubles([0.5, 0.5, 0.5, 0, 1, 0])),
      [-.infinity, -.infinity, -.infinity, 0, 0, -.infinity])
    expectValues(
      Tensor.logPoissonMass(doubles([-1, 0.5, 0, 1]), doubles([1, 1, 0, 0])), [-.infinity, -.infinity, 0, -.infinity])
    expectValues(
      Tensor.logBinomialMass(doubles([.nan, 1, 1]), doubles([3, .nan, 3]), doubles([0.5, 0.5, .nan])),
      [.nan, .nan, .nan])
  }

  @Test("masses have their gradients with respect to the probability and the rate")
  func gradients() {
    let k = doubles([0, 3, 10])
    expectGradients(at: [doubles([0.2, 0.3, 0.9])]) { Tensor.logBinomialMass(k, Tensor(10), $0[0]) }
    expectGradients(at: [doubles([0.5, 4, 9])]) { Tensor.logPoissonMass(k, $0[0]) }
    let zero = Tensor([0, 1], requiresGrad: true)
    Tensor.logBinomialMass(Tensor([0, 5]), Tensor(5), zero).sum().backward()
    #expect(zero.grad!.scalars == [-5, 5])
    expectGradients(at: [doubles([0, 0.5, 2])]) { Tensor.xlog1py($0[0], doubles([0.5, -0.3, 1])) }
    expectGradients(at: [doubles([0.5, -0.3, 1])]) { Tensor.xlog1py(doubles([0, 0.5, 2]), $0[0]) }
    #expect(Tensor.xlog1py(Tensor([0, 2]), Tensor([-1, 0])).scalars == [0, 0])
  }

  @Test("the hypergeometric distribution's mass and both its tails keep their digits")
  func hypergeometric() {
    let k = doubles([2, 0, 49, 30])
    let population = doubles([20, 2500, 2500, 1000])
    let successes = doubles([7, 50, 50, 500])
    let draws = doubles([12, 500, 500, 400])
    // h = lambda k, N, K, n: Fraction(comb(K, k) * comb(N-K, n-k), comb(N, n)); log(h), log(sum(h(j) for j <= k)), …
    expectValues(
      Tensor.logHypergeometricMass(k, population: population, successes: successes, draws: draws),
      [-3.0432848138030731, -11.281527762038437, -77.112277312206288, -275.13416593987589], rtol: 1e-14)
    expectValues(
      Tensor.logHypergeometricCDF(k, population: population, successes: successes, draws: draws),
      [-2.9542912756094521, -11.281527762038437, -1.4613021329345257e-36, -275.11161794693911])
    expectValues(
      Tensor.logHypergeometricCDF(k, population: population, successes: successes, draws: draws, upper: true),
      [-0.05352270723558589, -1.2603683314183695e-5, -82.513735437673838, -3.3154495070421824e-120])
    let ends = Tensor.logHypergeometricCDF(
      doubles([-1, 3, 0, 7]), population: Tensor(10), successes: Tensor(8), draws: doubles([5, 5, 5, 5]))
    #expect(ends.scalars[0] == -.infinity && ends.scalars[2] == -.infinity && ends.scalars[3] == 0)
  }
}
