import Datasets
import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct PointsTests {
  /// The points of a class in the order of an angle or coordinate, which shuffling has lost.
  private func rows(_ points: Tensor) -> Set<[Double]> {
    let values = points.scalars.map { ($0 * 1e5).rounded() / 1e5 + 0 }
    return Set((0..<points.shape[0]).map { [values[2 * $0], values[2 * $0 + 1]] })
  }

  @Test("moons and circles without noise are scikit-learn's")
  func scikit() {
    // make_moons(7, shuffle=False, noise=None)
    let moons = Datasets.moons(7, noise: 0)
    #expect(rows(moons.ofClass(0)) == [[1, 0], [0, 1], [-1, 0]])
    #expect(rows(moons.ofClass(1)) == [[0, 0.5], [0.5, -0.36603], [1.5, -0.36603], [2, 0.5]])
    // make_circles(7, shuffle=False, noise=None, factor=.5)
    let circles = Datasets.circles(7, noise: 0, factor: 0.5)
    #expect(rows(circles.ofClass(0)) == [[1, 0], [-0.5, 0.86603], [-0.5, -0.86603]])
    #expect(rows(circles.ofClass(1)) == [[0.5, 0], [0, 0.5], [-0.5, 0], [0, -0.5]])
  }

  @Test("rings have their radii, spirals their angles")
  func curves() {
    let rings = Datasets.rings(300, count: 3, noise: 0)
    for k in 0..<3 {
      let radius = (rings.ofClass(k) * rings.ofClass(k)).sum(dim: 1).sqrt()
      #expect(radius.shape == [100] && (radius - Double(k + 1)).abs().max().item() < 1e-6)
    }
    let spirals = Datasets.spirals(400, arms: 2, turns: 1.5, noise: 0)
    for k in 0..<2 {
      let points = spirals.ofClass(k), r = (points * points).sum(dim: 1).sqrt()
      let angle = (r * 1.5 + Double(k) / 2) * (2 * .pi)
      #expect((stack([r * angle.cos(), r * angle.sin()], dim: 1) - points).abs().max().item() < 1e-5)
      #expect(points.shape[0] == 200)
    }
  }

  @Test("Gaussians lie about their centres, as wide as asked for")
  func gaussians() {
    let grid = Datasets.gaussianGrid(5_000, side: 5, spacing: 2, std: 0.1, generator: Generator(seed: 1))
    for k in [0, 7, 24] {
      let points = grid.ofClass(k)
      let center = Tensor([Double(k % 5) * 2 - 4, Double(k / 5) * 2 - 4])
      #expect(points.shape[0] == 200 && (points.mean(dim: 0) - center).abs().max().item() < 0.04)
      #expect((points.std(dim: 0) - 0.1).abs().max().item() < 0.02)
    }
    let ring = Datasets.gaussianRing(800, std: 0)
    #expect(rows(ring.points).count == 8 && rows(ring.ofClass(2)) == [[0, 2]])
    let blobs = Datasets.blobs(30, centers: Tensor([[0, 10], [5, 5]]), std: 0)
    #expect(rows(blobs.ofClass(0)) == [[0, 10]] && rows(blobs.ofClass(1)) == [[5, 5]])
    #expect(Datasets.blobs(10, centers: 5).labels.bincount().scalars == [2, 2, 2, 2, 2])
    #expect(Datasets.blobs(9).labels.bincount().scalars == [3, 3, 3])
  }

  @Test("boards alternate, and the roll is rolled")
  func boards() {
    let board = Datasets.checkerboard(1000, fields: 4)
    let odd = board.points.floor().sum(dim: 1).scalars.map { abs($0).truncatingRemainder(dividingBy: 2) }
    #expect(odd == board.labels.scalars && board.points.abs().max().item() <= 2.0)
    let xor = Datasets.xor(200, noise: 0)
    #expect(((xor.points.select(1, 0) * xor.points.select(1, 1)) < 0).to(.int64).equal(xor.labels))
    let (points, t) = Datasets.swissRoll(500)
    #expect(points.shape == [500, 3] && (points.select(1, 0) - t * t.cos()).abs().max().item() < 1e-4)
    #expect(t.min().item() >= 1.5 * Float.pi && t.max().item() <= 4.5 * Float.pi)
  }

  @Test("noise has its size, seeds repeat, and a loader takes them")
  func noise() {
    let a = Datasets.circles(4000, noise: 0.1, factor: 0, generator: Generator(seed: 4))
    #expect(abs(a.ofClass(1).std().item() - 0.1) < 0.01)
    let b = Datasets.circles(4000, noise: 0.1, factor: 0, generator: Generator(seed: 4))
    #expect(a.points.equal(b.points) && a.points.dtype == .float32 && a.labels.dtype == .int64)
    for (x, y) in DataLoader(a, batchSize: 2000) { #expect(x.shape == [2000, 2] && y.shape == [2000]) }
    #expect(a.description == "4,000 points: circles")
    #expect(a.mimeBundle.text(.svg) != nil && Datasets.gaussianGrid(100).mimeBundle.text(.svg) != nil)
  }

  @Test("points are cut in two, and asked for one by one")
  func parts() {
    let moons = Datasets.moons(50)
    let (train, test) = moons.split(test: 0.2)
    #expect(train.count == 40 && test.count == 10 && test.description == "10 of 50 points: moons")
    #expect(Tensor.cat([train.points, test.points]).equal(moons.points))
    #expect(test[-1].point.equal(moons.points[49]) && Double(moons[0].label) == moons.labels[0].item())
  }

  @Test("impossible numbers end the program")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.moons(2).split(test: 0.1, file: "Cell1/page.md", line: 12)
      }, "split: a share of 0.1 of 2 points leaves one part empty")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.moons(2)[2, file: "Cell1/page.md", line: 12]
      }, "LabeledPoints: there is no point 2 among 2")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.moons(100, noise: -0.1, file: "Cell1/page.md", line: 12)
      }, "moons: the noise must be at least 0 and finite, and is -0.1")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.blobs(3, centers: Tensor([[.nan, 0]]), file: "Cell1/page.md", line: 12)
      }, "blobs: the centers must be finite")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.spirals(0, file: "Cell1/page.md", line: 12)
      }, "spirals: the number of points must be in 1...1073741824, and is 0")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.circles(10, factor: 1, file: "Cell1/page.md", line: 12)
      }, "circles: factor must be in 0..<1, and is 1.0")
  }
}
