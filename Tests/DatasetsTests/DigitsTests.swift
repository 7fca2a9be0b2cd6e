import Datasets
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct DigitsTests {
  @Test("each ten are the ten digits, and all pixels are in 0...1", arguments: [false, true])
  func classes(color: Bool) {
    let digits = Datasets.generatedDigits(count: 200, size: color ? 64 : 28, color: color, seed: 5)
    #expect(digits.images.shape == (color ? [200, 3, 64, 64] : [200, 1, 28, 28]))
    #expect((digits.images >= 0).all() && (digits.images <= 1).all())
    let tens = digits.labels.reshape(20, 10)
    #expect(tens.sort(dim: 1).values.equal(Tensor.arange(10).expand(20, 10)))
    let orders = Set((0..<20).map { tens[$0].scalars })
    #expect(orders.count > 15)
    #expect(digits.source == "200 generated digits, seed 5" && digits.classNames.count == 10)
  }

  @Test("an image depends on seed and place alone")
  func determinism() async {
    let many = Datasets.generatedDigits(count: 100, seed: 7), few = Datasets.generatedDigits(count: 13, seed: 7)
    #expect(many.prefix(13).images.equal(few.images) && many.prefix(13).labels.equal(few.labels))
    let other = Datasets.generatedDigits(count: 13, seed: 8)
    #expect(!few.images.equal(other.images))
    // No two are alike.
    let flat = many.flattened
    let squares = (flat * flat).sum(dim: 1)
    let distances = squares.unsqueeze(1) + squares.unsqueeze(0) - matmul(flat, flat.t()) * 2
    #expect((distances + Tensor.eye(100) * 1000).min().item() > 1.0)
    await #expect(processExitsWith: .success) {
      let several = Datasets.generatedDigits(count: 64, size: 32, color: true, seed: -3)
      setNumThreads(1)
      let alone = Datasets.generatedDigits(count: 64, size: 32, color: true, seed: -3)
      precondition(several.images.equal(alone.images) && several.labels.equal(alone.labels))
    }
  }

  @Test("the first digits of seed 0 stay what they are")
  func golden() {
    // What this library itself drew: pages keep their pictures.
    let digits = Datasets.generatedDigits(count: 20, seed: 0)
    let bits = digits.images.withBits { $0 }
    #expect(digits.labels.scalars == Self.labels)
    #expect(bits == Self.hash)
  }

  @Test("the ink is on every image, and not on its border")
  func ink() {
    let images = Datasets.generatedDigits(count: 500, seed: 2).images
    let mean = images.mean(dim: [1, 2, 3])
    #expect(mean.min().item() > 0.02 && mean.max().item() < 0.4)
    #expect(images.select(2, 0).max().item() < 0.5 && images.select(3, 27).max().item() < 0.5)
    #expect(images.flatten(1).max(dim: 1).values.min().item() > 0.6)
    #expect(Datasets.generatedDigits(count: 0).count == 0)
  }

  @Test("impossible sizes and counts end the program")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.generatedDigits(count: 10, size: 4, file: "Cell1/page.md", line: 12)
      }, "generatedDigits: the size must be in 16...512 pixels, and is 4")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.generatedDigits(count: -1, file: "Cell1/page.md", line: 12)
      }, "generatedDigits: the count must be in 0")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try? Datasets.digits(train: 0, file: "Cell1/page.md", line: 12)
      }, "digits: train must be in 1...")
  }

  private static let labels: [Double] = [2, 0, 8, 3, 6, 9, 4, 5, 1, 7, 0, 4, 6, 7, 2, 3, 5, 9, 8, 1]
  private static let hash: UInt64 = 540_868_998_812_298_276
}

extension Tensor {
  /// A number made of all bits of all elements (Fowler, Noll and Vo).
  fileprivate func withBits(_ body: (UInt64) -> UInt64) -> UInt64 {
    body(floats.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 })
  }
}
