import Tensors
import TestSupport
import Testing

@Suite struct ViewsTests {
  @Test("views have their gradients")
  func gradients() {
    let x = point(2, 3, 4)
    expectGradients(at: [x]) { $0[0].reshape(4, 6) }
    expectGradients(at: [x]) { $0[0].transpose(0, 2).reshape(-1, 2) }
    expectGradients(at: [x]) { $0[0].permute(2, 0, 1) }
    expectGradients(at: [x]) { $0[0][1] }
    expectGradients(at: [x]) { $0[0][.all, 1..<3, .slice(0, nil, step: 2)] }
    expectGradients(at: [x]) { $0[0].unsqueeze(1).expand(2, 5, 3, 4) }
    expectGradients(at: [x]) { cat([$0[0], $0[0][.all, 0..<1] * 2], dim: 1) }
    expectGradients(at: [x]) { stack([$0[0][0], $0[0][1]], dim: 2) }
    expectGradients(at: [x]) { $0[0].chunk(2, dim: 2)[1] }
    let index = Tensor([[0, 2, 1], [2, 2, 0]], dtype: .int64)
    expectGradients(at: [point(2, 3)]) { $0[0].gather(1, index) }
    expectGradients(at: [point(2, 3), point(2, 3, seed: 2)]) { $0[0].scatterAdd(1, index, $0[1]) }
  }

  @Test("what joins, repeats, turns and cuts has its gradients")
  func moreGradients() {
    let x = point(2, 3, 4)
    let index = point(2, 3).view(3, 2)
    expectGradients(at: [x, index]) { cat([$0[0].transpose(1, 2)[.all, ..<2], $0[1].t().unsqueeze(1)], dim: 1) }
    expectGradients(at: [x]) { stack([$0[0], $0[0] * 2, $0[0].exp()], dim: -1) }
    expectGradients(at: [x]) { $0[0].repeat(2, 1, 3, 2) }
    expectGradients(at: [x]) { $0[0].repeatInterleave(2, dim: 1) }
    expectGradients(at: [x]) { $0[0].repeatInterleave(Tensor([2, 0, 1], dtype: .int64), dim: 1) }
    expectGradients(at: [x]) { $0[0].transpose(0, 1).flip(0, 2).exp() }
    expectGradients(at: [x]) { $0[0].roll(2, dim: 2) + $0[0].roll(-5) }
    expectGradients(at: [x]) { $0[0].movedim(0, -1).unflatten(1, [2, -1]) }
    expectGradients(at: [x]) { $0[0].diagonal(-1, dim1: 2, dim2: 1).square() }
    expectGradients(at: [x]) { $0[0][0, 0].diag(1) + $0[0][1, 0].diagEmbed(-1) }
    expectGradients(at: [x]) { $0[0].view(6, 4).diag(-2) }
    expectGradients(at: [x]) {
      let parts = $0[0].split([1, 3], dim: 2); return parts[0] * parts[1]
    }
    expectGradients(at: [x]) {
      let rows = $0[0].unbind(1); return rows[0] * rows[2]
    }
    expectGradients(at: [point(3), point(2, seed: 2)]) {
      let g = meshgrid([$0[0], $0[1]], indexing: .xy); return g[0] * g[1]
    }
  }

  @Test("joins, repetitions, flips, diagonals and grids are PyTorch's")
  func golden() {
    // x = torch.arange(6).view(2, 3)
    let x = Tensor.arange(6).view(2, 3)
    #expect(x.repeat(2, 2).scalars == [0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5, 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5])
    #expect(x.repeat(2, 1, 1).shape == [2, 2, 3] && x.repeat(0, 1).shape == [0, 3])
    #expect(x.repeatInterleave(2, dim: 1).scalars == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(x.repeatInterleave(Tensor([1, 2], dtype: .int64), dim: 0).scalars == [0, 1, 2, 3, 4, 5, 3, 4, 5])
    #expect(x.flip(0, 1).scalars == [5, 4, 3, 2, 1, 0] && x.flip(-1).scalars == [2, 1, 0, 5, 4, 3])
    #expect(x.roll(1, dim: 1).scalars == [2, 0, 1, 5, 3, 4] && x.roll(-2).scalars == [2, 3, 4, 5, 0, 1])
    #expect(x.diagonal().scalars == [0, 4] && x.diagonal(1).scalars == [1, 5] && x.diagonal(-1).scalars == [3])
    #expect(x.diagonal(5).shape == [0] && Tensor([1, 2]).diag(1).scalars == [0, 1, 0, 0, 0, 2, 0, 0, 0])
    x.diagonal().fill_(9)
    #expect(x.scalars == [9, 1, 2, 3, 9, 5])
    let grid = meshgrid([Tensor([1, 2, 3]), Tensor([4, 5])], indexing: .xy)
    #expect(grid[0].scalars == [1, 2, 3, 1, 2, 3] && grid[1].scalars == [4, 4, 4, 5, 5, 5])
    #expect(Tensor.zeros(2, 3, 4, 5).movedim(1, -1).shape == [2, 4, 5, 3])
    #expect(Tensor.zeros(2, 3, 4, 5).movedim(3, 0).shape == [5, 2, 3, 4])
    #expect(cat([Tensor.zeros(0), x.float()]).shape == [2, 3] && cat([x, x.double()]).dtype == .float64)
    #expect(
      cat([x, x[.all, ..<0]], dim: 1).equal(x) && cat([x.t(), x.t()[..<1]]).scalars == [9, 3, 1, 9, 2, 5, 9, 3])
    #expect(stack([Tensor(1), Tensor(2)]).scalars == [1, 2] && stack([x, x], dim: -1).shape == [2, 3, 2])
    #expect(x.split([1, 1]).map(\.scalars) == [[9, 1, 2], [3, 9, 5]] && x.unbind(1).count == 3)
    #expect(x.chunk(2, dim: 1).map(\.shape) == [[2, 2], [2, 1]] && Tensor.zeros(0, 2).split(3).count == 1)
  }

  @Test("a view shares its tensor's memory, a reshape that cannot be a view does not")
  func sharing() {
    let x = Tensor.zeros(2, 3)
    x.t()[1].fill_(5)
    #expect(x.scalars == [0, 5, 0, 0, 5, 0])
    x.view(3, 2)[2] = Tensor([7, 8])
    #expect(x.scalars == [0, 5, 0, 0, 7, 8])
    let copy = x.t().reshape(6)
    copy.fill_(1)
    #expect(x.scalars == [0, 5, 0, 0, 7, 8])
  }

  @Test("strides follow the view")
  func strides() {
    let x = Tensor.zeros(2, 3, 4)
    #expect(x.strides == [12, 4, 1])
    #expect(x.transpose(0, 2).strides == [1, 4, 12])
    #expect(x[.all, 1].strides == [12, 1] && !x[.all, 1].isContiguous)
    #expect(x.permute(1, 0, 2).view(3, 2, 2, 2).strides == [4, 12, 2, 1])
    #expect(Tensor.zeros(3, 1).expand(3, 4).strides == [1, 0])
  }

  @Test("indices select as in PyTorch")
  func indexing() {
    let x = Tensor.arange(12).view(3, 4)
    #expect(x[1].scalars == [4, 5, 6, 7])
    #expect(x[-1, -1].item() == 11.0)
    #expect(x[1..., 0].scalars == [4, 8])
    #expect(x[.all, .slice(1, nil, step: 2)].scalars == [1, 3, 5, 7, 9, 11])
    #expect(x[0...1, ..<2].shape == [2, 2])
    #expect(x[.newAxis, 2].shape == [1, 4])
    #expect(x[.all, .slice(-2, nil)].scalars == [2, 3, 6, 7, 10, 11])
  }

  @Test("sizes are inferred, dimensions come and go")
  func shapes() {
    let x = Tensor.zeros(2, 3, 4)
    #expect(x.view(-1, 4).shape == [6, 4] && x.flatten(1).shape == [2, 12] && x.flatten().shape == [24])
    #expect(x.unsqueeze(-1).shape == [2, 3, 4, 1] && x.unsqueeze(0).squeeze().shape == [2, 3, 4])
    #expect(x.shape[-1] == 4 && x.ndim == 3 && x[0].T.shape == [4, 3])
    #expect(Tensor.cat([x, x], dim: 1).shape == [2, 6, 4] && stack([x, x]).shape == [2, 2, 3, 4])
    #expect(x.split(3, dim: 2).map(\.shape) == [[2, 3, 3], [2, 3, 1]])
  }

  @Test("an index outside ends the program with the index and the shape")
  func outside() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3)[0, 3, file: "Cell1/module2.md", line: 70]
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "module2.md:70: Fatal error: []: index 3 is outside dimension 1 of shape [2, 3]"))
  }
}
