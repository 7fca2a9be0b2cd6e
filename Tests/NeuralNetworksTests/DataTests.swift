import NeuralNetworks
import Tensors
import Testing

@Suite struct DataTests {
  private let data = TensorDataset(Tensor.arange(10).view(5, 2), Tensor.arange(5) * 10)

  @Test("an epoch has every sample once, in order, and a last batch that may be smaller")
  func order() {
    let loader = DataLoader(data, batchSize: 2)
    #expect(loader.count == 3)
    var batches: [[Double]] = []
    for (x, y) in loader {
      #expect(x.shape == [y.shape[0], 2])
      #expect((x[.all, 0] * 5).equal(y))
      batches.append(y.scalars)
    }
    #expect(batches == [[0, 10], [20, 30], [40]])
    let full = DataLoader(data, batchSize: 2, dropLast: true)
    #expect(full.count == 2 && full.map { $0.1.scalars } == [[0, 10], [20, 30]])
    #expect(DataLoader(Tensor.zeros(0, 3), batchSize: 4).map(\.shape).isEmpty)
  }

  @Test("shuffled epochs differ, have every sample once, and are the same with the same seed")
  func shuffling() {
    let many = TensorDataset(Tensor.arange(100), Tensor.arange(100) * 2)
    func epochs(_ seed: UInt64) -> [[Double]] {
      let loader = DataLoader(many, batchSize: 7, shuffle: true, generator: Generator(seed: seed))
      return (0..<2).map { _ in
        loader.flatMap { x, y -> [Double] in
          #expect((x * 2).equal(y))
          return x.scalars
        }
      }
    }
    let first = epochs(1)
    #expect(first[0] != first[1] && first[0].sorted() == first[1].sorted())
    #expect(first[0].sorted() == (0..<100).map(Double.init))
    #expect(first == epochs(1) && first != epochs(2))
  }

  @Test("a tensor is a dataset of its rows, and unshuffled batches are views of it")
  func rows() {
    let x = Tensor([[1, 2], [3, 4], [5, 6]])
    let batches = Array(DataLoader(x, batchSize: 2))
    #expect(batches.map(\.shape) == [[2, 2], [1, 2]])
    x.fill_(9)
    #expect(batches[1].scalars == [9, 9])
  }

  @Test("a dataset of one's own gives its batches by positions")
  func ownDataset() {
    struct Squares: Dataset {
      let sampleCount = 5
      func batch(_ indices: Tensor) -> [Double] { indices.scalars.map { $0 * $0 } }
    }
    #expect(Array(DataLoader(Squares(), batchSize: 3)) == [[0, 1, 4], [9, 16]])
    #expect(
      DataLoader(Squares(), batchSize: 5, shuffle: true, generator: Generator(seed: 1)).first { _ in true }!.sorted()
        == [0, 1, 4, 9, 16])
  }

  @Test("a split deals out every sample once, by fractions as PyTorch rounds them")
  func split() {
    // [len(s) for s in random_split(range(10), [0.45, 0.45, 0.1])]  →  [5, 4, 1]
    let parts = randomSplit(Tensor.arange(10), [0.45, 0.45, 0.1], generator: Generator(seed: 1))
    #expect(parts.map(\.sampleCount) == [5, 4, 1])
    #expect(parts.flatMap { $0.indices.scalars }.sorted() == (0..<10).map(Double.init))
    let (train, test) = (parts[0], parts[1])
    #expect(DataLoader(train, batchSize: 5).map { $0.scalars } == [train.indices.scalars])
    let shuffled = DataLoader(test, batchSize: 4, shuffle: true, generator: Generator(seed: 2)).map { $0.scalars }
    #expect(shuffled[0].sorted() == test.indices.scalars.sorted())
    #expect(randomSplit(data, lengths: [3, 2]).map(\.sampleCount) == [3, 2])
    #expect(data[1].0.scalars == [2, 3] && data[-1].1.item() == 40.0)
  }

  @Test("inputs and targets that are not as many, and lengths that do not add up, end the program")
  func mistakes() async throws {
    let uneven = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TensorDataset(Tensor.zeros(5, 2), Tensor.zeros(4))
      })
    #expect(
      String(decoding: uneven.standardErrorContent, as: UTF8.self).contains(
        "TensorDataset: inputs of shape [5, 2] and targets of shape [4] do not have as many rows"))
    let lengths = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = randomSplit(Tensor.arange(10), lengths: [5, 4])
      })
    #expect(
      String(decoding: lengths.standardErrorContent, as: UTF8.self).contains(
        "randomSplit: the lengths [5, 4] must add up to the 10 samples, and add up to 9"))
  }
}
