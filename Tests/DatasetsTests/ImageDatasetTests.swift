import Datasets
import NeuralNetworks
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@Suite struct ImageDatasetTests {
  private let data = ImageDataset(
    Tensor.arange(12, dtype: .float32).reshape(6, 1, 1, 2) / 12, Tensor([0, 1, 2, 0, 1, 2], dtype: .int64),
    classNames: ["cat", "dog", "owl"], source: "6 beasts")

  @Test("a loader goes through it in batches of images and labels")
  func batches() {
    var labels: [Double] = []
    for (x, y) in DataLoader(data, batchSize: 4, shuffle: true, generator: Generator(seed: 1)) {
      #expect(x.shape == [y.shape[0], 1, 1, 2])
      labels += y.scalars
    }
    #expect(labels.sorted() == [0, 0, 1, 1, 2, 2])
    let (image, label) = data[-2]
    #expect(label == 1 && image.shape == [1, 1, 2] && image.equal(data.images[4]))
  }

  @Test("parts keep names and labels, and say how much of what they are")
  func parts() {
    #expect(data.prefix(2).labels.scalars == [0, 1] && data.prefix(9).count == 6)
    #expect(data.prefix(2).source == "2 of 6 beasts" && data.prefix(5).prefix(2).source == "2 of 6 beasts")
    #expect(data[2..<4].labels.scalars == [2, 0])
    #expect(data.ofClass(2).labels.scalars == [2, 2] && data.ofClass(0, 1).count == 4)
    #expect(data.ofClass(1).classNames == ["cat", "dog", "owl"])
    let (train, test) = data.split(test: 1 / 3)
    #expect(train.count == 4 && test.labels.scalars == [1, 2])
    let shuffled = data.shuffled(generator: Generator(seed: 3))
    #expect(shuffled.source == "6 beasts" && shuffled.labels.scalars.sorted() == data.labels.scalars.sorted())
    #expect(!shuffled.labels.equal(data.labels))
    #expect(data.subset(Tensor([5, 5], dtype: .int64)).labels.scalars == [2, 2])
    #expect(data.flattened.shape == [6, 2])
  }

  @Test("it shows its source and a sheet of each class")
  func display() {
    #expect(data.description == "6 beasts: 1 × 1 × 2, 3 classes")
    let bundle = data.mimeBundle
    #expect(bundle.plainText == data.description && bundle.text(.svg)?.contains("<svg") == true)
    #expect(data.prefix(0).mimeBundle.plainText == "0 of 6 beasts: 1 × 1 × 2, 3 classes")
    #expect(data.prefix(0).mimeBundle.text(.svg) == nil)
  }

  @Test("other sizes are Pillow's")
  func resizing() {
    // a = (np.arange(30).reshape(5, 6) * 7 % 11).astype(np.float32)
    // np.asarray(Image.fromarray(a).resize((3, 2), Image.BILINEAR)), and (8, 7)
    let values = (0..<30).map { Double($0 * 7 % 11) }
    let one = ImageDataset(Tensor(values).reshape(1, 1, 5, 6), Tensor([0], dtype: .int64))
    expectClose(
      one.resized(to: (2, 3)).images,
      [
        5.071430206298828, 5.625, 4.142859935760498, 5.142859935760498, 5.3125, 4.857140064239502,
      ], within: 1e-6)
    let larger = one.resized(to: (7, 8)).images
    expectClose(larger[0, 0, 0], [0.0, 4.375, 5.5, 3.875, 9.125, 7.5, 4.5, 2.0])
    expectClose(
      larger[0, 0, 2],
      [
        8.428569793701172, 5.928569793701172, 4.107140064239502, 4.053569793701172, 6.946430206298828,
        4.928569793701172,
        3.107140064239502, 2.571429967880249,
      ], within: 1e-6)
    #expect(one.resized(to: (5, 6)).images.equal(one.images))
    #expect(one.resized(to: 3).images.shape == [1, 1, 3, 3])
  }

  @Test("labels that are no class, and images of another shape, end the program")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ImageDataset(
          Tensor.zeros(2, 1, 3, 3), Tensor([0, 5], dtype: .int64), classNames: ["a", "b"], file: "Cell1/page.md",
          line: 12)
      }, "ImageDataset: labels are in 0..<2, and one is 5")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ImageDataset(Tensor.zeros(2, 3, 3), Tensor([0, 1], dtype: .int64), file: "Cell1/page.md", line: 12)
      }, "ImageDataset: images are (n, channels, height, width) of float32, not float32 of shape [2, 3, 3]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.generatedDigits(count: 10).split(test: 0.01, file: "Cell1/page.md", line: 12)
      }, "split: a share of 0.01 of 10 images leaves one part empty")
  }
}
