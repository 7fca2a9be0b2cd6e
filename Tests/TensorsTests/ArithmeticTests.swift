import Tensors
import TestSupport
import Testing

@Suite struct ArithmeticTests {
  @Test("the four operations have their gradients, broadcast operands too")
  func gradients() {
    let shapes = [
      (point(3, 4), point(3, 4, seed: 2)), (point(3, 4), point(4, seed: 2)), (point(3, 1), point(2, 1, 4, seed: 2)),
    ]
    for (a, b) in shapes {
      expectGradients(at: [a, b]) { $0[0] + $0[1] }
      expectGradients(at: [a, b]) { $0[0] - $0[1] }
      expectGradients(at: [a, b]) { $0[0] * $0[1] }
      expectGradients(at: [a, b.abs() + 0.5]) { $0[0] / $0[1] }
    }
  }

  @Test("operations with numbers have their gradients")
  func numbers() {
    expectGradients(at: [point(5, positive: true)]) { -(2 * $0[0] + 1) / 3 - (1 - $0[0]) * 0.5 + 2 / $0[0] - 1 }
  }

  @Test("a row is added to every row, a column to every column")
  func broadcasting() {
    let x = Tensor([[1, 2], [3, 4]])
    #expect((x + Tensor([10, 20])).scalars == [11, 22, 13, 24])
    #expect((x + Tensor([[10], [20]])).scalars == [11, 12, 23, 24])
    #expect((x.t() - Tensor([10, 20])).scalars == [-9, -17, -8, -16])
    #expect((Tensor([[1], [2]]) * Tensor([[3, 4]])).scalars == [3, 4, 6, 8])
  }

  @Test("types are promoted as in PyTorch")
  func promotion() {
    let integers = Tensor([1, 2], dtype: .int64)
    #expect((integers + 1).dtype == .int64)
    #expect((integers * 0.5).dtype == .float32)
    #expect((integers / integers).dtype == .float32)
    #expect((integers + Tensor([0.5, 1])).dtype == .float32)
    #expect((Tensor([true, false]) + integers).scalars == [2, 2])
    // torch.ones(2) * torch.tensor(2., dtype=torch.float64)  →  float32: a number's category counts, not its width
    #expect((Tensor.ones(2) * Tensor(2, dtype: .float64)).dtype == .float32)
    #expect((Tensor.ones(2) * Tensor([2], dtype: .float64)).dtype == .float64)
  }

  @Test("a Float scales a tensor like a Double")
  func floats() {
    let half: Float = 0.5
    #expect((half * Tensor([2, 4]) + half).scalars == [1.5, 2.5])
  }

  @Test("shapes that do not broadcast end the program with both shapes")
  func mismatch() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.ones(2, 3) + Tensor.ones(2, 4)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "Fatal error: +: shapes [2, 3] and [2, 4] do not match: sizes 3 and 4 differ in dimension -1"))
  }
}
