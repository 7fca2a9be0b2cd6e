import NeuralNetworks
import Tensors
import Testing

/// Twenty steps of a small network, from given weights, have PyTorch's losses.
@Suite struct TrainingTests {
  private let x = Tensor(
    [[0.2, -1, 0.5], [1.5, 0.3, -0.7], [-0.4, 0.8, 1.1], [0.9, -0.6, 0.1], [-1.2, 0.4, -0.3], [0.3, 1.3, -0.9]],
    dtype: .float64)
  private let classes = Tensor([0, 2, 1, 0, 1, 2], dtype: .int64)
  private let oneHot = Tensor(
    [[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype: .float64)

  private func expect(
    _ golden: [Double], loss: (Tensor) -> Tensor, optimiser: ([Tensor]) -> Optimizer,
    schedule: (Optimizer) -> LRScheduler? = { _ in nil }, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let model = Sequential(Linear(3, 4, dtype: .float64), Tanh(), Linear(4, 3, dtype: .float64))
    try model.loadStateDict([
      "0.weight": Tensor(
        [[0.5, -0.3, 0.2], [-0.4, 0.1, 0.7], [0.3, 0.6, -0.5], [0.1, -0.2, 0.4]], dtype: .float64),
      "0.bias": Tensor([0.1, -0.1, 0.2, 0], dtype: .float64),
      "2.weight": Tensor([[0.3, -0.6, 0.2, 0.5], [-0.2, 0.4, 0.1, -0.3], [0.6, 0.2, -0.4, 0.1]], dtype: .float64),
      "2.bias": Tensor([0, 0.1, -0.1], dtype: .float64),
    ])
    let optimiser = optimiser(model.parameters())
    let schedule = schedule(optimiser)
    let losses = golden.map { _ -> Double in
      let value = loss(model(x))
      optimiser.zeroGrad()
      value.backward()
      optimiser.step()
      schedule?.step()
      return value.item()
    }
    for (step, (own, golden)) in zip(losses, golden).enumerated() {
      #expect(abs(own - golden) < 1e-10, "step \(step): \(own), PyTorch's is \(golden)", sourceLocation: sourceLocation)
    }
  }

  @Test("losses fall as in PyTorch, step by step")
  func golden() throws {
    // model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 3)).double(), with the weights above
    // loss = F.cross_entropy(model(x), k); Adam(model.parameters(), lr=0.05)
    try expect([
      1.1144545899348242, 0.9818073203320724, 0.8693239186244227, 0.7731469591937999, 0.6907821339165832,
      0.6184408327176555, 0.5532796284937247, 0.49441419279226434, 0.4412563443947655, 0.39291770558929734,
      0.3486679639135315, 0.3081247640533178, 0.27120931215464134, 0.2380112978390463, 0.20858969900798838,
      0.18283979034806164, 0.16047969834511225, 0.14112251881947402, 0.12436836902782017, 0.10986240327710639,
    ]) {
      F.crossEntropy($0, classes)
    } optimiser: {
      Adam($0, lr: 0.05)
    }
    // label_smoothing=0.1, AdamW(lr=0.05, weight_decay=0.1), CosineAnnealingLR(o, 20)
    try expect([
      1.1201419693943462, 1.0003640678969767, 0.901910915423514, 0.8214491269803208, 0.7564511272132147,
      0.702929207012771, 0.6575605451053144, 0.6190113294386914, 0.5866117094620333, 0.5596105223795672,
      0.53724046445144, 0.5188821120821245, 0.504056444726072, 0.4923549151057982, 0.48339454023820494,
      0.47680206381407486, 0.47221092376282764, 0.46926020221196496, 0.4675918318932583, 0.46684636477470853,
    ]) {
      F.crossEntropy($0, classes, labelSmoothing: 0.1)
    } optimiser: {
      AdamW($0, lr: 0.05, weightDecay: 0.1)
    } schedule: {
      CosineAnnealingLR($0, tMax: 20)
    }
    // F.binary_cross_entropy_with_logits(model(x), one_hot), SGD(lr=0.5, momentum=0.9, nesterov=True), StepLR(o, 5, 0.5)
    try expect([
      0.6975648249231519, 0.6452202478518841, 0.5811813574188961, 0.5142560133560792, 0.4503367627805758,
      0.39172332937097354, 0.36386547077454107, 0.33605436398578653, 0.3084091294022063, 0.2811546028476431,
      0.25461435419992184, 0.24164653397191882, 0.22881595716687306, 0.21622573336952697, 0.20397061242268316,
      0.19213346349125146, 0.18639303169531374, 0.18076911013065652, 0.1752757699653558, 0.16992480996056988,
    ]) {
      F.binaryCrossEntropyWithLogits($0, oneHot)
    } optimiser: {
      SGD($0, lr: 0.5, momentum: 0.9, nesterov: true)
    } schedule: {
      StepLR($0, stepSize: 5, gamma: 0.5)
    }
    // F.binary_cross_entropy(model(x).sigmoid(), one_hot), RMSprop(lr=0.02, momentum=0.5, centered=True)
    try expect([
      0.6975648249231519, 0.5283481051014992, 0.4126743473689411, 0.31794296670029254, 0.23770737182922247,
      0.18276734228397698, 0.14584500199037642, 0.12065093251706044, 0.10263260910964031, 0.0890448401955852,
      0.07834998495151575, 0.06958880442462861, 0.06216396283070664, 0.05576206990488555, 0.050238659491052474,
      0.04549282178820673, 0.04141251140826395, 0.037887552191568245, 0.03482768544982019, 0.03216182213673551,
    ]) {
      F.binaryCrossEntropy($0.sigmoid(), oneHot)
    } optimiser: {
      RMSprop($0, lr: 0.02, momentum: 0.5, centered: true)
    }
    // F.mse_loss(model(x), one_hot), Adagrad(lr=0.1)
    try expect([
      0.45191297160560556, 0.23514412971319137, 0.14832210251453895, 0.09952398101210587, 0.07252866379197515,
      0.05663067977445239, 0.046402102256445914, 0.03922800372997622, 0.033896542531257165, 0.02977475039376882,
      0.02650640859324814, 0.023866084132669878, 0.02170388268867261, 0.01991294521960918, 0.018415151625231593,
      0.017151109962519378, 0.016075114984458693, 0.015151233927337878, 0.01435105741352364, 0.013651864270909843,
    ]) {
      F.mseLoss($0, oneHot)
    } optimiser: {
      Adagrad($0, lr: 0.1)
    }
  }
}
