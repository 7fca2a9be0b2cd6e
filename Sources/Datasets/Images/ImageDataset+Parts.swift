import Tensors

extension ImageDataset {
  /// The images at some positions, `(n)` of int64.
  public func subset(_ indices: Tensor, file: StaticString = #fileID, line: UInt = #line) -> ImageDataset {
    if indices.ndim != 1 || indices.dtype != .int64 {
      fail(
        "subset: positions are a vector of int64, such as .long() makes, not \(indices.dtype) of shape \(indices.shape)",
        file: file,
        line: line
      )
    }
    return part(batch(indices))
  }

  /// The first `n` images, or all where there are fewer; they share the memory. Traps below 0.
  public func prefix(_ n: Int, file: StaticString = #fileID, line: UInt = #line) -> ImageDataset {
    if n < 0 { fail("prefix: the number of images is not negative, and is \(n)", file: file, line: line) }
    return part(batch(0..<min(n, count)))
  }

  /// The images at neighbouring positions; they share the memory. Traps where some are outside.
  public subscript(
    range: Range<Int>, file file: StaticString = #fileID, line line: UInt = #line
  ) -> ImageDataset {
    if range.lowerBound < 0 || range.upperBound > count {
      fail("ImageDataset: there are no images \(range) among \(count)", file: file, line: line)
    }
    return part(batch(range))
  }

  /// The images in a random order.
  public func shuffled(generator: Generator = .default) -> ImageDataset {
    part(batch(Tensor.randperm(count, generator: generator)))
  }

  /// The images cut in two, the second part with the given share of them: `let (train, test) = data.split(test: 0.2)`.
  ///
  /// The order stays; shuffle first what is sorted. Traps unless the share is in (0, 1) and both parts have an image.
  public func split(
    test share: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> (train: ImageDataset, test: ImageDataset) {
    let cut = Datasets.cut(count, "images", test: share, file, line)
    return (self[0..<cut], self[cut..<count])
  }

  /// The images of some classes, with their labels as they are. Traps where there is no such class.
  public func ofClass(_ classes: Int..., file: StaticString = #fileID, line: UInt = #line) -> ImageDataset {
    for number in classes where !classNames.indices.contains(number) {
      fail("ofClass: classes are in 0..<\(classNames.count), and \(number) is none", file: file, line: line)
    }
    return part(batch(positions(of: Set(classes), first: .max)))
  }

  /// The images in another size, `(height, width)`: each new pixel is a mean of the old ones beneath it, or between
  /// two.
  ///
  /// The weights are those of Pillow's bilinear filter. Traps below 1 and where the images are empty.
  public func resized(
    to size: (height: Int, width: Int), file: StaticString = #fileID, line: UInt = #line
  ) -> ImageDataset {
    if size.height < 1 || size.width < 1 || height < 1 || width < 1 {
      fail(
        "resized: images of \(height) by \(width) can't become \(size.height) by \(size.width)", file: file, line: line)
    }
    return ImageDataset(
      images: images.resized(height: size.height, width: size.width), labels: labels, classNames: classNames,
      source: source)
  }

  /// The images as squares of another size; see ``resized(to:file:line:)-(_,_,_)``.
  public func resized(to side: Int, file: StaticString = #fileID, line: UInt = #line) -> ImageDataset {
    resized(to: (side, side), file: file, line: line)
  }

  /// The positions of the first images of some classes, in their order.
  func positions(of classes: Set<Int>, first most: Int) -> Tensor {
    var found: [Int] = []
    labels.withElements(as: Int64.self) { labels in
      for i in labels.indices where classes.contains(Int(labels[i])) {
        found.append(i)
        if found.count == most { break }
      }
    }
    return Tensor(found, dtype: .int64)
  }

  private func part(_ batch: (Tensor, Tensor)) -> ImageDataset {
    let whole = batch.0.shape[0] == count
    return ImageDataset(
      images: batch.0, labels: batch.1, classNames: classNames,
      source: whole ? source : "\(batch.0.shape[0].inGroups) of \(source.asWhole)")
  }
}

extension String {
  /// A source without how many of it there are: “2,000 of 10,000 generated digits”, cut again, is not 500 of 2,000.
  fileprivate var asWhole: String {
    let words = split(separator: " ", maxSplits: 2)
    let isPart = words.count == 3 && words[1] == "of" && words[0].allSatisfy { $0.isNumber || $0 == "," }
    return isPart ? String(words[2]) : self
  }
}

extension Tensor {
  /// Images in another size.
  func resized(height: Int, width: Int) -> Tensor {
    var shape = self.shape
    let old = (shape[-2], shape[-1])
    if old == (height, width) { return self }
    shape[-2] = height
    shape[-1] = width
    let planes = old.0 * old.1 == 0 ? 0 : elementCount / (old.0 * old.1)
    return Tensor.filled(shape, .float32, as: Float.self) { target in
      withElements(as: Float.self) {
        guard let x = $0.baseAddress, let y = target.baseAddress else { return }
        ck_resize(planes, old.0, old.1, x, height, width, y)
      }
    }
  }
}
