import TestSupport
import Testing

@testable import Tensors

@Suite struct NpyTests {
  private let folder = TemporaryFolder()

  private func expectRefusal(_ bytes: [UInt8], _ problem: String, _ place: SourceLocation = #_sourceLocation) {
    let path = folder.write(bytes, "x.npy")
    let error = #expect(throws: TensorFileError.self, sourceLocation: place) { _ = try loadNpy(path) }
    #expect(error?.description.contains(problem) == true, "\(String(describing: error))", sourceLocation: place)
  }

  private func npy(_ header: String, _ elements: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let count = header.utf8.count
    let length: [UInt8] = [UInt8(count & 255), UInt8(count >> 8)] + (version > 1 ? [0, 0] : [])
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header.utf8 + elements
  }

  @Test("the bytes are those of np.save")
  func golden() throws {
    // np.save(file, np.array([[1.5, -2, 3], [4, 5, 6]], "<f4"))
    let header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + String(repeating: " ", count: 58) + "\n"
    let elements: [Float] = [1.5, -2, 3, 4, 5, 6]
    let expected = npy(
      header, elements.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } })
    #expect(expected.count == 152)
    let path = folder.path + "/a.npy"
    try saveNpy(Tensor([[1.5, -2, 3], [4, 5, 6]]), to: path)
    #expect(folder.read(path) == expected)
    #expect(try loadNpy(path).equal(Tensor([[1.5, -2, 3], [4, 5, 6]])))
  }

  @Test("every type and shape comes back")
  func roundTrip() throws {
    let path = folder.path + "/a.npy"
    for x in [
      Tensor(3), Tensor([1, 2, 3], dtype: .int64), Tensor([[true, false]]), Tensor.randn(2, 3, 4).permute(2, 0, 1),
      Tensor.randn(3, dtype: .float64), Tensor.zeros(2, 0, 3),
    ] {
      try saveNpy(x, to: path)
      let y = try loadNpy(path)
      #expect(y.equal(x) && y.dtype == x.dtype && y.shape == x.shape)
    }
  }

  @Test("Fortran's order, big-endian bytes and the later versions are read")
  func variants() throws {
    // np.save(file, np.asfortranarray(np.array([[1, 2, 3], [4, 5, 6]], ">i2")))
    let header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }"
    let elements: [UInt8] = [0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6]
    for version in 1...3 {
      let x = try loadNpy(folder.write(npy(header, elements, version: UInt8(version)), "x.npy"))
      #expect(x.equal(Tensor([[1, 2, 3], [4, 5, 6]], dtype: .int64)) && x.dtype == .int64)
    }
    let halves = try loadNpy(
      folder.write(npy("{\"shape\":(2,),'descr':'<f2','fortran_order':False}\n", [0, 0x3C, 0, 0xC0]), "x.npy"))
    #expect(halves.scalars == [1, -2] && halves.dtype == .float32)
    let number = try loadNpy(folder.write(npy("{'descr': '|u1', 'fortran_order': False, 'shape': ()}", [200]), "x.npy"))
    #expect(number.shape == [] && number.item() == 200.0)
    let doubles = try loadNpy(
      folder.write(
        npy(
          "{'descr': '>f8', 'fortran_order': False, 'shape': (1,)}", [0x40, 0x09, 0x21, 0xFB, 0x54, 0x44, 0x2D, 0x18]),
        "x.npy"))
    #expect(doubles.item() == Double.pi)
  }

  @Test("what is not exactly the format is refused, and said")
  func refusals() {
    func header(_ descr: String, _ shape: String) -> String {
      "{'descr': \(descr), 'fortran_order': False, 'shape': \(shape)}"
    }
    expectRefusal([1, 2], "has 2 bytes, fewer than any npy file")
    expectRefusal(Array("0123456789".utf8), "is no npy file")
    expectRefusal(npy(header("'<f4'", "(2,)"), [0, 0, 0, 0]), "takes 8 bytes, but 4 follow its header")
    expectRefusal(npy(header("'<f4'", "(1,)"), [0, 0, 0, 0, 0]), "takes 4 bytes, but 5 follow its header")
    expectRefusal(npy(header("'|O'", "(1,)")), "holds pickled Python objects, which are not loaded")
    expectRefusal(npy(header("[('a', '<f4')]", "(1,)")), "records of several fields")
    expectRefusal(npy(header("'<U5'", "(1,)")), "holds elements of type ‘<U5’")
    expectRefusal(npy(header("'<c8'", "(1,)")), "holds elements of type ‘<c8’")
    expectRefusal(npy(header("'<f4'", "(-1,)")), "negative size")
    expectRefusal(npy(header("'<f4'", "(4611686018427387904, 4)")), "beyond all memory")
    expectRefusal(npy(header("'<f4'", "(99999999999999999999,)")), "a whole number is expected")
    expectRefusal(npy(header("'<f4'", "(0, 4611686018427387904, 4)")), "beyond all memory")
    expectRefusal(npy("{'descr': '<f4', 'shape': (1,)}"), "lacks one of")
    expectRefusal(npy("{'descr': '<f4', 'descr': '<f4'}"), "‘descr’ is there twice")
    expectRefusal(npy("{'x': '<f4'}"), "‘x’ in its header is not what the format prescribes")
    expectRefusal(npy("__import__('os')"), "its header can't be read")
    expectRefusal(Array(npy(header("'<f4'", "(1,)")).prefix(40)), "it is truncated")
    expectRefusal(npy("", version: 9), "is of version 9.0 of npy")
  }
}

// np.savez_compressed(file, w=np.arange(6.).reshape(2, 3), m=np.array([True, False]))
let compressedArchive = base64(
  "UEsDBC0AAAAIAAAAIQDwzTtG//////////8FABQAdy5ucHkBABAAsAAAAAAAAABXAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Ce"
    + "ll9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYU8MEeynCAUBxQWgBKizgAAFBLAwQtAAAACAAAACEA7hm7Xf//////////"
    + "BQAUAG0ubnB5AQAQAIIAAAAAAAAARgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBek2SorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC"
    + "+RpGOpo6CrUKFAAuRgYAUEsBAi0DLQAAAAgAAAAhAPDNO0ZXAAAAsAAAAAUAAAAAAAAAAAAAAIABAAAAAHcubnB5UEsBAi0DLQAAAAgAAAAhAO4Z"
    + "u11GAAAAggAAAAUAAAAAAAAAAAAAAIABjgAAAG0ubnB5UEsFBgAAAAACAAIAZgAAAAsBAAAAAA==")

@Suite struct NpzTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/a.npz" }

  @Test("a compressed archive of NumPy's is read")
  func golden() throws {
    let state = try loadNpz(folder.write(compressedArchive))
    #expect(state.keys == ["w", "m"])
    #expect(state["w"]!.equal(Tensor([[0, 1, 2], [3, 4, 5]], dtype: .float64)) && state["w"]!.dtype == .float64)
    #expect(state["m"]!.equal(Tensor([true, false])))
  }

  @Test("a state comes back, in 32 bits and in 64", arguments: [0xFFFF_FFFE, 100, 0])
  func roundTrip(largest: Int) throws {
    let state: StateDict = [
      "layer/0.weight": Tensor.randn(20, 3), "é": Tensor([1, 2], dtype: .int64), "empty": Tensor.zeros(0),
      "one": Tensor(1),
    ]
    try writeNpz(state, to: path, largest: largest)
    let back = try loadNpz(path)
    #expect(back.keys == state.keys)
    for (name, tensor) in state { #expect(back[name]!.equal(tensor) && back[name]!.dtype == tensor.dtype) }
    #expect(folder.names == ["a.npz"])
    try saveNpz([:], to: path)
    #expect(try loadNpz(path).isEmpty)
  }

  @Test("a damaged or hostile archive is refused, and said")
  func refusals() throws {
    func expectRefusal(_ bytes: [UInt8], _ problem: String, _ place: SourceLocation = #_sourceLocation) {
      let path = folder.write(bytes)
      let error = #expect(throws: TensorFileError.self, sourceLocation: place) { _ = try loadNpz(path) }
      #expect(error?.description.contains(problem) == true, "\(String(describing: error))", sourceLocation: place)
    }
    func changed(_ bytes: [UInt8], _ change: (inout [UInt8]) -> Void) -> [UInt8] {
      var bytes = bytes
      change(&bytes)
      return bytes
    }
    try saveNpz(["w": Tensor([1, 2]), "v": Tensor([3])], to: path)
    let stored = folder.read(path)
    func place(_ signature: [UInt8], _ bytes: [UInt8]) -> Int {
      bytes.indices.first { bytes[$0...].starts(with: signature) }!
    }
    let directory = place([0x50, 0x4B, 1, 2], stored)
    expectRefusal([], "is no zip archive")
    expectRefusal(Array(stored.dropLast(10)), "its directory's end is missing")
    expectRefusal(stored + [0], "its directory's end is missing")
    expectRefusal(changed(stored) { $0[160] ^= 1 }, "tensor ‘w.npy’: has the checksum")
    expectRefusal(changed(compressedArchive) { $0[70] ^= 1 }, "tensor ‘w.npy’")
    expectRefusal(changed(stored) { $0[directory + 8] |= 1 }, "is encrypted")
    expectRefusal(changed(stored) { $0[directory + 10] = 12 }, "is compressed by method 12")
    // The second entry made to be the first: the names in directory and file differ.
    let second = directory + 46 + 5
    expectRefusal(changed(stored) { for i in 42..<46 { $0[second + i] = 0 } }, "is not the directory's")
    expectRefusal(
      changed(stored) {
        for i in 42..<46 { $0[second + i] = 0 }
        $0[second + 46] = UInt8(ascii: "w")
      }, "‘w.npy’: is there twice")
    expectRefusal(
      changed(compressedArchive) { for i in 24..<28 { $0[place([0x50, 0x4B, 1, 2], compressedArchive) + i] = 0x7F } },
      "claims to be 2139062143 bytes, which its 87 in the file can't become")
    expectRefusal(
      changed(stored) {
        for at in [place(Array("w.npy".utf8), stored), directory + 46] {
          $0.replaceSubrange(at..<(at + 5), with: Array("../wy".utf8))
        }
      }, "leads elsewhere: ‘../wy’")
    expectRefusal(
      changed(stored) {
        for at in [place(Array("w.npy".utf8), stored), directory + 46] {
          $0.replaceSubrange(at..<(at + 5), with: Array("w.txt".utf8))
        }
      }, "tensor ‘w.txt’: is no npy file")
    #expect(throws: TensorFileError.self) { try saveNpz([String(repeating: "x", count: 70_000): Tensor(1)], to: path) }
  }
}
