import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct NormalisationTests {
  @Test("batch normalisation has PyTorch's values, gradients and running statistics, in training and in evaluation")
  func batchNorm() {
    let layer = filled(BatchNorm2d(2, dtype: .float64))
    // m = fill(nn.BatchNorm2d(2)); run(m, wave(2, 2, 2, 2)); m.running_mean, m.running_var
    expectGolden(
      layer, wave(2, 2, 2, 2),
      [
        0.91608769, 2.1352615, 0.60192001, -0.22212862, -0.24418526, -0.056191875, -0.98163992, -0.93115553, 1.9723595,
        1.403849, -0.26587488, 0.73290511, 0.068142613, -0.61646768, -1.1495909, -0.32760061,
      ],
      [
        0.54599289, -0.11392635, -0.61467115, 0.17428451, 0.23121235, -0.20872826, -0.22110464, 0.22202523, 0.26289632,
        -0.58228985, -0.21088247, 0.53859611, -0.027241975, -0.31219404, 0.064011674, 0.25201967,
      ], parameters: [[4.7808233, 4.9827869], [0.24398061, 0.47832765]])
    expectClose(layer.runningMean!, [-0.0005523138, 0.003162561])
    expectClose(layer.runningVar!, [0.95353767, 0.95471927])
    #expect(layer.numBatchesTracked!.item() == 1.0)
    layer.eval()
    // m.eval(); run(m, wave(2, 2, 2, 2))
    expectGolden(
      layer, wave(2, 2, 2, 2),
      [
        0.90977337, 1.7643142, 0.68956759, 0.11197709, -0.31509665, -0.18196505, -0.83734122, -0.8015896, 1.6501333,
        1.251654, 0.08131455, 0.78137741, -0.093914874, -0.57873655, -0.95627935, -0.37416905,
      ],
      [
        0.41313226, 0.69670036, -0.59266427, -0.5439773, 0.37197684, 0.18025862, -0.41842751, -0.072434462, 0.86112839,
        -0.079198293, -0.84071986, 0.29584254, 0.38803839, -0.2501575, -0.32357556, 0.33353936,
      ], parameters: [[3.3497231, 3.5426027], [0.24398061, 0.47832765]])
    #expect(layer.numBatchesTracked!.item() == 1.0)
  }

  @Test("batch normalisation of vectors, with the average of all batches")
  func batchNormOfVectors() {
    let layer = BatchNorm1d(3, momentum: nil, affine: false, dtype: .float64)
    // m = nn.BatchNorm1d(3, momentum=None, affine=False); run(m, wave(4, 3)); run(m, wave(4, 3, phase=1.))
    expectGolden(
      layer, wave(4, 3),
      [
        0.57886353, 1.275935, -1.099429, -1.1654577, 0.65053761, 0.93782818, -0.73976564, -0.7475057, 1.055102,
        1.3263598, -1.1789669, -0.89350126,
      ],
      [
        1.0327047, -0.29268857, -0.84069714, 0.25383791, 0.32185897, -0.57562027, -0.67980748, 0.30068998, 0.45220287,
        -0.60673508, -0.32986038, 0.96411454,
      ])
    expectGolden(
      layer, wave(4, 3, phase: 1),
      [
        1.5733685, 0.27952714, -1.4985753, 0.055341622, 1.1826732, -0.31156951, -1.1266151, 0.12155275, 1.0020546,
        -0.50209497, -1.583753, 0.80809018,
      ],
      [
        0.080793256, 0.76914656, -0.18607236, -0.52893922, -0.14877765, 0.42696963, -0.20371919, -0.59898007,
        0.25215021, 0.65186515, -0.021388849, -0.49304748,
      ])
    expectClose(layer.runningMean!, [-0.26335879, 0.11358175, 0.23409002])
    expectClose(layer.runningVar!, [0.49092719, 0.68858087, 0.54190012])
  }

  @Test("the other normalisations have PyTorch's values and gradients")
  func others() {
    // run(fill(nn.LayerNorm([2, 2])), wave(3, 2, 2))
    expectGolden(
      filled(LayerNorm([2, 2], dtype: .float64)), wave(3, 2, 2),
      [
        0.96724512, 0.11504038, -0.48517294, 0.96132707, 1.5453423, -0.010321909, 0.22399272, 0.89728727, 1.931002,
        -0.30255926, 0.6283938, 0.77880134,
      ],
      [
        0.029465664, -0.16160314, 0.42161185, -0.28947437, 0.4536075, -0.32190273, 0.59354712, -0.72525188, 0.78241465,
        -0.60451603, 0.56486947, -0.74276808,
      ], parameters: [[1.8891875, 1.6720335, 2.6464161, 0.86431562], [2.3291715, 1.128708, -2.6200272, -0.45355588]])
    // run(fill(nn.GroupNorm(2, 4)), wave(2, 4, 2))
    expectGolden(
      filled(GroupNorm(2, 4, dtype: .float64)), wave(2, 4, 2),
      [
        0.96724512, 2.1789989, -0.65899816, -1.0749821, -1.4920544, -1.9295125, 0.91977546, 0.89728727, 1.931002,
        1.3567843, -1.159119, -0.64675001, -2.0046156, -0.53672002, 0.99297231, 0.65559023,
      ],
      [
        0.3598591, -0.015577133, -0.45244606, 0.10816409, -0.47512778, 0.38028963, 0.12596451, -0.031126359, 0.36294413,
        -0.60094271, 0.046669202, 0.19132938, -0.40290282, 0.73556503, -0.45244925, 0.11978705,
      ], parameters: [[2.4174364, 2.3556844, 2.4340779, 2.534363], [2.1953245, -1.9513439, 1.577787, -1.0994593]])
    // run(fill(nn.InstanceNorm2d(2, affine=True)), wave(2, 2, 2, 2))
    expectGolden(
      filled(InstanceNorm2d(2, affine: true, dtype: .float64)), wave(2, 2, 2, 2),
      [
        0.96724512, 2.1789989, 0.6549895, -0.16404387, -0.20679141, -0.010321909, -0.97749592, -0.92473533, 1.931002,
        1.3567843, -0.3297016, 0.67910495, 0.023408095, -0.63584753, -1.1492264, -0.35767871,
      ],
      [
        0.54766181, -0.047085677, -0.62169737, 0.12112123, 0.24589958, -0.2075654, -0.25156924, 0.21323505, 0.21049944,
        -0.61342083, -0.15090709, 0.55382848, -0.036458627, -0.29195834, 0.085031722, 0.24338525,
      ], parameters: [[4.7731209, 4.9684408], [0.24398061, 0.47832765]])
    // run(fill(nn.RMSNorm(3)), wave(2, 3))
    expectGolden(
      filled(RMSNorm(3, dtype: .float64)), wave(2, 3), [0, 0.71682624, 0.41129276, -1.0232723, 0.27737586, -0.9980477],
      [0.6823312, 0.30387992, 1.1792507, -0.44719363, 0.34369523, -0.73118629],
      parameters: [[0.76765292, 1.9080029, 0.7294931]])
    // run(fill(nn.PReLU(2)), wave(2, 2, 2))
    expectGolden(
      filled(PReLU(2, dtype: .float64)), wave(2, 2, 2),
      [0, 0.99166481, -0.10921313, -0.39567457, 0.49411335, 0.79848711, -0.29911236, -0.26417936],
      [0.40342268, 0.8084964, -0.29393742, -0.26979066, 0.85043662, 0.41211849, -0.40884656, -0.070775893],
      parameters: [[0, 1.5320792]])
  }

  @Test("states have PyTorch's names, and layers print as there")
  func names() {
    #expect(
      BatchNorm2d(2).stateDict().keys == ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"])
    #expect(BatchNorm2d(2, trackRunningStats: false).stateDict().keys == ["weight", "bias"])
    #expect(BatchNorm2d(2).parameters().count == 2)
    #expect(LayerNorm([2, 2]).stateDict().keys == ["weight", "bias"])
    #expect(LayerNorm(2, bias: false).stateDict().keys == ["weight"])
    #expect(InstanceNorm2d(2).stateDict().keys.isEmpty)
    let printed: [(Module, String)] = [
      (
        BatchNorm2d(2),
        "BatchNorm2d(2, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)"
      ),
      (LayerNorm([2, 2]), "LayerNorm((2, 2), eps=1e-05, elementwise_affine=True, bias=True)"),
      (LayerNorm(2, elementwiseAffine: false), "LayerNorm((2,), eps=1e-05, elementwise_affine=False, bias=False)"),
      (GroupNorm(2, 4), "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)"),
      (
        InstanceNorm2d(2, affine: true),
        "InstanceNorm2d(2, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=False)"
      ),
      (RMSNorm(3), "RMSNorm((3,), eps=None, elementwise_affine=True)"),
      (PReLU(2), "PReLU(num_parameters=2)"),
    ]
    for (module, text) in printed { #expect(module.description == text) }
  }

  @Test("a state with running statistics is restored")
  func restored() throws {
    let a = BatchNorm2d(3)
    _ = a(Tensor.randn(4, 3, 2, 2) * 2 + 1)
    let b = BatchNorm2d(3)
    try b.loadStateDict(a.stateDict())
    let x = Tensor.randn(2, 3, 2, 2)
    #expect(a.eval()(x).equal(b.eval()(x)) && !b.train()(x).equal(a(x)))
    #expect(b.numBatchesTracked!.dtype == .int64)
  }

  @Test("an empty batch has an empty result, and leaves the running statistics alone")
  func empty() {
    let layer = BatchNorm2d(3)
    let x = Tensor.zeros([0, 3, 2, 2], requiresGrad: true)
    layer(x).sum().backward()
    #expect(x.grad!.shape == [0, 3, 2, 2] && layer.weight!.grad!.scalars == [0, 0, 0])
    #expect(layer.runningVar!.scalars == [1, 1, 1] && layer.numBatchesTracked!.item() == 0.0)
    #expect(LayerNorm(3)(Tensor.zeros(0, 3)).shape == [0, 3])
    #expect(GroupNorm(1, 3)(Tensor.zeros(0, 3, 5)).shape == [0, 3, 5])
  }

  @Test("a wrong input ends the program with the layer, the shapes and the caller's line")
  func wrongInput() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BatchNorm2d(3)(Tensor.ones(2, 4, 3, 3), file: "Cell2/page.md", line: 12)
      }, "BatchNorm2d: an input of shape [2, 4, 3, 3] is not (batch, 3, height, width)")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BatchNorm1d(3)(Tensor.ones(1, 3), file: "Cell2/page.md", line: 12)
      }, "BatchNorm: an input of shape [1, 3] has one value a channel, which has no variance")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LayerNorm(3)(Tensor.ones(2, 4), file: "Cell2/page.md", line: 12)
      }, "LayerNorm: an input of shape [2, 4] does not end in [3], the dimensions to normalise over")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GroupNorm(2, 6)(Tensor.ones(2, 4), file: "Cell2/page.md", line: 12)
      }, "GroupNorm: an input of shape [2, 4] is not (batch, 6, …)")
  }
}
