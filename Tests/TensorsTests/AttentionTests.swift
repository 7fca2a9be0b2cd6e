import TestSupport
import Testing

@testable import Tensors

@Suite struct AttentionTests {
  /// The formula, in operations that are tested by themselves.
  private func reference(_ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor? = nil, causal: Bool = false) -> Tensor {
    var scores = matmul(q, k.transpose(-1, -2)) / Double(q.shape[-1]).squareRoot()
    if let mask { scores = scores + mask }
    if causal {
      scores = scores.maskedFill(Tensor.arange(k.shape[-2]) > Tensor.arange(q.shape[-2]).unsqueeze(1), -.infinity)
    }
    return matmul(scores.softmax(dim: -1), v)
  }

  @Test(
    "attention is the formula, and so are its gradients, at every size of its tiles",
    arguments: [(1, 1), (3, 5), (16, 16), (33, 65), (64, 64), (70, 130), (130, 70)], [1, 5, 32, 40])
  func sizes(_ lengths: (Int, Int), depth: Int) {
    let (queries, keys) = lengths
    for causal in [false, true] {
      let q = point(2, queries, depth).requiresGrad_()
      let k = point(2, keys, depth, seed: 2).requiresGrad_()
      let v = point(2, keys, depth + 1, seed: 3).requiresGrad_()
      let weight = point(2, queries, depth + 1, seed: 4)
      let (fused, plain) = (attention(q, k, v, causal: causal), reference(q, k, v, causal: causal))
      #expect(fused.allclose(plain, rtol: 1e-10, atol: 1e-12))
      let found = grad((fused * weight).sum(), [q, k, v])
      for (a, b) in zip(found, grad((plain * weight).sum(), [q, k, v])) {
        #expect(a.allclose(b, rtol: 1e-9, atol: 1e-11))
      }
      let single = attention(q.float(), k.float(), v.float(), causal: causal)
      #expect(single.double().allclose(plain, rtol: 1e-4, atol: 1e-5))
    }
  }

  @Test("attention has its gradients, fused and composed, with masks and broadcasts")
  func gradients() {
    let (q, k, v) = (point(2, 2, 3, 2), point(2, 2, 4, 2, seed: 2), point(2, 2, 4, 3, seed: 3))
    expectGradients(at: [q, k, v]) { attention($0[0], $0[1], $0[2]) }
    expectGradients(at: [q, k, v]) { attention($0[0], $0[1], $0[2], causal: true) }
    expectGradients(at: [q, k, v]) { attention($0[0], $0[1], $0[2], scale: 0.3) }
    let hidden = point(3, 4, seed: 5) > -0.3
    expectGradients(at: [q, k, v]) { attention($0[0], $0[1], $0[2], mask: hidden) }
    let added = point(2, 1, 3, 4, seed: 6)
    expectGradients(at: [q, k, v]) { attention($0[0], $0[1], $0[2], mask: added) }
    // A mask that is learnt, as relative positions are.
    expectGradients(at: [q, k, v, added]) { attention($0[0], $0[1], $0[2], mask: $0[3]) }
    // One head of keys for all; no batch; rows whose elements are no neighbours; five dimensions.
    expectGradients(at: [q, point(2, 1, 4, 2, seed: 2), point(4, 3, seed: 3)]) { attention($0[0], $0[1], $0[2]) }
    expectGradients(at: [point(3, 2), point(2, 4, seed: 2), point(4, 3, seed: 3)]) {
      attention($0[0], $0[1].t(), $0[2])
    }
    expectGradients(at: [point(2, 1, 2, 3, 2)], order: 1) { attention($0[0], $0[0], $0[0], causal: true) }
  }

  @Test("self-attention of packed queries, keys and values is attention, with its gradients")
  func packed() {
    let x = point(2, 5, 3 * 2 * 3)
    let parts = x.chunk(3, dim: 2).map { $0.reshape([2, 5, 2, 3]).transpose(1, 2) }
    let mask = point(2, 1, 5, 5, seed: 2)
    for (causal, mask) in [(false, nil), (true, nil), (false, mask)] {
      let whole = attention(parts[0], parts[1], parts[2], mask: mask, causal: causal)
      let y = selfAttention(x, heads: 2, mask: mask, causal: causal)
      #expect(y.allclose(whole.transpose(1, 2).reshape([2, 5, 6]), rtol: 1e-12))
      expectGradients(at: [x]) { selfAttention($0[0], heads: 2, mask: mask, causal: causal) }
    }
    expectGradients(at: [point(1, 3, 6), point(1, 1, 3, 3, seed: 2)]) { selfAttention($0[0], heads: 2, mask: $0[1]) }
  }

  @Test("a query that sees nothing has the value and the gradients 0")
  func blind() {
    // F.scaled_dot_product_attention(q, q, q, attn_mask=torch.tensor([[-inf, -inf], [0, 0]]))[..., 0, :]  →  0
    let q = point(1, 2, 3).requiresGrad_()
    let mask = Tensor([[false, false], [true, true]])
    let y = attention(q, q, q, mask: mask)
    #expect(y[0, 0].scalars == [0, 0, 0] && y[0, 1].abs().min().item() > 0)
    #expect(!grad(y.sum(), q, createGraph: true)[0].isnan().any())
    expectGradients(at: [q]) { attention($0[0], $0[0], $0[0], mask: mask) }
  }

  @Test("attention over nothing is empty, and NaN goes where it is seen")
  func edges() {
    #expect(attention(point(0, 3, 2), point(0, 4, 2), point(0, 4, 5)).shape == [0, 3, 5])
    #expect(attention(point(1, 3, 2), point(1, 0, 2), point(1, 0, 5)).scalars == Array(repeating: 0, count: 15))
    let k = point(5, 2)
    noGrad { _ = k[4].fill_(.nan) }
    let y = attention(point(5, 2), k, point(5, 2), causal: true)
    #expect(y.isnan().scalars == [0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
  }

  @Test("shapes that do not match end the program with all of them")
  func wrongShapes() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = attention(point(2, 3, 4), point(2, 3, 5), point(2, 3, 4), file: "Cell2/page.md", line: 12)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "page.md:12: Fatal error: attention: queries [2, 3, 4], keys [2, 3, 5] and values [2, 3, 4] do not match"))
  }
}
