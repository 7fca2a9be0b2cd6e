import Tensors

/// A dataset in batches: a loop over a loader is an epoch.
///
/// ```swift
/// let loader = DataLoader(TensorDataset(images, labels), batchSize: 64, shuffle: true)
/// for epoch in 1...10 {
///   for (x, y) in loader {
///     …
///   }
/// }
/// ```
///
/// With `shuffle` every epoch has an order of its own, drawn from the generator: runs with one seed have the same. A batch is
/// gathered at once, and one of neighbours is not even copied: it is a view, which is not to be changed in place.
public struct DataLoader<Samples: Dataset>: Sequence {
  public let dataset: Samples
  public let batchSize: Int
  public let shuffle: Bool
  /// Whether a last batch that is not full is left out.
  public let dropLast: Bool
  private let generator: Generator

  /// Traps where the batch size is below 1, and where there is no sample to shuffle.
  public init(
    _ dataset: Samples, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if batchSize < 1 { fail("DataLoader: batchSize must be at least 1, and is \(batchSize)", file: file, line: line) }
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.dropLast = dropLast
    self.generator = generator
  }

  /// The number of batches in an epoch: PyTorch's `len(loader)`.
  public var count: Int {
    dropLast ? dataset.sampleCount / batchSize : (dataset.sampleCount + batchSize - 1) / batchSize
  }

  /// Begins an epoch.
  public func makeIterator() -> Iterator {
    Iterator(self, order: shuffle ? Tensor.randperm(dataset.sampleCount, generator: generator) : nil)
  }

  /// The batches of an epoch.
  public struct Iterator: IteratorProtocol {
    private let loader: DataLoader
    private let order: Tensor?
    private var start = 0

    fileprivate init(_ loader: DataLoader, order: Tensor?) {
      self.loader = loader
      self.order = order
    }

    public mutating func next() -> Samples.Batch? {
      let end = Swift.min(start + loader.batchSize, loader.dataset.sampleCount)
      if start >= end || (loader.dropLast && end - start < loader.batchSize) { return nil }
      defer { start = end }
      return order.map { loader.dataset.batch($0.batch(start..<end)) } ?? loader.dataset.batch(start..<end)
    }
  }
}
