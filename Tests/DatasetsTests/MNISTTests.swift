import Datasets
import Glibc
import Tensors
import TestSupport
import Testing

/// A file in the IDX format.
func idx(_ type: UInt8, _ sizes: [Int], _ data: [UInt8]) -> [UInt8] {
  [0, 0, type, UInt8(sizes.count)]
    + sizes.flatMap { size in stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: size >> $0) } }
    + data
}

@Suite struct IDXTests {
  private let folder = TemporaryFolder()

  @Test("arrays of each type, plain and gzipped")
  func types() throws {
    let bytes = try loadIDX(folder.write(idx(8, [2, 3], [1, 2, 3, 4, 5, 255])))
    #expect(bytes.dtype == .int64 && bytes.shape == [2, 3] && bytes.scalars == [1, 2, 3, 4, 5, 255])
    let signed = try loadIDX(folder.write(idx(9, [2], [1, 255])))
    #expect(signed.scalars == [1, -1])
    // struct.pack('>2h', 258, -2), struct.pack('>2f', 1.5, -2)
    #expect(try loadIDX(folder.write(idx(11, [2], base64("AQL//g==")))).scalars == [258, -2])
    let floats = try loadIDX(folder.write(idx(13, [2], base64("P8AAAMAAAAA="))))
    #expect(floats.dtype == .float32 && floats.scalars == [1.5, -2])
    #expect(try loadIDX(folder.write(base64(Self.compressed))).scalars == [1, 2, 3, 4, 5, 6])
  }

  @Test("what is not exactly what the first bytes say is refused, and the place named")
  func refusals() {
    func refused(_ bytes: [UInt8], _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectRefusal(text, sourceLocation: sourceLocation) { try loadIDX(folder.write(bytes)) }
    }
    refused(Array("P5 28 28 255".utf8), "byte 0: is no IDX file: it begins with 80 53 32 50")
    refused([], "is truncated")
    refused(idx(10, [2], [1, 2]), "begins with 0 0 10 1")
    refused(idx(8, [], []), "byte 3: has 0 dimensions")
    refused(
      idx(8, [2, 3], [1, 2, 3]), "byte 15: claims 2 × 3 elements, which take 6 bytes, but 3 follow: it is truncated")
    refused(
      idx(8, [2, 1], [1, 2, 3]), "byte 14: claims 2 × 1 elements, which take 2 bytes, but 3 follow: something else")
    refused(idx(8, [1 << 31, 1 << 31, 1 << 31], []), "beyond all memory")
    refused(idx(8, [1 << 16, 1 << 16], []), "more than the 1073741824 that are read")
    expectRefusal("can't be opened: No such file") { try loadIDX("\(folder.path)/none") }
    expectRefusal("is not a regular file") { try loadIDX(folder.path) }
    // Nobody writes to the pipe: to wait for that would be for ever.
    mkfifo("\(folder.path)/pipe", 0o600)
    expectRefusal("is not a regular file") { try loadIDX("\(folder.path)/pipe") }
  }

  @Test("a gzip file is refused at every length but its own, and with anything behind it")
  func truncated() throws {
    let whole = base64(Self.compressed)
    for count in 0..<whole.count {
      expectRefusal("") { try loadIDX(folder.write(Array(whole[..<count]))) }
    }
    expectRefusal("something follows its compressed bytes, from byte \(whole.count) on") {
      try loadIDX(folder.write(whole + [0]))
    }
    // The checksum's last bytes but four are the length's.
    var damaged = whole
    damaged[damaged.count - 7] ^= 1
    expectRefusal("damaged") { try loadIDX(folder.write(damaged)) }
  }

  @Test("a gzip file of several members is read as one, wherever it was cut, and refused where one is damaged")
  func members() throws {
    // b"".join(gzip.compress(bytes(p), mtime=0) for p in ([0, 0, 8, 2, 0, 0, 0, 2, 0], [0, 0, 3, 1, 2, 3], [], [4, 5,
    // 6]))
    let whole = base64(
      "H4sIAAAAAAACA2Ng4GBiYGBgYgAAQJkYqgkAAAAfiwgAAAAAAAIDY2BgZmRiBgBCV4oJBgAAAB+LCAAAAAAAAgMDAAAAAAAAAAAAH4sIAAAAAAACA2NhZ"
        + "QMAviBcbAMAAAA=")
    #expect(try loadIDX(folder.write(whole)).equal(Tensor([[1, 2, 3], [4, 5, 6]]).long()))
    expectRefusal("something follows its compressed bytes, from byte \(whole.count) on") {
      try loadIDX(folder.write(whole + Array("end".utf8)))
    }
    for count in 1..<whole.count { expectRefusal("") { try loadIDX(folder.write(Array(whole[..<count]))) } }
    expectRefusal("damaged") { try loadIDX(folder.write(whole + [0x1F, 0x8B, 8, 0])) }
    // A member that is one too many.
    expectRefusal("become more than they claim") { try loadIDX(folder.write(whole + whole)) }
  }

  @Test("gzip bombs are refused before they are read")
  func bombs() {
    // gzip.compress(bytes([0, 0, 8, 2]) + struct.pack('>2I', 2, 3) + bytes(20_000))
    expectRefusal("become more than they claim") { try loadIDX(folder.write(base64(Self.bomb))) }
    // The same with 30,000 × 30,000 elements claimed.
    expectRefusal("more than its 64 compressed bytes can hold") { try loadIDX(folder.write(base64(Self.claim))) }
  }

  @Test("thousands of damaged files end in an error or in an array", arguments: [false, true])
  func damage(isCompressed: Bool) {
    let whole = isCompressed ? base64(Self.compressed) : idx(11, [3, 2], [UInt8](1...12))
    var random = Generator(seed: 13)
    var refused = 0
    for round in 0..<1500 {
      do {
        _ = try loadIDX(folder.write(damaged(whole, round, &random))).sum()
      } catch {
        #expect((error as? DataFileError)?.problem.isEmpty == false)
        refused += 1
      }
    }
    #expect(refused > 700)
  }

  // gzip.compress(bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]), mtime=0)
  private static let compressed = "H4sIAAAAAAACA2Ng4GBiYGAAYWZGJmYWVjYASJQ+5RIAAAA="
  private static let bomb =
    "H4sIAAAAAAACA+3DwQkAIAwAsaN+3H9i6RY+EkjdqfYJAAAAAAAAAAAAAAAAAAAAAAAAgC88uTP+jSxOAAA="
  private static let claim = "H4sIAAAAAAACA+3DMQ0AQAgEsAvTy8Ec/hneBEObNHmVTP8AAAAAAAAAAAAAAAAAAAAAAAAAXLBVKCYJLE4AAA=="
}

@Suite struct MNISTTests {
  private let folder = TemporaryFolder()

  private func write(images: Int = 20, labels: [UInt8]? = nil, part: String = "t10k", ending: String = "-idx") {
    _ = folder.write(
      idx(8, [images, 28, 28], (0..<images * 784).map { UInt8($0 % 256) }), "\(part)-images\(ending)3-ubyte")
    _ = folder.write(
      idx(8, [labels?.count ?? images], labels ?? (0..<images).map { UInt8($0 % 10) }), "\(part)-labels\(ending)1-ubyte"
    )
  }

  @Test("the two files of a part become images in 0...1 with their labels")
  func reading() throws {
    write()
    let data = try Datasets.mnist(.test, in: folder.path)
    #expect(data.images.shape == [20, 1, 28, 28] && data.images.flatten()[255].item() == 1.0)
    #expect(data.images.flatten()[51].item() == 51.0 / 255 as Float)
    #expect(data.labels.scalars == (0..<20).map { Double($0 % 10) })
    #expect(data.source == "20 MNIST test images from \(folder.path)")
    let fashion = try Datasets.fashionMNIST(.test, in: folder.path)
    #expect(fashion.classNames[8] == "bag" && fashion.source.hasPrefix("20 Fashion-MNIST test images"))
  }

  @Test("files that do not belong together are refused")
  func refusals() {
    expectRefusal("MNIST's file train-images-idx3-ubyte (or train-images-idx3-ubyte.gz) is not there") {
      try Datasets.mnist(in: folder.path)
    }
    write(labels: [1, 2, 3])
    expectRefusal("has 3 labels, but") { try Datasets.mnist(.test, in: folder.path) }
    write(labels: [UInt8](repeating: 4, count: 19) + [10])
    expectRefusal("byte 27: the label of image 19 is 10, and must be in 0...9") {
      try Datasets.mnist(.test, in: folder.path)
    }
    _ = folder.write(idx(8, [20], (0..<20).map { UInt8($0) }), "t10k-images-idx3-ubyte")
    expectRefusal("are images and labels mistaken for each other?") { try Datasets.mnist(.test, in: folder.path) }
    _ = folder.write(idx(8, [1, 32, 32], [UInt8](repeating: 0, count: 1024)), "t10k-images-idx3-ubyte")
    write(labels: [1])
    _ = folder.write(idx(8, [1, 32, 32], [UInt8](repeating: 0, count: 1024)), "t10k-images-idx3-ubyte")
    expectRefusal("has images of 32 × 32") { try Datasets.mnist(.test, in: folder.path) }
    _ = folder.write(idx(13, [1, 1, 1], [0, 0, 0, 0]), "t10k-images-idx3-ubyte")
    expectRefusal("holds elements of float32") { try Datasets.mnist(.test, in: folder.path) }
  }

  @Test("digits are MNIST's where the environment names them, else generated")
  func choice() async {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder(), cache = TemporaryFolder()
      setenv("XDG_CACHE_HOME", cache.path, 1)
      unsetenv("MNIST_DIR")
      let (train, test) = try Datasets.digits(train: 30, test: 20, seed: 4)
      let whole = Datasets.generatedDigits(count: 50, seed: 4)
      precondition(train.images.equal(whole[0..<30].images) && test.images.equal(whole[30..<50].images))
      precondition(train.source == "30 generated digits, seed 4")
      let few = try Datasets.digits(count: 7)
      precondition(few.source == "7 generated digits, seed 0")
      // A folder that was named and has nothing in it is a mistake to be told.
      setenv("MNIST_DIR", folder.path, 1)
      var refusal = ""
      do { _ = try Datasets.digits() } catch { refusal = "\(error)" }
      precondition(refusal.contains("is not there"))
      func write(_ part: String, _ count: Int, to folder: TemporaryFolder, _ place: String = "") {
        for (what, bytes) in [
          ("images-idx3", idx(8, [count, 28, 28], [UInt8](repeating: 9, count: count * 784))),
          ("labels-idx1", idx(8, [count], (0..<count).map { UInt8($0 % 10) })),
        ] { _ = folder.write(bytes, "\(place)\(part)-\(what)-ubyte") }
      }
      write("t10k", 50, to: folder)
      let cut = try Datasets.digits(train: 1000, test: 1000)
      precondition(cut.train.count == 40 && cut.test.count == 10)
      precondition(cut.test.source == "10 of 50 MNIST test images from \(folder.path)")
      precondition(cut.test.labels.scalars == (0..<10).map(Double.init))
      write("train", 60, to: folder)
      let both = try Datasets.digits(train: 55, test: 1000)
      precondition(both.train.source == "55 of 60 MNIST training images from \(folder.path)")
      let twelve = try Datasets.digits(count: 12)
      precondition(both.test.count == 50 && twelve.count == 12)
      // The cache, without a variable.
      unsetenv("MNIST_DIR")
      let inCache = cache.folder("swift-notebook") + "/data"
      mkdir(inCache, 0o755)
      mkdir("\(inCache)/mnist", 0o755)
      write("t10k", 20, to: cache, "swift-notebook/data/mnist/")
      let cached = try Datasets.digits(count: 5)
      precondition(cached.source == "5 of 20 MNIST test images from \(inCache)/mnist")
    }
  }

  @Test(
    "the real test images are read, and balanced as they are known to be",
    .enabled(if: getenv("MNIST_DIR") != nil, "MNIST_DIR names no folder with MNIST's files"))
  func real() throws {
    let data = try Datasets.mnist(.test)
    #expect(data.count == 10_000)
    // np.bincount(labels), from the files themselves
    #expect(data.labels.bincount().scalars == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(abs(data.images.mean().item() - 0.13251460696903547) < 1e-6)
  }
}
