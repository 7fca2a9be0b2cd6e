import Tensors
import TestSupport
import Testing

@Suite struct SpecialFunctionsTests {
  /// The functions by PyTorch's names, their values at 0.3, −0.7 and 1.6 in double precision, and where their slopes are
  /// checked: `0.3 + 0.2 u` for inverses of bounded functions and their like.
  ///
  ///     t = torch.tensor([0.3, -0.7, 1.6], dtype=torch.float64); [float('%.12g' % v) for v in getattr(torch, f)(t)]
  private static let functions: [(String, @Sendable (Tensor) -> Tensor, [Double], near: Double)] = [
    ("erf", { $0.erf() }, [0.328626759459, -0.677801193837, 0.976348383345], 0),
    ("erfc", { $0.erfc() }, [0.671373240541, 1.67780119384, 0.0236516166554], 0),
    ("erfinv", { $0.erfinv() }, [0.272462714727, -0.732869077959, .nan], 0),
    ("lgamma", { $0.lgamma() }, [1.09579799482, 1.45247293876, -0.112591765697], 1),
    ("digamma", { $0.digamma() }, [-3.5025242222, -2.07395279363, 0.126047452773], 1),
    ("expm1", { $0.expm1() }, [0.349858807576, -0.503414696209, 3.9530324244], 0),
    ("log1p", { $0.log1p() }, [0.262364264467, -1.20397280433, 0.955511445027], 0),
    ("log2", { $0.log2() }, [-1.73696559417, .nan, 0.678071905113], 1),
    ("log10", { $0.log10() }, [-0.52287874528, .nan, 0.204119982656], 1),
    ("exp2", { $0.exp2() }, [1.23114441334, 0.615572206672, 3.03143313302], 0),
    ("tan", { $0.tan() }, [0.30933624961, -0.842288380463, -34.2325327356], 0),
    ("asin", { $0.asin() }, [0.304692654015, -0.775397496611, .nan], 0),
    ("acos", { $0.acos() }, [1.26610367278, 2.34619382341, .nan], 0),
    ("atan", { $0.atan() }, [0.291456794478, -0.610725964389, 1.01219701145], 0),
    ("sinh", { $0.sinh() }, [0.304520293447, -0.75858370184, 2.3755679532], 0),
    ("cosh", { $0.cosh() }, [1.04533851413, 1.25516900563, 2.57746447119], 0),
    ("asinh", { $0.asinh() }, [0.295673047563, -0.652666566082, 1.2489833279], 0),
    ("acosh", { $0.acosh() }, [.nan, .nan, 1.046967915], 2),
    ("atanh", { $0.atanh() }, [0.309519604203, -0.867300527694, .nan], 0),
    ("rsqrt", { $0.rsqrt() }, [1.82574185835, .nan, 0.790569415042], 1),
  ]

  @Test("special functions have PyTorch's values, and their gradients", arguments: functions.indices)
  func values(index: Int) {
    let (name, function, values, centre) = Self.functions[index]
    let expected = Tensor(values, dtype: .float64)
    let y = function(Tensor([0.3, -0.7, 1.6], dtype: .float64))
    #expect(y.allclose(expected, rtol: 1e-11, equalNan: true), "\(name)")
    #expect(function(Tensor([0.3, -0.7, 1.6])).allclose(expected.float(), rtol: 4e-6, equalNan: true), "\(name)")
    let x = point(2, 4).clamp(-1.5, 1.5) * 0.3 + centre
    expectGradients(at: [x]) { function($0[0]) }
    expectGradients(at: [x]) { function($0[0].t()[1...]) }
  }

  @Test("the gamma function's derivatives have PyTorch's values")
  func polygamma() {
    // [torch.polygamma(k, torch.tensor([0.3, 2.5, -0.7], dtype=torch.float64)) for k in (1, 2, 3)]
    let x = Tensor([0.3, 2.5, -0.7], dtype: .float64)
    let expected = [
      [12.245364544940365, 0.4903577562398206, 14.286180872300749],
      [-75.27253658872601, -0.23620405164172736, -69.44163279863852],
      [743.1417646550497, 0.2239058488172521, 768.1313523268523],
    ]
    for n in 1...3 { #expect(x.polygamma(n).allclose(Tensor(expected[n - 1], dtype: .float64), rtol: 1e-12)) }
    expectGradients(at: [x]) { $0[0].polygamma(2) * 1e-2 }
    // torch.lgamma(torch.tensor([0., -1, inf, 171])); torch.digamma(torch.tensor([0., -1, inf, 1e10]))
    let infinity = Double.infinity
    #expect(Tensor([0, -1, infinity]).lgamma().scalars == [infinity, infinity, infinity])
    #expect(abs(Tensor(171, dtype: .float64).lgamma().item() - 706.5730622457874) < 1e-9)
    let limits = Tensor([0, -1, infinity, 1e10], dtype: .float64).digamma()
    #expect(
      limits.allclose(Tensor([-infinity, .nan, infinity, 23.025850929890456], dtype: .float64), equalNan: true))
  }

  @Test("the inverse of the error function inverts it up to its tails")
  func erfinv() {
    let x = Tensor([-0.999999999, -0.9, -1e-9, 0, 0.5, 0.99, 0.999999999999], dtype: .float64)
    #expect(x.erfinv().erf().allclose(x, rtol: 1e-14, atol: 0))
    #expect((1 - x[-1]).allclose(x[-1].erfinv().erfc(), rtol: 1e-10, atol: 0))
    #expect(
      Tensor([1, -1, 2, Double.nan]).erfinv().allclose(
        Tensor([.infinity, -.infinity, Double.nan, .nan]), equalNan: true))
  }

  @Test("functions of two variables have their gradients")
  func twoVariables() {
    let x = point(3, 4)
    let y = point(4, seed: 2)
    expectGradients(at: [x, y]) { $0[0].atan2($0[1]) }
    expectGradients(at: [x, y]) { Tensor.logaddexp($0[0], $0[1]) }
    expectGradients(at: [x, y.abs() + 0.5]) { Tensor.xlogy($0[0], $0[1]) }
    expectGradients(at: [x, y]) { $0[0].lerp($0[1], 0.3) }
    expectGradients(at: [x, y, point(3, 1, seed: 3)]) { $0[0].lerp($0[1], $0[2]) }
    expectGradients(at: [x, y, point(3, 1, seed: 3)]) { $0[0].addcmul($0[1], $0[2], value: 2) }
    expectGradients(at: [x, y, x.abs() + 1]) { $0[0].addcdiv($0[1], $0[2], value: -0.5) }
  }

  @Test("functions of two variables keep their limits")
  func limits() {
    let infinity = Double.infinity
    // torch.logaddexp(torch.tensor([-inf, 0., 1000]), torch.tensor([-inf, 0., 999]))
    let sum = Tensor.logaddexp(Tensor([-infinity, 0, 1000]), Tensor([-infinity, 0, 999]))
    #expect(sum.allclose(Tensor([-infinity, 0.69314718, 1000.3132617])))
    // torch.xlogy(torch.tensor([0., 0, 1]), torch.tensor([0., nan, 2]))
    #expect(
      Tensor.xlogy(Tensor([0, 0, 1]), Tensor([0, Double.nan, 2])).allclose(
        Tensor([0, Double.nan, 0.69314718]), equalNan: true))
    #expect(Tensor([1e8]).lerp(Tensor([0.1]), 1).equal(Tensor([0.1])))
    // torch.nan_to_num(torch.tensor([nan, inf, -inf, 1.]), 1, 2, 3)
    let x = Tensor([Double.nan, infinity, -infinity, 1])
    #expect(x.nanToNum(nan: 1, posinf: 2, neginf: 3).scalars == [1, 2, 3, 1])
    #expect(
      x.nanToNum().scalars == [0, Double(Float.greatestFiniteMagnitude), -Double(Float.greatestFiniteMagnitude), 1])
    #expect(
      x.isnan().scalars == [1, 0, 0, 0] && x.isinf().scalars == [0, 1, 1, 0] && x.isfinite().scalars == [0, 0, 0, 1])
    #expect(Tensor([1], dtype: .int64).isfinite().all() && !Tensor([true]).isinf().any())
  }
}

@Suite struct DivisionTests {
  @Test("whole quotients and remainders are PyTorch's")
  func golden() async {
    let a = Tensor([7, -7, 7, -7], dtype: .int64)
    let b = Tensor([2, 2, -2, -2], dtype: .int64)
    for (x, y) in [(a, b), (a.float(), b.float()), (a.double(), b.double())] {
      #expect(x.floorDivide(y).scalars == [3, -4, -4, 3] && (x % y).scalars == [1, 1, -1, -1])
      #expect(x.fmod(y).scalars == [1, -1, 1, -1] && x.div(y, roundingMode: .trunc).scalars == [3, -3, -3, 3])
      #expect((x % y).dtype == x.dtype)
    }
    // a // 2., a % 2.5, 7.5 % b
    #expect((a % 2.5).scalars == [2, 0.5, 2, 0.5] && a.floorDivide(2).dtype == .int64)
    // torch.tensor([1., inf, -inf, nan, 0]) // torch.tensor([0., 2, 2, 2, 0]); torch.tensor([1., inf, 5, nan]) % …
    let (inf, nan) = (Double.infinity, Double.nan)
    #expect(
      Tensor([1, inf, -inf, nan, 0]).floorDivide(Tensor([0, 2, 2, 2, 0]))
        .allclose(Tensor([inf, nan, nan, nan, nan]), equalNan: true))
    #expect(
      (Tensor([1, inf, 5, nan, -5]) % Tensor([0, 2, inf, 2, inf])).allclose(
        Tensor([nan, nan, 5, nan, inf]), equalNan: true))
    #expect(Tensor([Int.min], dtype: .int64).remainder(-1).item() == 0.0)
    await #expect(processExitsWith: .failure) { _ = Tensor([1], dtype: .int64) % 0 }
  }

  @Test("remainders have their gradients")
  func gradients() {
    expectGradients(at: [point(3, 4), point(4, seed: 2)]) { $0[0].remainder($0[1]) }
    expectGradients(at: [point(3, 4), point(4, seed: 2)]) { $0[0].fmod($0[1]).square() }
    expectGradients(at: [point(5)]) { ($0[0] * 3).floor() + ($0[0] * 2).round() + $0[0].ceil() + $0[0].trunc() * $0[0] }
    expectGradients(at: [point(5)]) { $0[0].frac() + $0[0].sign() * $0[0] + $0[0].floorDivide(0.3) }
  }

  @Test("rounding is PyTorch's")
  func rounding() {
    let x = Tensor([1.5, 2.5, -0.5, -1.7])
    #expect(x.round().scalars == [2, 2, 0, -2] && x.ceil().scalars == [2, 3, 0, -1])
    #expect(x.floor().scalars == [1, 2, -1, -2] && x.trunc().scalars == [1, 2, 0, -1])
    #expect(abs(Tensor(1.2345).round(decimals: 2).item() - 1.23) < 1e-7)
    #expect(Tensor([3], dtype: .int64).floor().dtype == .int64)
  }

  @Test("powers of integers are exact, others have PyTorch's limits and slopes")
  func powers() {
    #expect(Tensor([2, 3, -2], dtype: .int64).pow(Tensor([3, 2, 3], dtype: .int64)).scalars == [8, 9, -8])
    let big = Tensor([3], dtype: .int64).pow(39)
    #expect(big.dtype == .int64 && big.equal(Tensor([4_052_555_153_018_976_267], dtype: .int64)))
    #expect(Tensor.pow(2, Tensor([3, -1])).scalars == [8, 0.5])
    #expect(Tensor.pow(2, Tensor([3, 1], dtype: .int64)).dtype == .int64)
    // x = torch.tensor([0.5, 2., 0., -1.], …); y = torch.tensor([2., 3., 2., 3.], …); grad((x ** y).sum(), [x, y])
    let x = Tensor([0.5, 2, 0, -1], requiresGrad: true)
    let y = Tensor([2, 3, 2, 3], requiresGrad: true)
    let slopes = grad(x.pow(y).sum(), [x, y])
    #expect(slopes[0].scalars == [1, 12, 0, 3])
    #expect(slopes[1].allclose(Tensor([-0.1732868, 5.5451775, 0, .nan]), equalNan: true))
    let p = x.pow(1)
    noGrad { _ = p.zero_() }
    #expect(x[0].item() == 0.5)
  }

  @Test("bounds may be tensors, and cross")
  func clamping() {
    let nan = Double.nan
    // torch.clamp(torch.tensor([1., 5, nan]), 3, 2); torch.clamp(…, torch.tensor([2., 2, 2]), torch.tensor([4., 4, 4]))
    #expect(Tensor([1, 5, nan]).clamp(3, 2).allclose(Tensor([2, 2, nan]), equalNan: true))
    let bounded = Tensor([1, 5, nan]).clamp(min: Tensor([2, 2, 2]), max: Tensor([4, 4, 4]))
    #expect(bounded.allclose(Tensor([2, 4, nan]), equalNan: true))
    #expect(Tensor([1, 5], dtype: .int64).clamp(1.5, 3.5).scalars == [1.5, 3.5])
    // x = torch.tensor([1., 2., 3.], …); lo = torch.tensor([1., 2.5, 0.], …); x.clamp(min=lo).sum().backward()
    let x = Tensor([1, 2, 3], requiresGrad: true)
    let low = Tensor([1, 2.5, 0], requiresGrad: true)
    let slopes = grad(x.clamp(min: low).sum(), [x, low])
    #expect(slopes[0].scalars == [0.5, 0, 1] && slopes[1].scalars == [0.5, 1, 0])
    expectGradients(at: [point(3, 4), point(4, seed: 2)]) { $0[0].clamp(max: $0[1]).square() }
  }

  @Test("closeness counts infinities, and NaN on demand")
  func closeness() {
    // x = torch.tensor([1., nan, inf, 2]); y = torch.tensor([1 + 1e-6, nan, inf, inf]); x.isclose(y, equal_nan=…)
    let x = Tensor([1, Double.nan, .infinity, 2])
    let y = Tensor([1 + 1e-6, Double.nan, .infinity, .infinity])
    #expect(x.isclose(y).scalars == [1, 0, 1, 0] && x.isclose(y, equalNan: true).scalars == [1, 1, 1, 0])
    #expect(!x.allclose(y) && x[..<3].allclose(y[..<3], equalNan: true))
    #expect(
      Tensor([0, 2]).logicalAnd(Tensor([1, 1])).scalars == [0, 1] && Tensor([0, 2]).logicalNot().scalars == [1, 0])
  }
}
