import Tensors
import TestSupport
import Testing

/// Files that chance has damaged: each is either refused or read, and never ends the program.
@Suite struct HostileFileTests {
  private let folder = TemporaryFolder()

  @Test(
    "thousands of damaged files end in an error or in tensors", arguments: ["safetensors", "npy", "npz", "deflated"])
  func damage(format: String) throws {
    let path = "\(folder.path)/whole"
    let state: StateDict = [
      "weight": Tensor.randn(2, 3), "bias": Tensor([1, 2], dtype: .int64), "mask": Tensor([true]),
    ]
    switch format {
    case "safetensors": try saveSafetensors(state, to: path, metadata: ["step": "3"])
    case "npy": try saveNpy(state["weight"]!, to: path)
    case "npz": try saveNpz(state, to: path)
    default: _ = folder.write(compressedArchive, "whole")
    }
    let whole = folder.read(path)
    let load = { (path: String) throws -> [Tensor] in
      switch format {
      case "safetensors": try loadSafetensors(path).map(\.value)
      case "npy": [try loadNpy(path)]
      default: try loadNpz(path).map(\.value)
      }
    }
    var random = Generator(seed: 11)
    var (refused, read) = (0, 0)
    for round in 0..<1200 {
      do {
        // Whatever is read must be in memory: summing it touches all of it.
        for tensor in try load(folder.write(damaged(whole, round, &random), "damaged")) {
          _ = tensor.to(.float64).sum()
        }
        read += 1
      } catch let error as TensorFileError {
        #expect(error.path.hasSuffix("damaged") && !error.problem.isEmpty)
        refused += 1
      }
    }
    #expect(refused > 600 && refused + read == 1200)
  }
}
