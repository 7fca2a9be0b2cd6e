import Tensors
import Testing

@testable import ClassicalModels

/// i = np.arange(40); x = np.stack([np.sin(i * 1.7) + (i % 3) * 2, np.cos(i * 2.3) * .7 + (i % 3 == 1) * 3], 1)
func threeClouds() -> Tensor {
  let i = Tensor.arange(40, dtype: .float64)
  let third = i % 3
  return stack(
    [(i * 1.7).sin() + third * 2, (i * 2.3).cos() * 0.7 + (third == 1).to(.float64) * 3], dim: 1)
}

@Suite struct KMeansTests {
  @Test("from given centres the clusters are scikit-learn's")
  func golden() {
    // k = KMeans(3, init=np.array([[0, 0], [2, 2], [4, 0.]]), n_init=1).fit(x); k.cluster_centers_, k.inertia_
    let model = KMeans.fit(threeClouds(), clusters: 3, start: Tensor([[0, 0], [2, 2], [4, 0]]))
    let centers = Tensor(
      [[-0.114961218007, 0.098317648937], [2.105248867016, 2.870032849817], [4.07200742922, 0.058483838928]],
      dtype: .float64)
    #expect(model.centers.allclose(centers, rtol: 1e-10))
    #expect(abs(model.inertia - 28.617334273235148) < 1e-10)
    #expect(model.hasConverged)
    #expect(model.predict(Tensor([[0, 0.5], [4, 0], [2, 4]])).scalars == [0, 2, 1])
    #expect(abs(model.transform(Tensor([[2.105248867016, 2.870032849817]]))[0, 1].item() as Double) < 1e-6)
  }

  @Test("the inertia never rises, and k-means++ with restarts finds the three clouds")
  func plusPlus() {
    let model = KMeans.fit(threeClouds(), clusters: 3, generator: Generator(seed: 1))
    #expect(abs(model.inertia - 28.617334273235148) < 1e-8)
    #expect(zip(model.inertiaHistory, model.inertiaHistory.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 })
  }

  @Test("a centre without points goes to the farthest point, and equal points don't matter")
  func empty() {
    let model = KMeans.fit(Tensor([[0], [1], [10]]), clusters: 3, start: Tensor([[0.5], [0.6], [100]]))
    #expect(model.centers.scalars.sorted() == [0, 1, 10] && model.inertia == 0)
    #expect(KMeans.fit(Tensor.ones(5, 2), clusters: 3, generator: Generator(seed: 1)).inertia == 0)
  }

  @Test("steps by hand lead where the fit leads")
  func steps() {
    var model = KMeans(centers: Tensor([[0, 0], [2, 2], [4, 0]]))
    for _ in 0..<3 { model = model.step(threeClouds()) }
    let fit = KMeans.fit(threeClouds(), clusters: 3, start: Tensor([[0, 0], [2, 2], [4, 0]]))
    #expect(model.centers.allclose(fit.centers, rtol: 1e-12))
  }

  @Test("a fit is told in one line")
  func description() {
    let fit = KMeans.fit(Tensor([[0, 0], [0, 2], [9, 9]]), clusters: 2, start: Tensor([[0, 0], [9, 9]]))
    #expect(fit.description == "KMeans(2 clusters of 2 features, steps: 1, inertia 2.0)")
    #expect(KMeans(centers: Tensor([[0, 0, 1]])).description == "KMeans(1 cluster of 3 features)")
  }
}
