import Tensors

extension Datasets {
  /// Digits to learn from and others to test with: MNIST's where the reader has them, else generated ones; `source`
  /// says which.
  ///
  /// Both are `(n, 1, 28, 28)`. MNIST is looked for as ``mnist(_:in:)`` does. Where only one of its two parts is there,
  /// the test images are the last of it, at most a fifth. There may be fewer images than asked for; `count` says how
  /// many. Throws where MNIST's files are there and damaged, and where `$MNIST_DIR` names a folder without them. Traps
  /// below 1 image.
  public static func digits(
    train: Int = 10_000, test: Int = 2_000, seed: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) throws -> (train: ImageDataset, test: ImageDataset) {
    for (name, count) in [("train", train), ("test", test)] where count < 1 || count > 1 << 30 {
      fail("digits: \(name) must be in 1...\(1 << 30), and is \(count)", file: file, line: line)
    }
    let files = MNISTFiles.digits(in: nil)
    switch (files.has(.train), files.has(.test)) {
    case (true, true): return (try files.load(.train).prefix(train), try files.load(.test).prefix(test))
    case (true, false): return cut(try files.load(.train), train, test)
    case (false, true): return cut(try files.load(.test), train, test)
    case (false, false):
      try requireNoWish(for: files)
      return (
        generatedDigits(0..<train, 28, false, seed, file, line),
        generatedDigits(train..<(train + test), 28, false, seed, file, line)
      )
    }
  }

  /// Digits, MNIST's where the reader has them, else generated ones; see ``digits(train:test:seed:file:line:)``.
  public static func digits(
    count: Int, seed: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) throws -> ImageDataset {
    let count = checkedCount("digits", count, file, line)
    let files = MNISTFiles.digits(in: nil)
    for part in [Part.train, .test] where files.has(part) { return try files.load(part).prefix(count) }
    try requireNoWish(for: files)
    return generatedDigits(0..<count, 28, false, seed, file, line)
  }

  private static func cut(_ whole: ImageDataset, _ train: Int, _ test: Int) -> (ImageDataset, ImageDataset) {
    let tests = min(test, whole.count / 5)
    return (whole[0..<min(train, whole.count - tests)], whole[(whole.count - tests)..<whole.count])
  }

  /// A reader who names a folder wants what is in it, and must hear that nothing is.
  private static func requireNoWish(for files: MNISTFiles) throws(DataFileError) {
    if files.folder.variable != nil { _ = try files.load(.train) }
  }
}
