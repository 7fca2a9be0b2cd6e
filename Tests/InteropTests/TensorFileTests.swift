import Tensors
import Testing

/// Files of tensors as NumPy and Hugging Face's safetensors read and write them.
@Suite(.needs(.python)) struct TensorFileTests {
  private let state: StateDict = [
    "weight": Tensor([[1.5, -2], [3, .infinity]]), "layer.0/bias": Tensor([0.1, 1e300], dtype: .float64),
    "index": Tensor([Int.min, -1, 7], dtype: .int64), "mask": Tensor([[true], [false]]), "number": Tensor(5),
    "none": Tensor.zeros(2, 0),
  ]
  /// The same in Python.
  private static let inPython = """
    import numpy as np
    state = {
      "weight": np.array([[1.5, -2], [3, np.inf]], "float32"), "layer.0/bias": np.array([0.1, 1e300]),
      "index": np.array([-2**63, -1, 7]), "mask": np.array([[True], [False]]), "number": np.array(5, "float32"),
      "none": np.zeros((2, 0), "float32")}
    def check(found):
      assert found.keys() == state.keys(), found.keys()
      for name, array in state.items():
        assert found[name].dtype == array.dtype and found[name].shape == array.shape, name
        assert np.array_equal(found[name], array), name

    """

  private func expectSame(_ found: StateDict, _ place: SourceLocation = #_sourceLocation) {
    #expect(Set(found.keys) == Set(state.keys), sourceLocation: place)
    for (name, tensor) in state {
      let isSame = found[name].map { $0.dtype == tensor.dtype && $0.equal(tensor) } ?? false
      #expect(isSame, "\(name)", sourceLocation: place)
    }
  }

  @Test("Python's libraries read what is written here")
  func writing() async throws {
    let folder = try TrialFolder()
    try saveSafetensors(state, to: folder.path + "/state.safetensors", metadata: ["ä": "\"é\""])
    try saveNpz(state, to: folder.path + "/state.npz")
    for (name, tensor) in state where !name.contains("/") { try saveNpy(tensor, to: "\(folder.path)/\(name).npy") }
    _ = try await folder.python(
      "-W", "error", "-c",
      Self.inPython + """
        import io, safetensors, safetensors.numpy, zipfile
        check(safetensors.numpy.load_file("state.safetensors"))
        with safetensors.safe_open("state.safetensors", "np") as file: assert file.metadata() == {"ä": '"é"'}
        check(dict(np.load("state.npz")))
        assert zipfile.ZipFile("state.npz").testzip() is None
        for name, array in state.items():
          if "/" in name: continue
          bytes = io.BytesIO()
          np.save(bytes, array)
          assert bytes.getvalue() == open(name + ".npy", "rb").read(), name
        """)
  }

  @Test("what Python's libraries write is read here")
  func reading() async throws {
    let folder = try TrialFolder()
    _ = try await folder.python(
      "-c",
      Self.inPython + """
        import safetensors.numpy
        safetensors.numpy.save_file(state, "state.safetensors", {"step": "3"})
        np.savez("stored.npz", **state)
        np.savez_compressed("deflated.npz", **state)
        np.savez_compressed("large.npz", x=np.arange(1_000_000) % 1000)
        np.save("columns.npy", np.asfortranarray(np.arange(24, dtype=">u4").reshape(2, 3, 4)))
        np.save("objects.npy", np.array([{}]))
        """)
    let file = try Safetensors(contentsOf: folder.path + "/state.safetensors")
    expectSame(file.tensors)
    #expect(file.metadata == ["step": "3"])
    expectSame(try loadNpz(folder.path + "/stored.npz"))
    expectSame(try loadNpz(folder.path + "/deflated.npz"))
    #expect(try loadNpz(folder.path + "/large.npz")["x"]!.to(.float64).sum().item() == 499_500_000.0)
    #expect(try loadNpy(folder.path + "/columns.npy").equal(Tensor.arange(24).view(2, 3, 4)))
    #expect(throws: TensorFileError.self) { try loadNpy(folder.path + "/objects.npy") }
  }
}
