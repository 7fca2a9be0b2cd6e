import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct PCATests {
  @Test("directions, variances and coordinates are scikit-learn's")
  func golden() {
    // x, y = data(30, 5, 3); m = PCA(3).fit(x); z = m.transform(wave(2, 5, .5))
    // show(m.components_); show(m.explained_variance_); show(m.explained_variance_ratio_); show(z); show(m.inverse_transform(z))
    let (x, _) = examples(30, 5, 3), q = wave(2, 5, phase: 0.5)
    let pca = PCA.fit(x, components: 3)
    expectClose(
      pca.components,
      [
        -0.055746843, -0.344821304, 0.691595094, -0.600492876, 0.19772478, 0.66978891, -0.645929943, 0.060563438,
        0.330401624, -0.146027946, 0.44848462, 0.13457749, -0.328633734, -0.239058407, 0.784602696,
      ])
    expectClose(pca.explainedVariance, [1.530979642, 1.121493921, 0.626803075])
    expectClose(pca.explainedVarianceRatio, [0.459155082, 0.336346493, 0.187984091])
    let z = pca.transform(q)
    expectClose(z, [-0.462986212, -0.850153706, 1.277471019, -0.277852123, 0.877105722, -1.11239486])
    expectClose(
      pca.inverseTransform(z),
      [
        0.248008736, 0.624155328, -0.698866035, -0.336723955, 1.161275586, 0.322769214, -0.876993585, 0.319171111,
        0.694111193, -0.929442175,
      ])
    // show(PCA(2, whiten=True).fit(x).transform(q))
    let whitened = PCA.fit(x, components: 2, whiten: true)
    expectClose(whitened.transform(q), [-0.374182394, -0.802784522, -0.224558248, 0.828234815])
    expectClose(whitened.inverseTransform(whitened.transform(x)), PCA.fit(x, components: 2).approximation(x).scalars)
  }

  @Test("fewer examples than features have fewer directions")
  func wide() {
    // m = PCA().fit(wave(3, 5)); show(m.explained_variance_); show(m.components_[:2])
    let pca = PCA.fit(wave(3, 5))
    expectClose(pca.explainedVariance, [3.046068949, 0.181487581, 0.0])
    expectClose(
      pca.components[0..<2],
      [
        0.345400983, -0.604077491, -0.043331273, 0.63719928, -0.328463125, 0.782310749, 0.315828944, -0.510402582,
        -0.085780822, 0.142733409,
      ])
  }

  @Test("all directions give the examples back")
  func complete() {
    let x = wave(40, 4)
    expectClose(PCA.fit(x).approximation(x), x.scalars)
    #expect(PCA.fit(x.float()).components.dtype == .float32)
  }

  @Test("many examples, of whose covariance only a half is computed, give what the singular values give")
  func tall() {
    let x = wave(700, 150)
    let pca = PCA.fit(x, components: 5)
    let (_, s, vh) = Linalg.svd(x - x.mean(dim: 0), fullMatrices: false)
    expectClose(pca.explainedVariance, (s[0..<5].square() / 699).scalars)
    expectClose((pca.components * vh[0..<5]).sum(1).abs(), [1, 1, 1, 1, 1])
  }

  @Test(
    "data in single precision have the directions that they have in double, also far from 0 and from 1",
    arguments: [(1.0, 0.0), (1, 500), (1e-18, 0), (1e25, 0)])
  func single(scale: Double, offset: Double) {
    let g = Generator(seed: 4), spread = Tensor.linspace(3, 0.5, 60, dtype: .float64)
    let factors = Tensor.randn(3000, 60, dtype: .float64, generator: g) * spread
    let mixing = Linalg.qr(Tensor.randn(60, 60, dtype: .float64, generator: g)).q
    let x = ((matmul(factors, mixing) + offset) * scale).float()
    let single = PCA.fit(x, components: 5), double = PCA.fit(x.double(), components: 5)
    #expect(single.components.dtype == .float32)
    #expect(((single.components.double() * double.components).sum(1) - 1).abs().max().item() < 1e-6)
    #expect(single.explainedVarianceRatio.double().allclose(double.explainedVarianceRatio, rtol: 1e-6))
    #expect(single.mean.double().allclose(double.mean, rtol: 1e-6, atol: 1e-7 * scale))
    #expect((matmul(single.components, single.components.t()) - Tensor.eye(5)).abs().max().item() < 1e-6)
  }

  @Test("few of many directions are the first of all")
  func few() {
    let x = wave(700, 150)
    let (some, all) = (PCA.fit(x, components: 5), PCA.fit(x))
    expectClose(some.components, all.components[0..<5].scalars)
    expectClose(some.explainedVariance, all.explainedVariance[0..<5].scalars)
    expectClose(some.explainedVarianceRatio, all.explainedVarianceRatio[0..<5].scalars)
  }

  @Test("constant features have no variance, and whitened no infinity")
  func constant() {
    let pca = PCA.fit(Tensor.ones(6, 3), whiten: true)
    #expect(
      pca.explainedVarianceRatio.scalars == [0, 0, 0] && pca.transform(Tensor.ones(2, 3)).scalars.allSatisfy { $0 == 0 }
    )
    let many = PCA.fit(Tensor.full([3000, 90], 0.1), components: 2)
    #expect(
      many.explainedVariance.max().item() < 1e-15
        && many.transform(Tensor.full([1, 90], 0.1)).abs().max().item() < 1e-6)
  }

  @Test("what can't be fitted is named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PCA.fit(Tensor.zeros(10, 3), components: 4, file: "page.md", line: 12)
      }, "PCA.fit: components must be in 1...3, the smaller of examples and features, and is 4")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = PCA.fit(Tensor.rand(300, 60, dtype: .float64) * 1e200, components: 2, file: "page.md", line: 12)
      }, "PCA.fit: x has numbers whose squares are too large to compute with")
  }
}

extension PCA {
  fileprivate func approximation(_ x: Tensor) -> Tensor { inverseTransform(transform(x)) }
}
