import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/weights.safetensors" }

  /// A file with a given header and that many bytes behind it.
  private func file(_ header: String, _ count: Int = 0) -> String {
    let length = UInt64(header.utf8.count)
    return folder.write(
      (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header.utf8 + Array(repeating: 0, count: count))
  }

  private func expectRefusal(_ file: String, _ problem: String, _ place: SourceLocation = #_sourceLocation) {
    let error = #expect(throws: TensorFileError.self, sourceLocation: place) { _ = try loadSafetensors(file) }
    let text = error?.description ?? ""
    #expect(text.contains(problem) && text.contains(file), "\(text)", sourceLocation: place)
  }

  @Test("a state comes back as it was: order, names, types, shapes, bits, notes")
  func roundTrip() throws {
    let odd = Tensor([Float.nan, -.infinity, -0.0, .leastNonzeroMagnitude])
    let state: StateDict = [
      "z.weight": Tensor.randn(3, 4).t(), "odd": odd, "ä \"quoted\"\n": Tensor.randn(2, dtype: .float64),
      "index": Tensor([Int.min, .max, 0], dtype: .int64), "mask": Tensor([[true], [false]]), "number": Tensor(7),
      "none": Tensor.zeros(0, 3), "repeated": Tensor([1, 2]).expand(3, 2),
    ]
    try saveSafetensors(state, to: path, metadata: ["format": "pt", "a": "\u{1}é"])
    let file = try Safetensors(contentsOf: path)
    #expect(file.tensors.keys == state.keys && file.metadata == ["format": "pt", "a": "\u{1}é"])
    for (name, tensor) in state {
      let other = try #require(file.tensors[name])
      #expect(other.shape == tensor.shape && other.dtype == tensor.dtype)
      #expect(other.scalars.map(\.bitPattern) == tensor.scalars.map(\.bitPattern))
    }
    // The same tensors give the same bytes, and nothing is left beside the file.
    let bytes = folder.read(path)
    try file.save(path)
    #expect(folder.read(path) == bytes && folder.names == ["weights.safetensors"])
    #expect(Int(bytes[0]) % 8 == 0)
  }

  @Test("integers keep all their bits")
  func integers() throws {
    try saveSafetensors(["x": Tensor([Int.max - 1], dtype: .int64)], to: path)
    let x = try #require(try loadSafetensors(path)["x"])
    #expect((x - Tensor([Int.max - 1], dtype: .int64)).scalars == [0])
  }

  @Test("a file of the Python library is read, half precision and bytes too")
  func golden() throws {
    // safetensors.numpy.save({"w": np.array([[1, 2], [3, 4]], "float32"), "h": np.array([1.5, -.25], "float16"),
    //   "u": np.array([7, 255], "uint8")}, metadata={"k": "v"})
    let bytes = base64(
      "wAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJrIjoidiJ9LCJ3Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDJdLCJkYXRhX29mZnNldHMi"
        + "OlswLDE2XX0sImgiOnsiZHR5cGUiOiJGMTYiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlsxNiwyMF19LCJ1Ijp7ImR0eXBlIjoiVTgi"
        + "LCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlsyMCwyMl19fSAAAIA/AAAAQAAAQEAAAIBAAD4AtAf/")
    let file = try Safetensors(contentsOf: folder.write(bytes))
    #expect(file.metadata == ["k": "v"] && file.tensors.keys == ["w", "h", "u"])
    #expect(file.tensors["w"]!.equal(Tensor([[1, 2], [3, 4]])))
    #expect(file.tensors["h"]!.dtype == .float32 && file.tensors["h"]!.scalars == [1.5, -0.25])
    #expect(file.tensors["u"]!.dtype == .int64 && file.tensors["u"]!.scalars == [7, 255])
  }

  @Test("every stored type becomes the tensor type that holds it")
  func types() throws {
    func scalars(_ type: String, _ bytes: [UInt8], _ count: Int) throws -> Tensor {
      let header = "{\"x\":{\"dtype\":\"\(type)\",\"shape\":[\(count)],\"data_offsets\":[0,\(bytes.count)]}}"
      let length = UInt8(header.utf8.count)
      let path = folder.write([length, 0, 0, 0, 0, 0, 0, 0] + header.utf8 + bytes)
      return try #require(try loadSafetensors(path)["x"])
    }
    #expect(try scalars("I8", [0xFF, 0x80], 2).scalars == [-1, -128])
    #expect(try scalars("I16", [0xFE, 0xFF], 1).scalars == [-2])
    #expect(try scalars("U16", [0xFE, 0xFF], 1).scalars == [65534])
    #expect(try scalars("I32", [0xFE, 0xFF, 0xFF, 0xFF], 1).scalars == [-2])
    #expect(try scalars("U32", [0xFE, 0xFF, 0xFF, 0xFF], 1).scalars == [4_294_967_294])
    #expect(try scalars("U64", [5, 0, 0, 0, 0, 0, 0, 0], 1).scalars == [5])
    #expect(throws: TensorFileError.self) { try scalars("U64", [0, 0, 0, 0, 0, 0, 0, 0x80], 1) }
    #expect(try scalars("BOOL", [0, 2, 1], 3).scalars == [0, 1, 1])
    // The least subnormal, the largest subnormal, the largest, infinity, −0: torch.tensor(…, dtype=torch.float16)
    let halves: [UInt8] = [1, 0, 0xFF, 3, 0xFF, 0x7B, 0, 0xFC, 0, 0x80]
    #expect(try scalars("F16", halves, 5).scalars == [0x1p-24, 0x1.ff8p-15, 65504, -.infinity, -0.0])
    #expect(try scalars("F16", [0, 0x7E], 1).isnan().all())
    #expect(try scalars("BF16", [0xC0, 0x3F, 0x49, 0x40], 2).scalars == [1.5, 3.140625])
  }

  @Test("what is not exactly the format is refused, and said")
  func refusals() throws {
    func tensor(_ shape: String, _ offsets: String, _ type: String = "F32") -> String {
      "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
    }
    expectRefusal(folder.path + "/none", "can't be opened: No such file")
    expectRefusal(folder.path, "is not a regular file")
    expectRefusal(folder.write([1, 2, 3]), "has 3 bytes, fewer than the 8")
    expectRefusal(
      folder.write(Array(repeating: 0xFF, count: 100)), "claims a header of 18446744073709551615 bytes, but only 92")
    expectRefusal(file("[1]"), "does not begin with ‘{’")
    expectRefusal(file("{\"a\":"), "its header is not JSON: it ends where a value is expected")
    expectRefusal(file("{\"a\":1}"), "tensor ‘a’: its description is not an object")
    expectRefusal(file("{}", 3), "3 bytes follow its header, but the tensors take 0")
    expectRefusal(file("{\"a\":\(tensor("[2]", "[0,8]"))}", 7), "ends at byte 8, but only 7 follow")
    expectRefusal(
      file("{\"a\":\(tensor("[3]", "[0,8]"))}", 8), "of shape [3] and dtype F32 takes 12 bytes, but its offsets 0..<8")
    expectRefusal(file("{\"a\":\(tensor("[-1]", "[0,8]"))}", 8), "negative size -1")
    expectRefusal(file("{\"a\":\(tensor("[1.5]", "[0,8]"))}", 8), "no shape of whole numbers")
    expectRefusal(file("{\"a\":\(tensor("[2]", "[8,0]"))}", 8), "no data_offsets [begin, end]")
    expectRefusal(file("{\"a\":\(tensor("[2]", "[0,99999999999999999999]"))}", 8), "is too large")
    expectRefusal(
      file("{\"a\":\(tensor("[9223372036854775807,2]", "[0,8]"))}", 8), "whose product is beyond all memory")
    expectRefusal(
      file("{\"a\":\(tensor("[0,9223372036854775807,9223372036854775807]", "[0,0]"))}"),
      "whose product is beyond all memory")
    expectRefusal(
      file("{\"a\":\(tensor("[1,1,1,1,1,1,1,1,1]", "[0,4]"))}", 4), "has 9 dimensions, and a tensor at most 8")
    expectRefusal(
      file("{\"a\":\(tensor("[1]", "[0,8]", "C64"))}", 8), "its dtype is C64, which no tensor here can hold")
    let overlapping = "{\"a\":\(tensor("[2]", "[0,8]")),\"b\":\(tensor("[2]", "[4,12]"))}"
    expectRefusal(
      file(overlapping, 12), "tensor ‘b’: begins at byte 4 and overlaps the tensor before it, which ends at 8")
    let hole = "{\"a\":\(tensor("[2]", "[0,8]")),\"b\":\(tensor("[1]", "[12,16]"))}"
    expectRefusal(file(hole, 16), "tensor ‘b’: begins at byte 12 and leaves a hole before it")
    let twice = "{\"a\":\(tensor("[1]", "[0,4]")),\"a\":\(tensor("[1]", "[4,8]"))}"
    expectRefusal(file(twice, 8), "‘a’ is there twice")
    expectRefusal(file("{\"a\":" + String(repeating: "[", count: 100_000)), "more than 8 levels lie in each other")
    expectRefusal(file("{\"__metadata__\":{\"a\":1}}"), "‘a’ in its __metadata__ is not a string")
    expectRefusal(
      file("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"x\":1}}", 4), "‘x’ in its description")
    expectRefusal(
      folder.write([9, 0, 0, 0, 0, 0, 0, 0] + Array("{\"".utf8) + [0xFF, 0xFE] + Array("\":{}}".utf8)), "not UTF-8")
  }

  @Test("a file that can't be written is an error, and the old one stays")
  func unwritable() throws {
    let error = #expect(throws: TensorFileError.self) { try saveSafetensors([:], to: "/nowhere/x.safetensors") }
    #expect(error?.description == "‘/nowhere/x.safetensors’: can't be written: No such file or directory")
    try saveSafetensors(["x": Tensor([1])], to: path)
    #expect(throws: TensorFileError.self) { try saveSafetensors(["__metadata__": Tensor([1])], to: path) }
    #expect(try loadSafetensors(path).keys == ["x"])
  }

  @Test("JSON is read strictly")
  func json() {
    let header = { (name: String) in "{\(name):{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}" }
    #expect(try! loadSafetensors(file(header("\"\\u00e9\\ud83d\\ude00\\n\\/\""))).keys == ["é😀\n/"])
    for bad in ["\"\\ud83d\"", "\"\\ud83dx\"", "\"\\x\"", "\"\\u12\"", "\"\u{1}\"", "a", "\"a"] {
      #expect(throws: TensorFileError.self, "\(bad)") { try loadSafetensors(file(header(bad))) }
    }
    for bad in [
      "{} x", "{,}", "{\"a\":[0,]}", "{\"a\" 1}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":+1}", "{\"a\":nul}",
      "{\"a\":--1}",
    ] {
      expectRefusal(file(bad), "its header is not JSON")
    }
  }
}
