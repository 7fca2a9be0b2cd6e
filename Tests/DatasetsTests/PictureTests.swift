import Datasets
import Glibc
import Tensors
import TestSupport
import Testing

/// Pictures as files.
private enum Saved {
  // A picture of 3 by 2 pixels, saved by Pillow: gray with [[0, 51, 102], [153, 204, 255]], in 8 and in 16 bits, the
  // third interlaced; and in colours [[red, green, blue], [(10, 20, 30), white, black]], the last with opacities [[255,
  // 128, 0], [255, 0, 255]].
  static let gray =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNkMDZmmHnmPwAGowLM1hIFRgAAAABJRU5ErkJggg=="
  static let gray16 =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR4nGNkYDA2NjZmmDnzzJn//wEW0gWWM1Vt+wAAAABJRU5ErkJggg=="
  static let interlaced =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAHPGAlQAAAAEklEQVR4nGNgYEhjMGaYeeY/AAg1Av5hxxbSAAAAAElFTkSuQmCC"
  static let rgb =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAGElEQVR4nGP4z8DAAMFcInL///9nYGAAAD2kBje+XFOFAAAAAElFTkSuQmCC"
  static let palette =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACBAMAAABvWnspAAAAElBMVEX///8A/wAKFB7/AAAAAP8AAAABIcwCAAAADklEQVR4nGM05Gd6LwAAAzEBQ9wKlosA"
    + "AAAASUVORK5CYII="
  static let rgba =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAHUlEQVR4nAXBoQEAMAzAIHT1dG/t5xmI5Ih5WwV9fCkJtO/rnQMAAAAASUVORK5CYII="
}

@Suite struct PictureTests {
  private let folder = TemporaryFolder()

  private static let colors: [Double] = [255, 0, 0, 10, 255, 0, 0, 255, 0, 20, 255, 0, 0, 0, 255, 30, 255, 0]

  private func load(_ text: String, channels: Int? = nil) throws -> Tensor {
    try loadPNG(folder.write(base64(text), "picture.png"), channels: channels)
  }

  @Test("gray pictures of 8 and 16 bits, interlaced or not", arguments: [Saved.gray, Saved.gray16, Saved.interlaced])
  func gray(_ text: String) throws {
    let picture = try load(text)
    #expect(picture.shape == [1, 2, 3])
    expectClose(picture, [0, 0.2, 0.4, 0.6, 0.8, 1], within: 1e-6)
    #expect(try load(text, channels: 3).shape == [3, 2, 3])
  }

  @Test("pictures in colours, with a palette or without", arguments: [Saved.rgb, Saved.palette])
  func colors(_ text: String) throws {
    let picture = try load(text)
    #expect(picture.shape == [3, 2, 3])
    expectClose(picture * 255, Self.colors, within: 1e-4)
    // ITU-R BT.601
    expectClose(
      try load(text, channels: 1) * 255, [76.245, 149.685, 29.07, 18.15, 255, 0], within: 1e-3)
  }

  @Test("what shines through is white, or a channel of its own")
  func opacity() throws {
    let opaque = try load(Saved.rgba)
    #expect(opaque.shape == [3, 2, 3])
    #expect(
      opaque.select(1, 0).select(1, 2).scalars == [1, 1, 1] && opaque.select(1, 1).select(1, 1).scalars == [1, 1, 1])
    #expect(opaque.select(1, 0).select(1, 0).scalars == [1, 0, 0])
    let four = try load(Saved.rgba, channels: 4)
    expectClose(four[3] * 255, [255, 128, 0, 255, 0, 255], within: 1e-4)
  }

  @Test("what is saved is read again", arguments: [1, 3, 4])
  func roundTrip(channels: Int) throws {
    let picture = Tensor.rand(channels, 5, 7, generator: Generator(seed: 2))
    let path = "\(folder.path)/saved.png"
    try savePNG(picture, to: path)
    let read = try loadPNG(path, channels: channels)
    #expect(read.shape == picture.shape && (read - picture).abs().max().item() < 0.5 / 255 + 1e-6)
    try savePNG(Tensor([[-1, 0.5], [2, 0]]), to: path)
    expectClose(try loadPNG(path), [0, 128.0 / 255, 1, 0])
    #expect(folder.names == ["saved.png"])
    expectRefusal("can't be written") { try savePNG(picture, to: "\(folder.path)/none/x.png") }
  }

  @Test("files that are no PNG, truncated or damaged are refused")
  func refusals() throws {
    let whole = base64(Saved.rgb)
    for count in 0..<whole.count {
      expectRefusal("") { try loadPNG(folder.write(Array(whole[..<count]))) }
    }
    expectRefusal("is no PNG file: it seems to be JPEG. Convert it") { try loadPNG(folder.write([0xFF, 0xD8, 0xFF])) }
    expectRefusal("is no PNG file: it is empty") { try loadPNG(folder.write([])) }
    var wrong = whole
    wrong[50] ^= 0x40
    expectRefusal("It is truncated or damaged") { try loadPNG(folder.write(wrong)) }
  }

  @Test("pictures that claim more pixels than a page can hold, or than their bytes, are refused before memory is taken")
  func bombs() {
    // IHDR with 60,000 × 60,000 and 5,000 × 5,000 pixels, and a hundred zeros compressed
    expectRefusal("has 60000 × 60000 pixels, and pictures of at most 33,554,432 are read") {
      try load(
        "iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAAAAACluSqeAAAADElEQVR4nGNgoD0AAABkAAGGZDw1AAAAAElFTkSuQmCC")
    }
    expectRefusal("claims 5000 × 5000 pixels, more than its 69 bytes can hold") {
      try load(
        "iVBORw0KGgoAAAANSUhEUgAAE4gAABOICAAAAAB489gXAAAADElEQVR4nGNgoD0AAABkAAGGZDw1AAAAAElFTkSuQmCC")
    }
  }

  @Test(
    "thousands of damaged pictures end in an error or in a picture",
    arguments: [Saved.rgb, Saved.palette, Saved.gray16, Saved.interlaced])
  func damage(_ text: String) throws {
    let whole = base64(text)
    var random = Generator(seed: 9)
    for round in 0..<600 {
      do {
        let picture = try loadPNG(folder.write(damaged(whole, round, &random)))
        #expect((picture >= 0).all() && (picture <= 1).all())
      } catch let error as DataFileError {
        #expect(!error.problem.isEmpty)
      }
    }
  }
}

@Suite struct ImageFolderTests {
  private let folder = TemporaryFolder()

  private func save(_ name: String, _ value: Double, channels: Int = 1, side: Int = 4) throws {
    try savePNG(Tensor.full([channels, side, side], value), to: "\(folder.path)/\(name)")
  }

  @Test("each folder is a class, in the order of names")
  func classes() throws {
    for name in ["owl", "cat"] { _ = folder.folder(name) }
    try save("owl/2.png", 0.2)
    try save("owl/10.png", 0.4)
    try save("cat/x.PNG", 1)
    _ = folder.write(Array("notes".utf8), "cat/notes.txt")
    _ = folder.write([0], "cat/.hidden.png")
    let data = try Datasets.imageFolder(folder.path)
    #expect(data.classNames == ["cat", "owl"] && data.labels.scalars == [0, 1, 1])
    expectClose(data.images.select(3, 0).select(2, 0), [1, 0.4, 0.2])
    #expect(data.source == "3 pictures from \(folder.path)" && data.channels == 1)
    // One in colours makes all so.
    try save("owl/3.png", 0.6, channels: 3)
    #expect(try Datasets.imageFolder(folder.path).images.shape == [4, 3, 4, 4])
    #expect(try Datasets.imageFolder(folder.path, channels: 1).images.shape == [4, 1, 4, 4])
  }

  @Test("pictures of several sizes are refused, unless they are resized")
  func sizes() throws {
    try save("a.png", 0.2)
    try save("b.png", 0.4, side: 6)
    expectRefusal("b.png’: is 6 × 6 pixels high and wide, and ‘\(folder.path)/a.png’ 4 × 4") {
      try Datasets.imageFolder(folder.path)
    }
    let data = try Datasets.imageFolder(folder.path, size: 3)
    #expect(data.images.shape == [2, 1, 3, 3] && data.classNames.count == 1)
    expectClose(data.images.select(3, 0).select(2, 0), [0.2, 0.4])
  }

  @Test("many pictures are in the order of their names, and of several that can't be read the first is named")
  func many() throws {
    for i in 0..<600 { try save("\(1000 + i).png", Double(i % 250) / 255) }
    let data = try Datasets.imageFolder(folder.path, size: 2)
    #expect(data.count == 600)
    #expect((data.images[0..., 0, 0, 0] * 255).round().equal((Tensor.arange(600) % 250).float()))
    for name in ["1555.png", "1301.png", "1302.png"] { _ = folder.write([1, 2, 3], name) }
    expectRefusal("1301.png’, byte 0: is no PNG file") { try Datasets.imageFolder(folder.path) }
  }

  @Test("folders without pictures, with others than PNG, or with damaged ones are refused by name")
  func refusals() throws {
    expectRefusal("has no PNG picture") { try Datasets.imageFolder(folder.path) }
    expectRefusal("can't be opened as a folder: No such file") { try Datasets.imageFolder("\(folder.path)/none") }
    try save("a.png", 0.2)
    _ = folder.write([1, 2, 3], "b.png")
    expectRefusal("b.png’, byte 0: is no PNG file") { try Datasets.imageFolder(folder.path) }
    unlink("\(folder.path)/b.png")
    _ = folder.write([0xFF, 0xD8], "c.jpg")
    expectRefusal("c.jpg’: only PNG pictures are read. Convert it") { try Datasets.imageFolder(folder.path) }
  }
}
