import Glibc
import Tensors

extension Datasets {
  /// The PNG pictures of a folder: each of its folders is a class, as in torchvision's `ImageFolder`; without folders
  /// in it, all are one class.
  ///
  /// Classes and files are in the order of their names. With `size` all pictures become squares of that side, as
  /// ``ImageDataset/resized(to:file:line:)-(Int,_,_)`` does it; otherwise they must have one size. There are three
  /// channels where one picture at least is in colours, else one, unless `channels` says 1 or 3. Files that begin with
  /// a dot or are no pictures by their names are left out. Throws a ``DataFileError`` that names the file where one
  /// can't be read, is a picture of another format, or has another size, and where there is none. Traps where the size
  /// is not positive.
  public static func imageFolder(
    _ path: String, size: Int? = nil, channels: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) throws -> ImageDataset {
    if let size, size < 1 || size > 1 << 14 {
      fail("imageFolder: the size must be in 1...\(1 << 14) pixels, and is \(size)", file: file, line: line)
    }
    if let channels, channels != 1 && channels != 3 {
      fail("imageFolder: there are 1 or 3 channels, not \(channels)", file: file, line: line)
    }
    let folder = try ImageFolder(path)
    var images: [Tensor] = []
    for (name, picture) in zip(folder.files, folder.pictures(size: size, channels: channels)) {
      let image = try picture.get()
      if let first = images.first, image.shape[-1] != first.shape[-1] || image.shape[-2] != first.shape[-2] {
        throw DataFileError(
          name,
          "is \(image.shape[-2]) × \(image.shape[-1]) pixels high and wide, and ‘\(folder.files[0])’ \(first.shape[-2]) × "
            + "\(first.shape[-1]): pictures of one set have one size. Pass size: to resize them all")
      }
      images.append(image)
    }
    if images.contains(where: { $0.shape[0] == 3 }) {
      images = images.map { $0.shape[0] == 3 ? $0 : $0.expand(3, $0.shape[1], $0.shape[2]) }
    }
    return ImageDataset(
      images: stack(images), labels: Tensor(folder.labels, dtype: .int64), classNames: folder.classNames,
      source: "\(images.count.inGroups) \(images.count == 1 ? "picture" : "pictures") from \(path)")
  }
}

/// The pictures that a folder has, and their classes.
struct ImageFolder {
  private(set) var files: [String] = []
  private(set) var labels: [Int] = []
  private(set) var classNames: [String] = []

  init(_ path: String) throws(DataFileError) {
    let names = try Self.names(path)
    classNames = names.filter { Self.isFolder("\(path)/\($0)") }
    if classNames.isEmpty {
      classNames = [String(path.split(separator: "/").last ?? "all")]
      try add("\(path)", names, label: 0)
    } else {
      for (label, name) in classNames.enumerated() {
        try add("\(path)/\(name)", try Self.names("\(path)/\(name)"), label: label)
      }
    }
    if files.isEmpty {
      throw DataFileError(path, "has no PNG picture, neither in it nor in the folders in it")
    }
  }

  /// The pictures in the files' order, read on all processors, some at once: one that can't be read ends the set.
  func pictures(size: Int?, channels: Int?) -> some Sequence<Result<Tensor, DataFileError>> {
    stride(from: 0, to: files.count, by: 256).lazy.flatMap { first in
      let some = files[first..<min(first + 256, files.count)]
      var pictures = [Result<Tensor, DataFileError>?](repeating: nil, count: some.count)
      pictures.withUnsafeMutableBufferPointer { pictures in
        parallelFor(pictures.count) { places in
          for place in places {
            pictures[place] = Result { () throws(DataFileError) in
              let picture = try PNGFile.read(some[first + place], channels: channels)
              return size.map { picture.resized(height: $0, width: $0) } ?? picture
            }
          }
        }
      }
      return pictures.map { $0! }
    }
  }

  private mutating func add(_ folder: String, _ names: [String], label: Int) throws(DataFileError) {
    for name in names {
      let ending = name.split(separator: ".").last?.lowercased() ?? ""
      if ending == "png" {
        files.append("\(folder)/\(name)")
        labels.append(label)
      } else if ["jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"].contains(ending) {
        throw DataFileError(
          "\(folder)/\(name)",
          "only PNG pictures are read. Convert it, for example: mogrify -format png \(folder)/*.\(ending)")
      }
    }
  }

  /// The names in a folder in their order, without hidden ones.
  private static func names(_ path: String) throws(DataFileError) -> [String] {
    guard let folder = opendir(path) else {
      throw DataFileError(path, "can't be opened as a folder: \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
