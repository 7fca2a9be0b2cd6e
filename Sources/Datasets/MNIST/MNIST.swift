import Tensors

extension Datasets {
  /// What a set of data was divided into by those who made it.
  public enum Part: Sendable {
    case train, test
  }

  /// MNIST: handwritten digits (LeCun, Cortes and Burges, 1998), 60,000 to learn from and 10,000 to test with,
  /// `(n, 1, 28, 28)`.
  ///
  /// The standard files, `train-images-idx3-ubyte` and so on, gzipped or not, are read from the folder, else from the
  /// one in `$MNIST_DIR`, else from `~/.cache/swift-notebook/data/mnist`. Throws a ``DataFileError`` where they are not
  /// there, and where they are not exactly what they should be.
  public static func mnist(_ part: Part = .train, in folder: String? = nil) throws -> ImageDataset {
    try MNISTFiles.digits(in: folder).load(part)
  }

  /// Fashion-MNIST: pictures of clothes in MNIST's format (Xiao, Rasul and Vollgraf, 2017), 60,000 to learn from and
  /// 10,000 to test with, `(n, 1, 28, 28)`.
  ///
  /// The files have the names of MNIST's. They are read from the folder, else from the one in `$FASHION_MNIST_DIR`,
  /// else from `~/.cache/swift-notebook/data/fashion-mnist`. Throws as ``mnist(_:in:)`` does.
  public static func fashionMNIST(_ part: Part = .train, in folder: String? = nil) throws -> ImageDataset {
    try MNISTFiles.fashion(in: folder).load(part)
  }
}

/// The four files of a data set in MNIST's format.
struct MNISTFiles {
  let title: String
  let folder: DataFolder
  let classNames: [String]

  static func digits(in folder: String?) -> MNISTFiles {
    MNISTFiles(
      title: "MNIST", folder: DataFolder(folder, variable: "MNIST_DIR", name: "mnist"), classNames: Datasets.digitNames)
  }

  static func fashion(in folder: String?) -> MNISTFiles {
    MNISTFiles(
      title: "Fashion-MNIST", folder: DataFolder(folder, variable: "FASHION_MNIST_DIR", name: "fashion-mnist"),
      classNames: [
        "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
      ])
  }

  /// Whether both files of a part are there.
  func has(_ part: Datasets.Part) -> Bool { images(part) != nil && labels(part) != nil }

  func load(_ part: Datasets.Part) throws(DataFileError) -> ImageDataset {
    let imagePath = try found(images(part), part, "images", 3), labelPath = try found(labels(part), part, "labels", 1)
    let images = try IDXFile(imagePath), labels = try IDXFile(labelPath)
    try check(images, rank: 3, "(images, rows, columns)")
    try check(labels, rank: 1, "(labels)")
    let count = images.sizes[0]
    if labels.sizes[0] != count {
      throw DataFileError(
        labelPath, at: .byte(4),
        "has \(labels.sizes[0]) labels, but ‘\(imagePath)’ has \(count) images: they are not of one set")
    }
    if images.sizes[1] != 28 || images.sizes[2] != 28 {
      throw DataFileError(
        imagePath, at: .byte(8),
        "has images of \(images.sizes[1]) × \(images.sizes[2]), and \(title)'s are of 28 × 28; loadIDX reads any size")
    }
    let classes = try labels.bytes()
    if let wrong = classes.firstIndex(where: { $0 >= classNames.count }) {
      throw DataFileError(
        labelPath, at: .byte(8 + wrong),
        "the label of image \(wrong) is \(classes[wrong]), and must be in 0...\(classNames.count - 1): the file is damaged"
      )
    }
    let pixels = try images.bytes()
    let tensor = Tensor.filled([count, 1, 28, 28], .float32, as: Float.self) { target in
      pixels.withUnsafeBufferPointer {
        guard let x = $0.baseAddress, let y = target.baseAddress, count > 0 else { return }
        ck_planes(pixels.count, 1, x, y)
      }
    }
    return ImageDataset(
      images: tensor, labels: Tensor(classes.map(Int.init), dtype: .int64), classNames: classNames,
      source: "\(count.inGroups) \(title) \(part == .train ? "training" : "test") images from \(folder.path)")
  }

  private func images(_ part: Datasets.Part) -> String? { folder.file(Self.names(part, "images", 3)) }
  private func labels(_ part: Datasets.Part) -> String? { folder.file(Self.names(part, "labels", 1)) }

  /// The names that the file has with those who offer it.
  private static func names(_ part: Datasets.Part, _ what: String, _ rank: Int) -> [String] {
    let start = "\(part == .train ? "train" : "t10k")-\(what)"
    return ["\(start)-idx\(rank)-ubyte", "\(start).idx\(rank)-ubyte"].flatMap { [$0, $0 + ".gz"] }
  }

  private func found(
    _ path: String?, _ part: Datasets.Part, _ what: String, _ rank: Int
  ) throws(DataFileError) -> String {
    if let path { return path }
    let name = Self.names(part, what, rank)[0]
    throw DataFileError(
      folder.path,
      "\(title)'s file \(name) (or \(name).gz) is not there. Put the four files of \(title) there, or name their folder in "
        + "the environment variable \(title == "MNIST" ? "MNIST_DIR" : "FASHION_MNIST_DIR")"
        + (title == "MNIST" ? "; Datasets.generatedDigits() needs no files" : ""))
  }

  private func check(_ file: IDXFile, rank: Int, _ shape: String) throws(DataFileError) {
    if file.type != .uint8 {
      throw DataFileError(file.path, at: .byte(2), "holds elements of \(file.type), and \(title) is of bytes (type 8)")
    }
    if file.sizes.count != rank {
      throw DataFileError(
        file.path, at: .byte(3),
        "has \(file.sizes.count) dimensions where \(shape) are expected: are images and labels mistaken for each other?"
      )
    }
  }
}
