import NeuralNetworks
import Tensors

/// Images and what is on them, with a sentence about where they are from.
///
/// ```swift
/// let (train, test) = try Datasets.digits()
/// let (image, label) = train[0]
/// for (x, y) in DataLoader(train, batchSize: 64, shuffle: true) { … }
/// ```
public struct ImageDataset: Dataset {
  /// `(n, channels, height, width)` of float32, in [0, 1].
  public let images: Tensor
  /// `(n)` of int64: the number of each image's class.
  public let labels: Tensor
  /// The classes' names, by their numbers.
  public let classNames: [String]
  /// Where the images are from, in words: “10,000 generated digits, seed 0”.
  public let source: String

  /// Traps unless the images are `(n, channels, height, width)` of float32, with as many labels of int64, each the
  /// number of a class. Without names the classes are called by their numbers.
  public init(
    _ images: Tensor, _ labels: Tensor, classNames: [String]? = nil, source: String? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    if images.ndim != 4 || images.dtype != .float32 {
      fail(
        "ImageDataset: images are (n, channels, height, width) of float32, not \(images.dtype) of shape \(images.shape)",
        file: file, line: line)
    }
    labels.checkLabels("ImageDataset", of: images.shape[0], "images", file, line)
    let most = labels.elementCount == 0 ? -1 : Int(labels.max().item() as Double)
    let names = classNames ?? (0...max(most, 0)).map(String.init)
    if labels.elementCount > 0 && (most >= names.count || (labels < 0).any()) {
      let least = Int(labels.min().item() as Double)
      fail(
        "ImageDataset: labels are in 0..<\(names.count), and one is \(least < 0 ? least : most)", file: file, line: line
      )
    }
    self.init(images: images, labels: labels, classNames: names, source: source)
  }

  /// Without checks, for what the library made itself.
  init(images: Tensor, labels: Tensor, classNames: [String], source: String?) {
    self.images = images
    self.labels = labels
    self.classNames = classNames
    self.source = source ?? "\(images.shape[0].inGroups) images"
  }

  /// The number of images.
  public var count: Int { images.shape[0] }
  public var sampleCount: Int { count }
  public var channels: Int { images.shape[1] }
  public var height: Int { images.shape[2] }
  public var width: Int { images.shape[3] }

  /// The images as rows: `(n, channels · height · width)`.
  public var flattened: Tensor { images.reshape(count, channels * height * width) }

  public func batch(_ indices: Tensor) -> (Tensor, Tensor) { (images.batch(indices), labels.batch(indices)) }
  public func batch(_ range: Range<Int>) -> (Tensor, Tensor) { (images.batch(range), labels.batch(range)) }

  /// The image, `(channels, height, width)`, and the class at a position; −1 is the last. Traps where there is none.
  public subscript(
    index: Int, file file: StaticString = #fileID, line line: UInt = #line
  ) -> (image: Tensor, label: Int) {
    if index < -count || index >= count {
      fail("ImageDataset: there is no image \(index) among \(count)", file: file, line: line)
    }
    return (images.select(0, index), Int(labels.select(0, index).item() as Double))
  }
}
