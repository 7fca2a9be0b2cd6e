import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct KNearestNeighborsTests {
  @Test("neighbours and votes are scikit-learn's, by each metric")
  func golden() {
    // x, y = data(30, 3, 3); m = KNeighborsClassifier(4, metric=metric, weights=weights).fit(x, y)
    // d, i = m.kneighbors(q); show(d); show(i); show(m.predict_proba(q)) with uniform weights, then by distance
    check(
      .euclidean,
      [
        0.152730247, 0.620404884, 0.69460312, 0.775136225, 0.19639223, 0.31165921, 0.811468289, 0.845835235,
        0.181915704, 0.830317785, 1.132393736, 1.358932983, 0.819219078, 1.13653816, 1.321997128, 1.426574821,
        0.76324837, 0.88897635, 1.091590476, 1.233767397,
      ],
      [
        0.0, 19.0, 28.0, 20.0, 1.0, 11.0, 2.0, 16.0, 2.0, 11.0, 1.0, 10.0, 2.0, 10.0, 3.0, 11.0, 3.0, 10.0, 8.0, 5.0,
      ],
      [0.25, 0.5, 0.25, 0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.25, 0.25, 0.5, 0.25, 0.25, 0.5],
      [
        0.601288088, 0.28023612, 0.118475792, 0.0, 0.585540532, 0.414459468, 0.0, 0.194577556, 0.805422444,
        0.212603093, 0.247295417, 0.54010149, 0.314820834, 0.270295704, 0.414883462,
      ])
    check(
      .manhattan,
      [
        0.227183476, 0.91628842, 0.978197285, 1.146764763, 0.302740874, 0.402032222, 1.186899626, 1.385820362,
        0.308321515, 1.292109655, 1.940602081, 2.14697109, 1.183409263, 1.67521618, 2.054540823, 2.054617569,
        1.302321148, 1.539725658, 1.768996279, 1.881249408,
      ],
      [
        0.0, 19.0, 16.0, 20.0, 1.0, 11.0, 16.0, 2.0, 2.0, 11.0, 1.0, 10.0, 2.0, 10.0, 11.0, 8.0, 3.0, 10.0, 8.0,
        23.0,
      ],
      [0.25, 0.5, 0.25, 0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.0, 0.25, 0.75, 0.25, 0.25, 0.5],
      [
        0.595843126, 0.286115479, 0.118041395, 0.0, 0.563682835, 0.436317165, 0.0, 0.196279193, 0.803720807, 0.0,
        0.247139396, 0.752860604, 0.305411602, 0.258321336, 0.436267062,
      ])
    check(
      .cosine,
      [
        0.007388801, 0.008100715, 0.067355784, 0.134195613, 0.012711164, 0.032667014, 0.243033801, 0.260536167,
        0.005778681, 0.210083014, 0.441961707, 0.830284829, 0.20687419, 0.469550753, 0.56231753, 0.639839241,
        0.203733638, 0.208471527, 0.418194638, 0.524054972,
      ],
      [
        28.0, 0.0, 13.0, 19.0, 1.0, 11.0, 2.0, 26.0, 2.0, 11.0, 1.0, 26.0, 2.0, 10.0, 3.0, 11.0, 3.0, 10.0, 9.0,
        15.0,
      ],
      [0.25, 0.75, 0.0, 0.0, 0.25, 0.75, 0.0, 0.25, 0.75, 0.25, 0.25, 0.5, 0.75, 0.25, 0.0],
      [
        0.439177661, 0.560822339, 0.0, 0.0, 0.67104922, 0.32895078, 0.0, 0.012481672, 0.987518328, 0.172575398,
        0.20667025, 0.620754352, 0.657483055, 0.342516945, 0.0,
      ])
  }

  private func check(
    _ metric: KNearestNeighbors.Metric, _ distances: [Double], _ indices: [Double], _ uniform: [Double],
    _ byDistance: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (x, y) = examples(30, 3, 3)
    let model = KNearestNeighbors.fit(x, y, k: 4, metric: metric)
    let found = model.neighbors(of: queries)
    expectClose(found.distances, distances, within: 1e-8, sourceLocation: sourceLocation)
    #expect(found.indices.scalars == indices, sourceLocation: sourceLocation)
    expectClose(model.probabilities(queries), uniform, sourceLocation: sourceLocation)
    let weighted = KNearestNeighbors.fit(x, y, k: 4, weights: .distance, metric: metric)
    // Of near examples the distances' last digits matter.
    expectClose(weighted.probabilities(queries), byDistance, within: 1e-5, sourceLocation: sourceLocation)
    let single = KNearestNeighbors.fit(x.float(), y, k: 4, metric: metric).neighbors(of: queries.float())
    #expect(single.indices.scalars == indices, sourceLocation: sourceLocation)
  }

  @Test("of equally near examples the first counts, of equal votes the lowest class")
  func ties() {
    let x = Tensor([[1, 0], [0, 1], [-1, 0], [0, -1], [9, 9]])
    let model = KNearestNeighbors.fit(x, Tensor([2, 1, 0, 1, 2]), k: 3)
    #expect(model.neighbors(of: Tensor([[0, 0]])).indices.scalars == [0, 1, 2])
    #expect(model.predict(Tensor([[0, 0]])).scalars == [0])
  }

  @Test("an example votes alone on its own place where votes go by distance")
  func own() {
    let x = Tensor([[0], [0.001], [0.002]])
    let model = KNearestNeighbors.fit(x, Tensor([0, 1, 1]), k: 3, weights: .distance)
    #expect(model.probabilities(Tensor([[0]])).scalars == [1, 0])
  }

  @Test("distances are exact far from the origin, where squares cancel", arguments: [1e3, 1e6])
  func cancellation(offset: Double) {
    let (x, y) = examples(400, 3, 2)
    let far = (x + offset).float()
    let model = KNearestNeighbors.fit(far, y, k: 7)
    let found = model.neighbors(of: far)
    let exact = far.double()
    for i in stride(from: 0, to: 400, by: 37) {
      let gaps = (exact - exact[i]).square().sum(1).sqrt()
      let nearest = gaps.argsort()[0..<7]
      #expect(found.indices[i].equal(nearest))
      expectClose(found.distances[i], gaps.take(nearest).scalars, within: 1e-6)
    }
  }

  @Test("numbers whose squares overflow have neighbours too")
  func overflow() {
    let x = Tensor([[0], [1e30], [3e30], [-2e30]])
    let model = KNearestNeighbors.fit(x, Tensor([0, 0, 1, 1]), k: 2)
    #expect(model.neighbors(of: Tensor([[1.2e30]])).indices.scalars == [1, 0])
  }

  @Test("many equal examples are all candidates")
  func equals() {
    let x = Tensor.zeros(3000, 2), y = Tensor.arange(3000) % 2
    let found = KNearestNeighbors.fit(x, y, k: 3).neighbors(of: Tensor.zeros(200, 2))
    #expect(found.indices[199].scalars == [0, 1, 2])
  }

  @Test("what can't be fitted is named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = KNearestNeighbors.fit(Tensor.zeros(2, 2), Tensor([0, 1]), k: 3, file: "page.md", line: 12)
      }, "KNearestNeighbors.fit: k must be in 1...2, the number of examples, and is 3")
  }
}
