import Datasets
import Tensors
import TestSupport
import Testing

@Suite struct AugmentationTests {
  /// Ten pictures of 9 by 9 with one bright pixel right of the middle.
  private let dots: Tensor = {
    let images = Tensor.zeros(10, 2, 9, 9)
    images.select(3, 6).select(2, 4).fill_(1)
    return images
  }()

  @Test("shifts move by whole pixels, each image by its own")
  func shift() {
    let moved = Augmentation(.shift(2))(dots, generator: Generator(seed: 1))
    #expect(moved.shape == dots.shape && moved.sum().item() == 20.0 && moved.max().item() == 1.0)
    let places = moved.select(1, 0).flatten(1).argmax(dim: 1).scalars.map { (Int($0) / 9, Int($0) % 9) }
    #expect(places.allSatisfy { abs($0.0 - 4) <= 2 && abs($0.1 - 6) <= 2 })
    #expect(Set(places.map { $0.0 * 9 + $0.1 }).count > 4)
    #expect(moved.select(1, 0).equal(moved.select(1, 1)))
  }

  @Test("flips, turns and scales are around the middle")
  func maps() {
    let flipped = Augmentation(.horizontalFlip(p: 1))(dots)
    #expect(flipped.select(3, 2).select(2, 4).scalars.allSatisfy { $0 == 1 } && flipped.sum().item() == 20.0)
    #expect(Augmentation(.horizontalFlip(p: 0))(dots).equal(dots))
    let turned = Augmentation(.rotation(180))(dots, generator: Generator(seed: 2))
    // Wherever it is, it is two pixels from the middle.
    let grid = Tensor.arange(9, dtype: .float32) - 4
    let mass = turned.select(1, 0).sum(dim: [1, 2])
    let x = (turned.select(1, 0) * grid.unsqueeze(0)).sum(dim: [1, 2]) / mass
    let y = (turned.select(1, 0) * grid.unsqueeze(1)).sum(dim: [1, 2]) / mass
    #expect(((x * x + y * y).sqrt() - 2).abs().max().item() < 0.25)
    #expect(y.max().item() > 0.5 && y.min().item() < -0.5)
    let larger = Augmentation(.scale(2...2))(dots)
    #expect(larger.select(3, 8).select(2, 4).min().item() > 0.7)
    // Twice flipped, moved by nothing and turned by nothing is the same, in one reading.
    let same = Augmentation(.horizontalFlip(p: 1), .shift(0), .rotation(0), .horizontalFlip(p: 1))(dots)
    #expect((same - dots).abs().max().item() < 1e-5)
  }

  @Test("steps are done in their order")
  func order() {
    let both = Augmentation(.scale(0.5...0.5), .scale(2...2))(Tensor.ones(1, 1, 8, 8))
    #expect(both.mean().item() > 0.9)
    let cropped = Augmentation(.scale(2...2), .scale(0.5...0.5), background: 0)(Tensor.ones(1, 1, 8, 8))
    #expect(cropped.mean().item() > 0.9)
    let beside = Augmentation(.scale(0.5...0.5), background: 0.25)(Tensor.ones(1, 1, 8, 8))
    #expect(beside[0, 0, 0, 0].item() == 0.25 && beside[0, 0, 4, 4].item() == 1.0)
  }

  @Test("noise has its size, and a cut-out square its own")
  func pixels() {
    let gray = Tensor.full([40, 1, 10, 10], 0.5)
    let noisy = Augmentation(.noise(0.1))(gray, generator: Generator(seed: 3))
    #expect(abs(noisy.std().item() - 0.1) < 0.01 && abs(noisy.mean().item() - 0.5) < 0.01)
    let clamped = Augmentation(.noise(2))(gray)
    #expect(clamped.min().item() == 0.0 && clamped.max().item() == 1.0)
    #expect(Augmentation(.noise(2, clamped: false))(gray).max().item() > 2)
    let cut = Augmentation(.cutout(4, value: 1))(gray, generator: Generator(seed: 3))
    let sizes = (cut == 1).to(.float32).sum(dim: [1, 2, 3]).scalars
    #expect(sizes.max() == 16 && sizes.allSatisfy { $0 >= 4 && $0 <= 16 } && Set(sizes).count > 2)
    #expect(Augmentation(.cutout(4, p: 0))(gray).equal(gray) && gray.max().item() == 0.5)
  }

  @Test("a seed repeats, whatever the number of threads; the original stays")
  func determinism() async {
    await #expect(processExitsWith: .success) {
      let augment = Augmentation(.shift(2), .rotation(15), .scale(0.8...1.2), .noise(0.1), .cutout(6))
      let digits = Datasets.generatedDigits(count: 50).images
      let before = digits.clone()
      let one = augment(digits, generator: Generator(seed: 5))
      setNumThreads(1)
      let two = augment(digits, generator: Generator(seed: 5))
      precondition(one.equal(two) && digits.equal(before) && !one.equal(before))
      precondition(!one.equal(augment(digits, generator: Generator(seed: 6))))
      precondition(augment(Tensor.zeros(0, 1, 4, 4)).shape == [0, 1, 4, 4])
    }
    #expect(Augmentation(.shift(2), .noise(0.1)).description == "Augmentation(shift(2), noise(0.1))")
    #expect(Augmentation()(dots).equal(dots))
  }

  @Test("impossible numbers end the program")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Augmentation.Step.horizontalFlip(p: 1.5, file: "Cell1/page.md", line: 12)
      }, "horizontalFlip: p is a probability in 0...1, and is 1.5")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Augmentation(.shift(1))(Tensor.zeros(3, 3), file: "Cell1/page.md", line: 12)
      }, "Augmentation: images are (n, channels, height, width) of float32, not float32 of shape [3, 3]")
  }
}
