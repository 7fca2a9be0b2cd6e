import Glibc
import NeuralNetworks
import Tensors
import TestSupport
import Testing

/// Checks a loss and the gradient of its sum with respect to the input, and both in single precision.
private func expect(
  _ loss: (Tensor) -> Tensor, _ input: Tensor, _ value: [Double], _ gradient: [Double],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for dtype in [DType.float64, .float32] {
    let x = input.detach().to(dtype).clone().requiresGrad_()
    let result = loss(x)
    let (rtol, atol) = dtype == .float64 ? (1e-10, 1e-12) : (1e-5, 1e-6)
    func close(_ a: Tensor, _ b: [Double]) -> Bool {
      a.detach().to(.float64).reshape(-1).allclose(Tensor(b, dtype: .float64), rtol: rtol, atol: atol)
    }
    #expect(close(result, value), "\(result)", sourceLocation: sourceLocation)
    let slope = grad(result.sum(), x)[0]
    #expect(close(slope, gradient), "\(slope)", sourceLocation: sourceLocation)
    // The gradient that can be differentiated is the same.
    let recorded = grad(loss(x).sum(), x, createGraph: true)[0]
    #expect(close(recorded, gradient), "\(recorded)", sourceLocation: sourceLocation)
  }
}

@Suite struct LossTests {
  // What the losses are of.
  private let x = Tensor([[0.3, -1.2, 2, 0.125], [-0.7, 0.4, 1.5, -2.2], [0.9, 0.9, -0.3, 0]], dtype: .float64)
  private let y = Tensor([[0.5, 0.2, -1, 0.125], [1, -2, 0.3, 0.4], [0, 0.6, 0.8, -0.5]], dtype: .float64)
  private let p = Tensor([[0.1, 0.6, 0.2, 0.9], [0.3, 0.5, 0.01, 0.99]], dtype: .float64)
  private let t = Tensor([[0, 1, 0.25, 1], [0.5, 0, 1, 0.75]], dtype: .float64)
  private let q = Tensor([[0.1, 0.2, 0.3, 0.4], [0, 0.5, 0.5, 0], [0.25, 0.25, 0.25, 0.25]], dtype: .float64)
  private let k = Tensor([2, 0, 3], dtype: .int64)
  private let w = Tensor([0.5, 1, 2, 0.25], dtype: .float64)
  private let s = Tensor([[1, -1, 1, -1], [1, 1, -1, -1], [-1, -1, 1, 1]], dtype: .float64)

  @Test("values and gradients are PyTorch's")
  func golden() {
    // x = torch.tensor(x, dtype=torch.float64, requires_grad=True); loss = F.mse_loss(x, y)
    // loss.sum().backward(); loss, x.grad
    expect(
      { F.mseLoss($0, y) }, x, [2.5175],
      [
        -0.03333333333333, -0.23333333333333, 0.5, 0.0, -0.28333333333333, 0.4, 0.2, -0.43333333333333, 0.15, 0.05,
        -0.18333333333333, 0.08333333333333,
      ])
    expect(
      { F.l1Loss($0, y) }, x, [1.275],
      [
        -0.08333333333333, -0.08333333333333, 0.08333333333333, 0.0, -0.08333333333333, 0.08333333333333,
        0.08333333333333, -0.08333333333333, 0.08333333333333, 0.08333333333333, -0.08333333333333, 0.08333333333333,
      ])
    expect(
      { F.huberLoss($0, y, delta: 0.7) }, x, [0.6866666666666665],
      [
        -0.01666666666667, -0.05833333333333, 0.05833333333333, 0.0, -0.05833333333333, 0.05833333333333,
        0.05833333333333, -0.05833333333333, 0.05833333333333, 0.025, -0.05833333333333, 0.04166666666667,
      ])
    expect(
      { F.smoothL1Loss($0, y, reduction: .sum, beta: 0.7) }, x, [11.77142857142857],
      [-0.28571428571429, -1.0, 1.0, 0.0, -1.0, 1.0, 1.0, -1.0, 1.0, 0.42857142857143, -1.0, 0.71428571428571])
    expect(
      { F.smoothL1Loss($0, y, beta: 0) }, x, [1.275],
      [
        -0.08333333333333, -0.08333333333333, 0.08333333333333, 0.0, -0.08333333333333, 0.08333333333333,
        0.08333333333333, -0.08333333333333, 0.08333333333333, 0.08333333333333, -0.08333333333333, 0.08333333333333,
      ])
    expect(
      { F.binaryCrossEntropy($0, t) }, p, [1.0660919169679182],
      [
        0.13888888888889, -0.20833333333333, -0.0390625, -0.13888888888889, -0.11904761904762, 0.25, -12.5,
        3.03030303030303,
      ])
    expect(
      { F.binaryCrossEntropy($0, t, weight: w, reduction: .sum) }, p, [12.312637357896806],
      [
        0.55555555555556, -1.66666666666667, -0.625, -0.27777777777778, -0.47619047619048, 2.0, -199.99999999999997,
        6.06060606060605,
      ])
    expect(
      { F.binaryCrossEntropyWithLogits($0, t * 1) }, x[0..<2], [1.024982832150445],
      [
        0.07180531460146, -0.09606559793738, 0.07884963474724, -0.05859882832828, -0.02102347152102, 0.07483595751406,
        -0.02280319047579, -0.08128118886004,
      ])
    expect(
      { F.binaryCrossEntropyWithLogits($0, t, reduction: .none, posWeight: w) }, x[0..<2],
      [
        0.8543552444685272, 1.4632824673380311, 1.6586600138037155, 0.15814975882929228, 0.47738953666409345,
        0.9130152523999526, 0.4028265559655048, 0.4584739523988046,
      ],
      [
        0.57444251681166, -0.76852478349902, 0.60099634747235, -0.11719765665656, -0.00114082912612, 0.59868766011245,
        -0.36485104761271, -0.14385916101014,
      ])
    expect(
      { F.binaryCrossEntropyWithLogits($0, t, weight: w, posWeight: w) }, x[0..<2], [0.9149123972062199],
      [
        0.03590265730073, -0.09606559793738, 0.15024908686809, -0.00366242677052, -7.130182038e-05, 0.07483595751406,
        -0.09121276190318, -0.00449559878157,
      ])
    expect(
      { F.crossEntropy($0, k) }, x, [1.6000191594209392],
      [
        0.04422899279773, 0.00986882224616, -0.09122615356949, 0.0371283385256, -0.30818048516622, 0.07556333186912,
        0.22700479425739, 0.00561235903972, 0.12310280701466, 0.12310280701466, 0.03707785294296, -0.28328346697227,
      ])
    expect(
      { F.crossEntropy($0, k, weight: w) }, x, [0.8747787841430085],
      [
        0.09649962064959, 0.02153197580981, -0.19903888051525, 0.08100728405586, -0.1680984464543, 0.0412163628377,
        0.12382079686767, 0.00306128674894, 0.03357349282218, 0.03357349282218, 0.01011214171172, -0.07725912735607,
      ])
    expect(
      { F.crossEntropy($0, k, reduction: .none) }, x, [0.3197624706187473, 2.584171852979045, 1.896123154665025],
      [
        0.13268697839318, 0.02960646673848, -0.27367846070847, 0.11138501557681, -0.92454145549867, 0.22668999560735,
        0.68101438277217, 0.01683707711915, 0.36930842104397, 0.36930842104397, 0.11123355882888, -0.84985040091682,
      ])
    expect(
      { F.crossEntropy($0, k, ignoreIndex: 0) }, x, [1.1079428126418862],
      [
        0.06634348919659, 0.01480323336924, -0.13683923035424, 0.0556925077884, 0.0, 0.0, 0.0, 0.0, 0.18465421052198,
        0.18465421052198, 0.05561677941444, -0.42492520045841,
      ])
    expect(
      { F.crossEntropy($0, k, weight: w, ignoreIndex: 3, labelSmoothing: 0.2) }, x, [0.8237855519424799],
      [
        0.08487118955113, 0.00116862371801, -0.16068009940656, 0.07464028613742, -0.15226724204219, 0.03327214896773,
        0.12003837995146, -0.001043286877, 0.0, 0.0, 0.0, 0.0,
      ])
    expect(
      { F.crossEntropy($0, k, reduction: .sum, labelSmoothing: 0.1) }, x, [4.886932478262818],
      [
        0.10768697839318, 0.00460646673848, -0.19867846070847, 0.08638501557681, -0.84954145549867, 0.20168999560735,
        0.65601438277217, -0.00816292288085, 0.34430842104397, 0.34430842104397, 0.08623355882888, -0.77485040091682,
      ])
    expect(
      { F.crossEntropy($0, q) }, x, [1.445019159420939],
      [
        0.01089565946439, -0.05679784442051, 0.14210717976384, -0.09620499480773, 0.02515284816711, -0.09110333479755,
        0.06033812759072, 0.00561235903972, 0.03976947368132, 0.03976947368132, -0.04625548039037, -0.03328346697227,
      ])
    expect(
      { F.crossEntropy($0, q, weight: w, labelSmoothing: 0.2) }, x, [1.326105448139383],
      [
        0.02024030400918, -0.06064929092176, 0.03606321949291, 0.00434576741968, 0.02656624349853, -0.0451558770316,
        0.01496915203213, 0.00362048150094, 0.07374221490957, 0.03207554824291, -0.13190617953264, 0.02608841638016,
      ])
    expect(
      { F.crossEntropy($0, Tensor([[2, 0, 1, 1]], dtype: .int64)) }, x.view(1, 3, 4), [1.8126021626677828],
      [
        0.07836994915633, -0.23229361729979, 0.14647383259435, 0.126244751368, 0.02883069310027, 0.0877002876329,
        -0.16115912968591, -0.23765535341783, -0.1072006422566, 0.14459332966689, 0.01468529709156, 0.11141060204983,
      ])
    expect(
      { F.crossEntropy($0, Tensor([[[2, 0], [1, -100]]], dtype: .int64), reduction: .none) }, x.view(1, 3, 2, 2),
      [0.5600203655621032, 2.647535738752861, 1.034614122462456, 0.0],
      [
        0.31347979662533, -0.92917446919915, 0.58589533037741, 0.0, 0.11532277240106, 0.35080115053161,
        -0.64463651874364, 0.0, -0.42880256902639, 0.57837331866754, 0.05874118836623, 0.0,
      ])
    expect(
      { F.crossEntropy($0, Tensor(2, dtype: .int64)) }, x[0], [0.3197624706187473],
      [0.13268697839318, 0.02960646673848, -0.27367846070847, 0.11138501557681])
    expect(
      { F.nllLoss($0.logSoftmax(dim: 1), k, weight: w) }, x, [0.8747787841430085],
      [
        0.09649962064959, 0.02153197580981, -0.19903888051525, 0.08100728405586, -0.1680984464543, 0.0412163628377,
        0.12382079686767, 0.00306128674894, 0.03357349282218, 0.03357349282218, 0.01011214171172, -0.07725912735607,
      ])
    expect(
      { F.nllLoss($0, k, ignoreIndex: 3, reduction: .none) }, x, [-2.0, 0.7, 0.0],
      [0.0, 0.0, -1.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    expect(
      { F.nllLoss($0, k, ignoreIndex: 3, reduction: .sum) }, x, [-1.3],
      [0.0, 0.0, -1.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    expect(
      { F.klDiv($0, q) }, x, [-0.42702464729279194],
      [
        -0.00833333333333, -0.01666666666667, -0.025, -0.03333333333333, -0.0, -0.04166666666667, -0.04166666666667,
        -0.0, -0.02083333333333, -0.02083333333333, -0.02083333333333, -0.02083333333333,
      ])
    expect(
      { F.klDiv($0, q, reduction: .batchmean) }, x, [-1.7080985891711677],
      [
        -0.03333333333333, -0.06666666666667, -0.1, -0.13333333333333, -0.0, -0.16666666666667, -0.16666666666667, -0.0,
        -0.08333333333333, -0.08333333333333, -0.08333333333333, -0.08333333333333,
      ])
    expect(
      { F.klDiv($0, y, reduction: .sum, logTarget: true) }, x, [8.189451916806787],
      [
        -1.64872127070013, -1.22140275816017, -0.36787944117144, -1.13314845306683, -2.71828182845905,
        -0.13533528323661, -1.349858807576, -1.49182469764127, -1.0, -1.82211880039051, -2.22554092849247,
        -0.60653065971263,
      ])
    expect(
      { F.hingeEmbeddingLoss($0, s, margin: 0.5) }, x, [0.5395833333333334],
      [
        0.08333333333333, -0.08333333333333, 0.08333333333333, -0.08333333333333, 0.08333333333333, 0.08333333333333,
        0.0, -0.08333333333333, 0.0, 0.0, 0.08333333333333, 0.08333333333333,
      ])
    expect(
      { F.hingeLoss($0, s) }, x, [1.0604166666666666],
      [
        -0.08333333333333, 0.0, -0.0, 0.08333333333333, -0.08333333333333, -0.08333333333333, 0.08333333333333, 0.0,
        0.08333333333333, 0.08333333333333, -0.08333333333333, -0.08333333333333,
      ])
    expect(
      { F.cosineEmbeddingLoss($0, y, Tensor([1, -1, -1]), margin: 0.1) }, x, [0.6253680316297728],
      [
        -0.0758402117437, 0.030829195459, 0.03120335651251, -0.02127691960852, 0.0, 0.0, 0.0, 0.0, -0.03599924042399,
        0.10079787318726, 0.19439589828968, -0.11399759467605,
      ])
    expect(
      { F.cosineSimilarity($0, y) }, x, [-0.7709084244727947, -0.3027660514321909, 0.20519567041703074],
      [
        0.22752063523123, -0.09248758637708, -0.09361006953753, 0.06383075882559, 0.12949165914235, -0.29810037919325,
        0.10573767189633, -0.02330809328748, -0.10799772127212, 0.30239361956194, 0.58318769486946, -0.34199278402838,
      ])
    expect(
      { F.cosineSimilarity($0, y, dim: 0) }, x,
      [-0.41725378299598476, -0.15354481122196043, -0.5404871218091695, -0.6012651929839734],
      [
        0.46937639421393, -0.01503592342257, -0.13144744340212, 0.1024294330721, 0.54851543742441, -0.58869462891739,
        0.21845993582809, 0.00581985415182, 0.27016431992546, 0.24159415939986, 0.21598338979298, -0.34780343773476,
      ])
  }

  @Test("first and second derivatives with respect to input and target agree with finite differences")
  func derivatives() {
    expectGradients(at: [x, y]) { F.mseLoss($0[0], $0[1]) }
    expectGradients(at: [x, y]) { F.mseLoss($0[0], $0[1], reduction: .none) }
    expectGradients(at: [x, x.t().clone().t() + 0.3]) { F.l1Loss($0[0], $0[1], reduction: .sum) }
    expectGradients(at: [x, y]) { F.huberLoss($0[0], $0[1], delta: 0.7) }
    expectGradients(at: [x, y]) { F.smoothL1Loss($0[0], $0[1], reduction: .none, beta: 0.7) }
    expectGradients(at: [p * 0.8 + 0.1, t]) { F.binaryCrossEntropy($0[0], $0[1]) }
    expectGradients(at: [p * 0.8 + 0.1, t]) { F.binaryCrossEntropy($0[0], $0[1], weight: w, reduction: .none) }
    expectGradients(at: [x[0..<2], t]) { F.binaryCrossEntropyWithLogits($0[0], $0[1]) }
    expectGradients(at: [x[0..<2], t]) { F.binaryCrossEntropyWithLogits($0[0], $0[1], reduction: .none) }
    expectGradients(at: [x[0..<2], t]) { F.binaryCrossEntropyWithLogits($0[0], $0[1], posWeight: w) }
    for reduction in [Reduction.none, .mean, .sum] {
      expectGradients(at: [x]) { F.crossEntropy($0[0], k, reduction: reduction) }
      expectGradients(at: [x]) {
        F.crossEntropy($0[0], k, weight: w, ignoreIndex: 0, reduction: reduction, labelSmoothing: 0.2)
      }
    }
    expectGradients(at: [x.t()]) { F.crossEntropy($0[0].t(), k) }
    expectGradients(at: [x.view(1, 3, 2, 2)]) {
      F.crossEntropy($0[0], Tensor([[[2, 0], [1, 1]]], dtype: .int64), reduction: .none)
    }
    expectGradients(at: [x, q]) { F.crossEntropy($0[0], $0[1], weight: w, labelSmoothing: 0.2) }
    expectGradients(at: [x]) { F.nllLoss($0[0].logSoftmax(dim: 1), k, weight: w) }
    expectGradients(at: [x, q + 0.1]) { F.klDiv($0[0], $0[1], reduction: .batchmean) }
    expectGradients(at: [x, y]) { F.klDiv($0[0], $0[1], reduction: .none, logTarget: true) }
    expectGradients(at: [x]) { F.hingeLoss($0[0].square(), s) }
    expectGradients(at: [x]) { F.hingeEmbeddingLoss($0[0].square(), s) }
    expectGradients(at: [x, y]) { F.cosineEmbeddingLoss($0[0], $0[1], Tensor([1, -1, -1]), margin: -0.9) }
    expectGradients(at: [x, y]) { F.cosineSimilarity($0[0], $0[1]) }
  }

  @Test("a loss takes what views and expansions show")
  func strides() {
    let wide = Tensor([[1.0], [2]], dtype: .float64)
    expectGradients(at: [wide]) { F.mseLoss($0[0].expand(2, 3), p[.all, 0..<3]) }
    expectGradients(at: [x]) { F.binaryCrossEntropyWithLogits($0[0].t()[1..<3], q.t()[1..<3]) }
    #expect(F.mseLoss(x.t(), y.t()).item() == F.mseLoss(x, y).item() as Double)
  }

  @Test("a mean of nothing is not a number, and its sum 0")
  func empty() {
    let nothing = Tensor.zeros(0, 3, requiresGrad: true)
    #expect((F.mseLoss(nothing, Tensor.zeros(0, 3)).item() as Double).isNaN)
    #expect(F.mseLoss(nothing, Tensor.zeros(0, 3), reduction: .sum).item() == 0.0)
    #expect(F.mseLoss(nothing, Tensor.zeros(0, 3), reduction: .none).shape == [0, 3])
    #expect((F.crossEntropy(nothing, Tensor([0.0][0..<0].map { $0 }, dtype: .int64)).item() as Double).isNaN)
    // All rows ignored: F.cross_entropy(torch.zeros(1, 2), torch.tensor([-100]))  →  nan
    let padding = Tensor([-100], dtype: .int64)
    #expect((F.crossEntropy(Tensor.zeros(1, 2), padding).item() as Double).isNaN)
    #expect(F.crossEntropy(Tensor.zeros(1, 2), padding, reduction: .sum).item() == 0.0)
    let loss = F.mseLoss(nothing, Tensor.zeros(0, 3), reduction: .sum)
    loss.backward()
    #expect(nothing.grad!.shape == [0, 3])
  }

  @Test("logits of any size have finite losses and gradients")
  func extremeLogits() {
    for dtype in [DType.float32, .float64] {
      let x = Tensor([1e4, -1e4, 1e4, -1e4, 0], dtype: dtype, requiresGrad: true)
      let losses = F.binaryCrossEntropyWithLogits(x, Tensor([1, 0, 0, 1, 1]), reduction: .none)
      #expect(losses.detach()[0..<4].scalars == [0, 0, 1e4, 1e4] && abs(losses[4].item() - log(2.0)) < 1e-7)
      losses.sum().backward()
      #expect(x.grad!.scalars == [0, 0, 1, -1, -0.5])

      let z = Tensor([[1e4, -1e4, 0], [-.infinity, 2, 2]], dtype: dtype, requiresGrad: true)
      let rows = F.crossEntropy(z, Tensor([1, 2], dtype: .int64), reduction: .none)
      #expect(rows[0].item() == 2e4 && abs(rows[1].item() - log(2.0)) < 1e-7)
      rows.sum().backward()
      #expect(z.grad!.allclose(Tensor([[1, -1, 0], [0, 0.5, -0.5]], dtype: dtype), atol: 1e-7))
      // The class of probability 0.
      #expect(F.crossEntropy(z[1...], Tensor([0], dtype: .int64)).item() == Double.infinity)
    }
  }

  @Test("certain probabilities cost nothing where they are right, and 100 where they are wrong")
  func certain() {
    // p = torch.tensor([0., 1., 0., 1.], requires_grad=True)
    // F.binary_cross_entropy(p, torch.tensor([0., 1., 1., 0.]), reduction='none')  →  [0, 0, 100, 100]
    // …sum().backward(); p.grad  →  [0, 0, -1e12, 1e12]
    let p = Tensor([0, 1, 0, 1], requiresGrad: true)
    let losses = F.binaryCrossEntropy(p, Tensor([0, 1, 1, 0]), reduction: .none)
    #expect(losses.scalars == [0, 0, 100, 100])
    losses.sum().backward()
    #expect(p.grad!.allclose(Tensor([0, 0, -1e12, 1e12]), rtol: 1e-6))
    #expect(abs(BCELoss()(Tensor([0.5, 0.5]), Tensor([1, 0])).item() - log(2)) < 1e-6)
    // float32: F.binary_cross_entropy(torch.tensor([1e-8]), torch.tensor([0.]))  →  1e-8, as 1 − 1e-8 is 1.
    #expect(abs(F.binaryCrossEntropy(Tensor([1e-8]), Tensor([0])).item() - 1e-8) < 1e-13)
  }

  @Test("what is not a number makes a loss that is none")
  func notANumber() {
    let bad = Tensor([[0.5, .nan]])
    let target = Tensor([[1, 0]])
    for loss in [
      F.mseLoss(bad, target), F.l1Loss(bad, target), F.huberLoss(bad, target), F.binaryCrossEntropy(bad, target),
      F.binaryCrossEntropyWithLogits(bad, target), F.crossEntropy(bad, Tensor([0], dtype: .int64)),
      F.crossEntropy(bad, target), F.klDiv(bad, target), F.hingeLoss(bad, target * 2 - 1),
    ] { #expect((loss.item() as Double).isNaN) }
    let x = bad.clone().requiresGrad_()
    F.l1Loss(x, target).backward()
    #expect(x.grad![0, 0].item() == -0.5 && (x.grad![0, 1].item() as Double).isNaN)
  }

  @Test("large inputs are compared in blocks whose sum does not depend on the threads")
  func threads() {
    let generator = Generator(seed: 4)
    let a = Tensor.rand(300_001, generator: generator)
    let b = Tensor.rand(300_001, generator: generator)
    let threads = getNumThreads()
    defer { setNumThreads(threads) }
    let losses = [1, 2, 3].map { count -> [Double] in
      setNumThreads(count)
      return [F.mseLoss(a, b).item(), F.binaryCrossEntropy(a, b).item(), F.binaryCrossEntropyWithLogits(a, b).item()]
    }
    #expect(losses[0] == losses[1] && losses[0] == losses[2])
    #expect(abs(losses[0][0] - (a.double() - b.double()).square().mean().item()) < 1e-7)
  }

  @Test("the losses as objects are the functions")
  func objects() {
    #expect(MSELoss(reduction: .sum)(x, y).equal(F.mseLoss(x, y, reduction: .sum)))
    #expect(L1Loss()(x, y).equal(F.l1Loss(x, y)))
    #expect(HuberLoss(delta: 0.5)(x, y).equal(F.huberLoss(x, y, delta: 0.5)))
    #expect(SmoothL1Loss(beta: 0.5)(x, y).equal(F.smoothL1Loss(x, y, beta: 0.5)))
    #expect(BCELoss(weight: w)(p, t).equal(F.binaryCrossEntropy(p, t, weight: w)))
    #expect(BCEWithLogitsLoss(posWeight: w)(p, t).equal(F.binaryCrossEntropyWithLogits(p, t, posWeight: w)))
    #expect(CrossEntropyLoss(labelSmoothing: 0.1)(x, k).equal(F.crossEntropy(x, k, labelSmoothing: 0.1)))
    #expect(NLLLoss(ignoreIndex: 2)(x, k).equal(F.nllLoss(x, k, ignoreIndex: 2)))
    #expect(KLDivLoss(reduction: .batchmean)(x, q).equal(F.klDiv(x, q, reduction: .batchmean)))
    #expect(HingeLoss(margin: 2)(x, s).equal(F.hingeLoss(x, s, margin: 2)))
    #expect(HingeEmbeddingLoss(margin: 2)(x, s).equal(F.hingeEmbeddingLoss(x, s, margin: 2)))
    let sign = Tensor([1, -1, 1])
    #expect(CosineEmbeddingLoss()(x, y, sign).equal(F.cosineEmbeddingLoss(x, y, sign)))
    #expect(F.mseLoss(Tensor([1, 0], dtype: .int64), Tensor([true, true])).item() == 0.5)
  }
}

/// What ends the program, and what is said then.
@Suite struct LossFailureTests {
  @Test("an input and a target of different shapes")
  func shapes() async {
    expectFailure(
      "module1.md:3: Fatal error: MSELoss: the input's shape [4, 1] is not the target's, [4]: write target.unsqueeze(-1)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MSELoss()(Tensor.ones(4, 1), Tensor.ones(4), file: "Cell9/module1.md", line: 3)
      })
  }

  @Test("classes as floating-point numbers")
  func floatingClasses() async {
    expectFailure(
      "CrossEntropyLoss: the target's classes must be int64, not float32: write target.long()",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CrossEntropyLoss()(Tensor.ones(2, 3), Tensor([0, 1]))
      })
  }

  @Test("classes in a column")
  func column() async {
    expectFailure(
      "the target's shape must be [2], a class each, and is [2, 1]: write target.squeeze(-1)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CrossEntropyLoss()(Tensor.ones(2, 3), Tensor([[0], [1]], dtype: .int64))
      })
  }

  @Test("a class that does not exist")
  func outside() async {
    expectFailure(
      "CrossEntropyLoss: class 3 in row 1 of the target is outside 0 ..< 3",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CrossEntropyLoss()(Tensor.ones(2, 3), Tensor([0, 3], dtype: .int64))
      })
    expectFailure(
      "NLLLoss: class -1 in row 0 of the target is outside 0 ..< 3",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NLLLoss()(Tensor.ones(2, 3), Tensor([-1, 0], dtype: .int64))
      })
  }

  @Test("a probability above one")
  func probability() async {
    expectFailure(
      "BCELoss: probabilities must lie between 0 and 1; the input's go from 0.5 to 1.5: put a Sigmoid before it",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BCELoss()(Tensor([0.5, 1.5]), Tensor([1, 1]))
      })
  }

  @Test("labels of 0 and 1 for a hinge")
  func labels() async {
    expectFailure(
      "HingeLoss: targets are 1 and -1, and one is 0.0: of labels 0 and 1 make target * 2 - 1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HingeLoss()(Tensor([0.5, 1.5]), Tensor([1, 0]))
      })
  }
}
