import Tensors

extension Datasets {
  /// Digits as if written by hand, in gray on black as MNIST's are: `(count, 1, size, size)`.
  ///
  /// Each is one of several ways to write its digit, in strokes whose points are moved, with a slant, a width and a
  /// pressure of the pen of its own, bent as a whole, and set down a little beside the middle. With `color` the image
  /// is `(count, 3, size, size)`, ink and paper in colours of their own.
  ///
  /// Image i depends on the seed and on i alone, so that fewer are the first of more, whatever the number of threads.
  /// Each ten, from the first on, are the ten digits. Traps where the count is negative and where the size is not in
  /// 16...512.
  public static func generatedDigits(
    count: Int = 10_000, size: Int = 28, color: Bool = false, seed: Int = 0, file: StaticString = #fileID,
    line: UInt = #line
  ) -> ImageDataset {
    generatedDigits(0..<checkedCount("generatedDigits", count, file, line), size, color, seed, file, line)
  }

  /// The digits of a stretch of a seed's sequence.
  static func generatedDigits(
    _ range: Range<Int>, _ size: Int, _ color: Bool, _ seed: Int, _ file: StaticString, _ line: UInt
  ) -> ImageDataset {
    if !(16...512).contains(size) {
      fail("generatedDigits: the size must be in 16...512 pixels, and is \(size)", file: file, line: line)
    }
    let channels = color ? 3 : 1
    let key = UInt64(bitPattern: Int64(seed))
    var labels: Tensor?
    let images = Tensor.filled([range.count, channels, size, size], .float32, as: Float.self) { images in
      labels = Tensor.filled([range.count], .int64, as: Int64.self) { labels in
        guard let x = images.baseAddress, let y = labels.baseAddress else { return }
        ck_digits(range.lowerBound, range.count, key, Int32(size), Int32(channels), x, y)
      }
    }
    return ImageDataset(
      images: images, labels: labels!, classNames: digitNames,
      source: "\(range.count.inGroups) generated digits, seed \(seed)")
  }

  static let digitNames = (0...9).map(String.init)

  static func checkedCount(_ name: String, _ count: Int, _ file: StaticString, _ line: UInt) -> Int {
    if count < 0 || count > 1 << 40 {
      fail("\(name): the count must be in 0...\(1 << 40), and is \(count)", file: file, line: line)
    }
    return count
  }
}
