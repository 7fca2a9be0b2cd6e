import Tensors
import TestSupport
import Testing

@Suite struct MatrixProductTests {
  @Test("every case of matmul has its gradients")
  func gradients() {
    let shapes: [([Int], [Int])] = [
      ([3, 4], [4, 2]), ([4], [4]), ([3, 4], [4]), ([4], [4, 2]), ([2, 3, 4], [4, 2]), ([2, 3, 4], [2, 4, 2]),
      ([2, 1, 3, 4], [3, 4, 2]), ([2, 3, 4], [4]),
    ]
    for (a, b) in shapes {
      let generator = Generator(seed: 3)
      let x = Tensor.randn(Shape(a), dtype: .float64, generator: generator)
      let y = Tensor.randn(Shape(b), dtype: .float64, generator: generator)
      expectGradients(at: [x, y]) { matmul($0[0], $0[1]) }
    }
  }

  @Test("a linear layer has its gradients, with more dimensions too")
  func linearLayer() {
    expectGradients(at: [point(3, 4), point(2, 4, seed: 2), point(2, seed: 3)]) { linear($0[0], $0[1], $0[2]) }
    expectGradients(at: [point(2, 3, 4), point(2, 4, seed: 2), point(2, seed: 3)]) { linear($0[0], $0[1], $0[2]) }
    expectGradients(at: [point(3, 4), point(2, 4, seed: 2)]) { linear($0[0], $0[1], nil) }
  }

  @Test("products agree with sums of products for every layout, small and large", arguments: [3, 20, 70])
  func layouts(n: Int) {
    let generator = Generator(seed: 5)
    let base = Tensor.randn(n, n + 3, generator: generator)
    let other = Tensor.randn(n + 3, n, generator: generator)
    let wide = Tensor.randn(2 * n, 2 * (n + 3), generator: generator)
    let cases = [
      (base, other), (other.t(), base.t()), (base, base.t()), (other.t(), other), (wide[0..<n, 0..<(n + 3)], other),
      (wide[0..<n, .slice(0, nil, step: 2)], other), (base, wide[0..<n, 1..<(n + 4)].t()),
      (base[0..<1], other), (base, other[.all, 0..<1]),
    ]
    for (a, b) in cases {
      let expected = (a.unsqueeze(2) * b.unsqueeze(0)).sum(dim: 1)
      #expect(matmul(a, b).allclose(expected, rtol: 1e-4, atol: 1e-4))
    }
  }

  @Test("a batch of products is each of them")
  func batches() {
    let generator = Generator(seed: 5)
    let a = Tensor.randn(2, 1, 3, 4, generator: generator)
    let b = Tensor.randn(5, 4, 2, generator: generator)
    let y = matmul(a, b)
    #expect(y.shape == [2, 5, 3, 2])
    #expect(y[1, 3].allclose(matmul(a[1, 0], b[3]), rtol: 1e-5))
    // Matrices that the BLAS cannot read where they lie, too large for the kernel of our own.
    let wide = Tensor.randn(2, 50, 120, generator: generator)
    let strided = wide[.all, .all, .slice(0, nil, step: 2)]
    #expect(
      matmul(strided, wide.mT[.all, ..<60])[1].allclose(matmul(strided[1].clone(), wide[1].t()[..<60]), atol: 1e-4))
    let transposed = matmul(b.transpose(1, 2), a.transpose(2, 3))
    #expect(transposed.allclose(y.transpose(2, 3), rtol: 1e-5, atol: 1e-6))
  }

  @Test("inner sizes that differ end the program with the page's line, both shapes and the sizes")
  func mismatch() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = matmul(Tensor.ones(10, 5), Tensor.ones(10, 1), file: "Cell3/module1.md", line: 41)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "module1.md:41: Fatal error: matmul: shapes [10, 5] and [10, 1] do not match: the inner dimensions 5 and 10 "
          + "differ\n"))
  }
}
