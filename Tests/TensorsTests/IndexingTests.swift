import Tensors
import TestSupport
import Testing

/// Indices, as int64.
private func at(_ indices: [Int]) -> Tensor { Tensor(indices, dtype: .int64) }
private func at(_ indices: [[Int]]) -> Tensor { Tensor(indices, dtype: .int64) }

@Suite struct IndexingTests {
  // x = torch.arange(24.).view(2, 3, 4); i = torch.tensor([1, 0, 1]); j = torch.tensor([[0], [1]])
  let x = Tensor.arange(24).float().view(2, 3, 4)
  let i = at([1, 0, 1])
  let j = at([[0], [1]])

  private func expect(
    _ y: Tensor, _ shape: Shape, _ elements: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(y.shape == shape && y.scalars == elements, "\(y)", sourceLocation: sourceLocation)
  }

  @Test("positions select as in PyTorch")
  func positions() {
    // x[:, [2, 0]]
    expect(x[.all, [2, 0]], [2, 2, 4], [8, 9, 10, 11, 0, 1, 2, 3, 20, 21, 22, 23, 12, 13, 14, 15])
    #expect(x[i].equal(stack([x[1], x[0], x[1]])))
    // x[i, [0, 1, 2]]
    expect(x[i, [0, 1, 2]], [3, 4], [12, 13, 14, 15, 4, 5, 6, 7, 20, 21, 22, 23])
    // x[j, i]
    expect(
      x[j, i], [2, 3, 4],
      [4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15, 16, 17, 18, 19])
    // x[0, :, i]; x[i, :, [0, 1, 3]]; x[:, i, [0, 1, 3]]
    expect(x[0, .all, i], [3, 3], [1, 0, 1, 5, 4, 5, 9, 8, 9])
    expect(x[i, .all, [0, 1, 3]], [3, 3], [12, 16, 20, 1, 5, 9, 15, 19, 23])
    expect(x[.all, i, [0, 1, 3]], [2, 3], [4, 1, 7, 16, 13, 19])
    // x[..., 0]; x[..., [-1]]; x[1, ..., None, 1:3]; x[torch.tensor(1)]; x[torch.tensor([], dtype=torch.long)]
    expect(x[.ellipsis, 0], [2, 3], [0, 4, 8, 12, 16, 20])
    expect(x[.ellipsis, [-1]], [2, 3, 1], [3, 7, 11, 15, 19, 23])
    expect(x[1, .ellipsis, .newAxis, 1..<3], [3, 1, 2], [13, 14, 17, 18, 21, 22])
    #expect(x[Tensor(1, dtype: .int64)].equal(x[1]))
    expect(x[at([Int]())], [0, 3, 4], [])
    // x.transpose(1, 2)[i, :, :2]
    #expect(x.transpose(1, 2)[i, .all, ..<2].equal(x[i, ..<2].transpose(1, 2)))
  }

  @Test("masks select as in PyTorch")
  func masks() {
    expect(x[x > 18], [5], [19, 20, 21, 22, 23])
    #expect(x[[true, false]].equal(x[0..<1]))
    // m = torch.tensor([[True, False, True], [False, False, True]]); x[m]; x[m, 1]; x.transpose(0, 2)[:, m.t()]
    let m = Tensor([[true, false, true], [false, false, true]])
    expect(x[m], [3, 4], [0, 1, 2, 3, 8, 9, 10, 11, 20, 21, 22, 23])
    expect(x[m, 1], [3], [1, 9, 21])
    expect(x.transpose(0, 2)[.all, m.t()], [4, 3], [0, 8, 20, 1, 9, 21, 2, 10, 22, 3, 11, 23])
    // x[:, torch.tensor([True, False, True]), 1:]
    expect(x[.all, [true, false, true], 1...], [2, 2, 3], [1, 2, 3, 9, 10, 11, 13, 14, 15, 21, 22, 23])
    #expect(
      x.maskedSelect(x > 18).equal(x[x > 18]) && x[0].maskedSelect(Tensor([true, false, false, true])).numel() == 6)
    expect(m.nonzero(), [3, 2], [0, 0, 0, 2, 1, 2])
    #expect(x[x > 100].shape == [0] && Tensor.zeros(0, 2).nonzero().shape == [0, 2])
  }

  @Test("what is assigned broadcasts into the selected part")
  func assignment() {
    var y = x.clone()
    y[.all, [2, 0], 1..<3] = Tensor([100, 200])
    expect(
      y, [2, 3, 4],
      [0, 100, 200, 3, 4, 5, 6, 7, 8, 100, 200, 11, 12, 100, 200, 15, 16, 17, 18, 19, 20, 100, 200, 23])
    // y = x.clone(); y[y > 18] = 0; y[0] += 1; y[[0, 0], [1, 1]] += 1; y[1] = torch.ones(1, 3, 4)
    y = x.clone()
    y[y > 18] = 0
    y[0] += 1
    y[[0, 0], [1, 1]] += 1
    #expect(y[0].scalars == [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12])
    #expect(y[1].scalars == [12, 13, 14, 15, 16, 17, 18, 0, 0, 0, 0, 0])
    y[1] = Tensor.ones(1, 3, 4)
    #expect((y[1] == 1).all())
    y[1..<2, .all] = 5.0
    #expect((y[1] == 5).all() && y[0, 0, 1] == 2.0)
    // y = x.transpose(0, 2).clone().transpose(0, 2); y[:, j, 1:] = 7
    y = x.transpose(0, 2).clone().transpose(0, 2)
    y[.all, j, 1...] = 7
    #expect(y[0].scalars == [0, 7, 7, 7, 4, 7, 7, 7, 8, 9, 10, 11])
    // Into a view, from the memory that is written to, and in another type.
    let z = Tensor.arange(6)
    z.view(2, 3).t()[[2, 0]] = z.view(2, 3).t()[[0, 2]].float()
    #expect(z.scalars == [2, 1, 0, 5, 4, 3])
  }

  @Test("selecting and putting have their gradients, at the same place twice too")
  func gradients() {
    let x = point(3, 4, 2)
    expectGradients(at: [x]) { $0[0][at([2, 0, 2])] }
    expectGradients(at: [x]) { $0[0][.all, at([3, 3])].exp() }
    expectGradients(at: [x]) { $0[0][at([[0], [2]]), at([1, 1, 3])] }
    expectGradients(at: [x]) { $0[0].transpose(0, 2)[1, at([1, 1]), at([2, 0])] }
    let mask = x > 0
    expectGradients(at: [x]) { $0[0][mask].square() }
    expectGradients(at: [x]) { $0[0].maskedSelect(mask) }
    expectGradients(at: [x]) { $0[0].indexSelect(1, at([0, 0, 3])) }
    expectGradients(at: [x]) { $0[0].take(at([[0, 5], [5, -1]])) }
    expectGradients(at: [point(4, 2), point(3, 2, seed: 2)]) { $0[0].indexAdd(0, at([1, 1, 3]), $0[1], alpha: 2) }
    expectGradients(at: [point(4, 2)]) { $0[0].indexFill(0, at([1, 3]), 2).square() }
    for accumulate in [false, true] {
      expectGradients(at: [x, point(2, seed: 3)]) {
        $0[0].indexPut([at([2, 0]), at([0, 1])], $0[1], accumulate: accumulate).square()
      }
    }
    expectGradients(at: [x, point(2, seed: 3)]) {
      $0[0].indexPut([at([2, 2, 0])], $0[1], accumulate: true).square()
    }
  }

  @Test("gathering and scattering have their gradients")
  func gathering() {
    let index = at([[0, 1], [4, 4]])
    let x = point(3, 5)
    expectGradients(at: [x]) { $0[0].gather(1, index) }
    expectGradients(at: [x]) { $0[0].t().gather(0, index) }
    expectGradients(at: [x, point(2, 2, seed: 2)]) { $0[0].scatterAdd(1, index, $0[1]).square() }
    expectGradients(at: [x, point(1, 2, seed: 2)]) { $0[0].scatter(1, at([[0, 3]]), $0[1]).square() }
    expectGradients(at: [x]) { $0[0].scatter(1, index, 2).square() }
  }

  @Test("gathering and scattering agree with PyTorch")
  func scattered() {
    // torch.zeros(3, 5).scatter(1, torch.tensor([[0, 1], [4, 4]]), torch.tensor([[1., 2], [3, 4]]))
    let values = Tensor([[1, 2], [3, 4]])
    expect(
      Tensor.zeros(3, 5).scatter(1, at([[0, 1], [4, 4]]), values), [3, 5],
      [1, 2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0])
    // torch.ones(3, 5).scatter_add(0, torch.tensor([[0, 1], [2, 2]]), …)
    expect(
      Tensor.ones(3, 5).scatterAdd(0, at([[0, 1], [2, 2]]), values), [3, 5],
      [2, 1, 1, 1, 1, 1, 3, 1, 1, 1, 4, 5, 1, 1, 1])
    // torch.arange(15.).view(3, 5).gather(1, torch.tensor([[0, 1], [4, 4]]))
    expect(Tensor.arange(0.0, 15.0).view(3, 5).gather(1, at([[0, 1], [4, 4]])), [2, 2], [0, 1, 9, 9])
    // x.clone().index_put_((i, i), torch.tensor([1., 2, 3]), accumulate=True)
    let y = x.clone().indexPut_([i, i], Tensor([[1], [2], [3]]), accumulate: true)
    #expect(y[1, 1].scalars == [20, 21, 22, 23] && y[0, 0].scalars == [2, 3, 4, 5])
    expect(at([0, 2, 1]).oneHot(), [3, 3], [1, 0, 0, 0, 0, 1, 0, 1, 0])
    expect(at([[0, 2]]).oneHot(4), [1, 2, 4], [1, 0, 0, 0, 0, 0, 1, 0])
  }

  @Test("triangles agree with PyTorch and have their gradients")
  func triangles() {
    let x = Tensor.arange(12).view(3, 4)
    expect(x.tril(), [3, 4], [0, 0, 0, 0, 4, 5, 0, 0, 8, 9, 10, 0])
    expect(x.triu(1), [3, 4], [0, 1, 2, 3, 0, 0, 6, 7, 0, 0, 0, 11])
    expect(x.tril(-1), [3, 4], [0, 0, 0, 0, 4, 0, 0, 0, 8, 9, 0, 0])
    expect(x.view(4, 3).triu(-2), [4, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 10, 11])
    #expect((Tensor.ones(2, 3, 3, dtype: .bool).tril().sum(1, 2) == 6).all())
    expectGradients(at: [point(2, 3, 3)]) { $0[0].tril(-1) + $0[0].transpose(1, 2).triu() }
  }

  @Test("positions outside, and tensors that are none, end the program with the place")
  func failures() async {
    expectFailure(
      "page.md:7: Fatal error: []: index 5 is outside dimension 1 of shape [2, 3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3)[.all, [0, 5], file: "Cell1/page.md", line: 7]
      })
    expectFailure(
      "[]: positions are int64 and masks are of truth values; this tensor is float32",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3)[Tensor([0, 1])]
      })
    expectFailure(
      "[]: the mask's shape [3] does not match shape [2, 3] from dimension 0 on",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3)[[true, false, true]]
      })
    expectFailure(
      "[]=: values of shape [2] do not fit the selected part, of shape [3, 3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor.zeros(2, 3)[[0, 1, 0]] = Tensor([1, 2])
      })
    expectFailure(
      "gather: index 3 is outside dimension 1, of size 3",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 3).gather(1, Tensor([[3], [0]], dtype: .int64))
      })
    expectFailure(
      "oneHot: class 4 is not among 3 classes",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 4], dtype: .int64).oneHot(3)
      })
  }
}

@Suite struct SortingTests {
  @Test("order, extremes and medians are PyTorch's, NaN last")
  func golden() {
    // z = torch.tensor([[3., 1, nan, 2, -0., 0, 1]])
    let z = Tensor([[3, 1, Double.nan, 2, -0.0, 0, 1]])
    let (values, indices) = z.sort()
    #expect(values[0, ..<6].scalars == [0, 0, 1, 1, 2, 3] && indices.scalars == [4, 5, 1, 6, 3, 0, 2])
    #expect(z.argsort(descending: true).scalars == [2, 0, 3, 1, 6, 4, 5])
    #expect(z.topk(3).indices.scalars == [2, 0, 3] && z.topk(1, largest: false).values.item() == 0.0)
    #expect(z.median(dim: 1).indices.scalars == [2] && z.median().isnan().all())
    // torch.tensor([3., 1, 2, 4]).median(0); torch.tensor([5, 3, 9, 3]).kthvalue(2)
    let (middle, place) = Tensor([3, 1, 2, 4]).median(dim: 0)
    #expect(middle.item() == 2.0 && place.item() == 2.0)
    #expect(Tensor([5, 3, 9, 3], dtype: .int64).kthvalue(2).indices.item() == 3.0)
    #expect(Tensor([[true, false], [false, true]]).sort(dim: 0).values.scalars == [0, 0, 1, 1])
    #expect(Tensor(4).sort().values.shape == [] && Tensor.zeros(2, 0).sort().indices.shape == [2, 0])
  }

  @Test(
    "sorting is stable and right for every length and type", arguments: [1, 2, 17, 255, 256, 1000, 5000],
    [DType.float32, .float64, .int64])
  func lengths(n: Int, dtype: DType) {
    // Many equal elements, of both signs.
    let x = Tensor.randint(-n / 4 - 1, n / 4 + 1, [3, n], generator: Generator(seed: 2)).to(dtype)
    for descending in [false, true] {
      let (values, indices) = x.sort(dim: 1, descending: descending)
      for row in 0..<3 {
        let elements = x[row].scalars
        let order = (0..<n).sorted {
          elements[$0] == elements[$1] ? $0 < $1 : (elements[$0] < elements[$1]) != descending
        }
        #expect(indices[row].scalars == order.map(Double.init))
        #expect(values[row].scalars == order.map { elements[$0] })
        let k = Swift.min(n, 5)
        #expect(x.topk(k, largest: descending).indices[row].scalars == order[..<k].map(Double.init))
      }
    }
  }

  @Test("what is sorted has its gradients along any dimension")
  func gradients() {
    let x = point(3, 5)
    for dim in 0..<2 {
      expectGradients(at: [x]) { $0[0].sort(dim: dim, descending: true).values.square() }
      expectGradients(at: [x]) { $0[0].topk(2, dim: dim).values.exp() }
      expectGradients(at: [x]) { $0[0].median(dim: dim).values.exp() }
      expectGradients(at: [x]) { $0[0].kthvalue(2, dim: dim, keepDim: true).values.exp() }
    }
    expectGradients(at: [x]) { $0[0].median() }
  }

  @Test("counts, distinct elements and insertion places are PyTorch's")
  func counting() {
    let x = Tensor([1, 3, 3, 0], dtype: .int64)
    #expect(x.bincount(minlength: 6).scalars == [1, 1, 0, 2, 0, 0])
    #expect(x.bincount(weights: Tensor([0.5, 1, 2, 4])).scalars == [4, 0.5, 0, 3])
    let (values, inverse, counts) = Tensor([3, 1, 3, 2, 1]).uniqueWithCounts()
    #expect(values.scalars == [1, 2, 3] && inverse.scalars == [2, 0, 2, 1, 0] && counts.scalars == [2, 1, 2])
    // s = torch.tensor([1., 3, 3, 5]); v = torch.tensor([[0., 3, 4], [5, 6, 1]]); torch.searchsorted(s, v)
    let s = Tensor([1, 3, 3, 5])
    let v = Tensor([[0, 3, 4], [5, 6, 1]])
    #expect(s.searchsorted(v).scalars == [0, 1, 3, 3, 4, 0])
    #expect(s.searchsorted(v, right: true).scalars == [0, 3, 3, 4, 4, 1])
    #expect(stack([s, s + 1]).searchsorted(v).scalars == [0, 1, 3, 3, 3, 0])
  }

  @Test("positions are drawn as their weights say, with replacement and without")
  func multinomial() {
    let weights = Tensor([[1, 0, 3, 6], [2, 2, 0, 0]])
    let drawn = weights.multinomial(20_000, replacement: true, generator: Generator(seed: 4))
    #expect(drawn.shape == [2, 20_000] && drawn.dtype == .int64)
    let shares = drawn[0].bincount(minlength: 4).float() / 20_000
    #expect(shares.allclose(Tensor([0.1, 0, 0.3, 0.6]), atol: 0.015))
    #expect(abs(drawn[1].float().mean().item() - 0.5) < 0.015 && drawn[1].max().item() == 1.0)
    #expect(
      weights.multinomial(9, replacement: true, generator: Generator(seed: 4)).equal(
        weights.multinomial(9, replacement: true, generator: Generator(seed: 4))))
    // Without replacement the first is drawn as with it, the second from what is left: of 2 after 3, 1/7 is 0.
    let pairs = Tensor([1, 0, 3, 6]).expand(20_000, 4).multinomial(2, generator: Generator(seed: 5))
    #expect((pairs[.all, 0] != pairs[.all, 1]).all() && !(pairs == 1).any())
    #expect(
      ((pairs[.all, 0].bincount(minlength: 4).float() / 20_000).allclose(Tensor([0.1, 0, 0.3, 0.6]), atol: 0.015)))
    let second = pairs[pairs[.all, 0] == 2][.all, 1].bincount().float()
    #expect((second / second.sum()).allclose(Tensor([1 / 7.0, 0, 0, 6 / 7.0]), atol: 0.02))
  }
}
