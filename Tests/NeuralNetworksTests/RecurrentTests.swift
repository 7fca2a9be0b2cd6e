import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct RecurrentTests {
  @Test("recurrent layers have PyTorch's outputs and gradients")
  func golden() {
    let x = wave(3, 2, 2)
    // m = fill(nn.RNN(2, 2)); run(lambda x: m(x)[0], wave(3, 2, 2))
    expectGolden(
      filled(RNN(2, 2, dtype: .float64)), x,
      [
        -0.18954474, -0.93920382, -0.84152828, -0.81400511, 0.43547117, -0.99108659, -0.94708452, -0.61385657,
        0.83301983, -0.99817589, -0.96570396, -0.31330691,
      ],
      [
        1.0242332, 0.53181621, -0.042186984, -0.074220619, 0.76552115, 0.39014043, -0.16516988, -0.066070773,
        0.25769663, 0.13078225, -0.3499758, -0.084510108,
      ],
      parameters: [
        [0.93203511, 2.4217912, -0.29237159, 0.12124031], [0.13097487, -1.0165943, -0.34400848, -0.24205351],
        [2.0378871, 0.23613289], [2.0378871, 0.23613289],
      ])
    // m = fill(nn.RNN(2, 2, nonlinearity='relu', bias=False)); run(lambda x: m(x)[0], wave(3, 2, 2))
    expectGolden(
      filled(RNN(2, 2, nonlinearity: .relu, bias: false, dtype: .float64)), x,
      [0.42381759, 0, 0, 0.41182216, 1.1424156, 0, 0, 1.0788092, 1.9313143, 0, 0, 1.7284284],
      [
        1.7493981, 0.88851259, 0.54198574, 0.1037508, 1.4802367, 0.75180654, -0.080564324, -0.015422202, 0.84088986,
        0.42708473, -0.3266992, -0.062539107,
      ], parameters: [[1.7277663, 3.8627376, -0.2437711, 0.42381234], [1.8871667, 0, 0, 0.40523691]])
    // m = fill(nn.GRU(2, 2)); run(lambda x: m(x)[0], wave(3, 2, 2))
    expectGolden(
      filled(GRU(2, 2, dtype: .float64)), x,
      [
        -0.24627278, -0.023118744, -0.088746519, -0.19909519, -0.33911016, -0.15867775, -0.30758658, -0.28489196,
        -0.32689357, -0.41151026, -0.56127456, -0.29649797,
      ],
      [
        0.28354484, 0.011475447, -0.44262269, 0.30065797, 0.18688863, -0.086993955, -0.50493727, 0.24052837, 0.10686619,
        -0.09851549, -0.25915771, 0.11228843,
      ],
      parameters: [
        [
          -0.10885192, -0.18048555, 0.0037053627, -0.00045910489, 0.35307059, 0.66676744, -0.0093573704, 0.043346336,
          0.68088441, 0.98993311, -0.031915024, 0.16560909,
        ],
        [
          0.01362978, -0.0059449686, 0.0011409699, 0.0011127695, 0.032315735, 0.078098192, -0.0053106619, -0.0033615243,
          -0.033606941, 0.0053549374, -0.0055297086, -0.0048869872,
        ], [0.032343803, -0.0059265595, -0.0093215303, 0.033609924, -0.49700748, 0.23347688],
        [0.032343803, -0.0059265595, -0.0093215303, 0.033609924, 0.019659137, 0.04417852],
      ])
    // m = fill(nn.LSTM(2, 2)); run(lambda x: m(x)[0], wave(3, 2, 2))
    expectGolden(
      filled(LSTM(2, 2, dtype: .float64)), x,
      [
        -0.27239702, -0.023863447, -0.15987736, -0.09139742, -0.50055736, -0.073316722, -0.2231493, -0.20345864,
        -0.6440478, -0.092688162, -0.23771094, -0.30960944,
      ],
      [
        -0.22614058, 0.042605903, -4.2852963e-05, 0.12864779, -0.15189546, -0.018458206, 0.14343465, 0.082782647,
        -0.05045263, -0.01287094, 0.15234263, -0.0054586822,
      ],
      parameters: [
        [
          -0.36515382, -0.57133171, 0.00053452985, -0.077452367, -0.14012178, -0.093898085, 0.0068232801, 0.00041603442,
          0.18708692, 0.24385189, -0.027562225, 0.16176555, -0.17267459, -0.16326464, 0.0083649025, -0.057007824,
        ],
        [
          0.030813761, -0.02432837, 0.0075818294, 0.0039716334, 0.017285216, -0.0095420148, 0.0013742834, 0.0013295197,
          -0.068665586, -0.0050590235, -0.014273732, -0.0087960216, 0.049328832, -0.0034110712, 0.0051889696,
          0.0057498888,
        ], [-0.01177041, -0.013382643, 2.8106996e-05, -0.0073443401, 0.081384847, 0.18932568, -0.12224451, 0.01627744],
        [-0.01177041, -0.013382643, 2.8106996e-05, -0.0073443401, 0.081384847, 0.18932568, -0.12224451, 0.01627744],
      ])
    // m = fill(nn.LSTM(2, 1, num_layers=2, bidirectional=True, batch_first=True)); run(lambda x: m(x)[0], wave(3, 2, 2))
    expectGolden(
      filled(LSTM(2, 1, numLayers: 2, batchFirst: true, bidirectional: true, dtype: .float64)), x,
      [
        0.03834544, 0.074155769, 0.056759737, 0.0069004235, 0.040242098, 0.072848837, 0.059650898, 0.0074989389,
        0.040105286, 0.041174043, 0.063960148, 0.024110568,
      ],
      [
        0.021162641, 0.062840799, -0.038634972, -0.028286871, -0.0058860369, 0.036026431, -0.0096765981, -0.0076531927,
        0.0073776792, -0.00038850268, 0.0013373934, 0.0062304881,
      ],
      parameters: [
        [0.021784211, 0.073280906, -0.00082472672, 0.016938196, 0.011444907, 0.097292923, 0.0063411906, 0.034711781],
        [-0.0086711363, -0.0032213129, -0.013015128, -0.0031572719],
        [0.021182352, -0.011793179, -0.00081396694, 0.012501103],
        [0.021182352, -0.011793179, -0.00081396694, 0.012501103],
        [
          -0.0027733198, -0.011184801, -0.0018314281, -0.0093989292, -0.0013070024, 0.018121541, -0.015513342,
          -0.078266012,
        ], [0.002003522, 0.0044341925, -0.0077877862, 0.024741044],
        [0.0024553738, -0.01020692, 0.018824542, -0.03326577], [0.0024553738, -0.01020692, 0.018824542, -0.03326577],
        [
          -0.0027054616, 0.014940503, -0.0029224584, 0.0075776506, -0.00048020963, 0.0028518088, 0.0052730989,
          0.01605369,
        ], [-0.002516197, -0.00083472372, -0.00049989184, -0.0052529413],
        [-0.043440053, -0.020996851, -0.008517323, -0.055888072],
        [-0.043440053, -0.020996851, -0.008517323, -0.055888072],
        [
          0.010738642, -0.011630556, 0.00022170315, -0.0002111132, 0.081934594, 0.0085856019, 0.0043401753,
          -0.004696815,
        ], [0.00024089947, 5.1485946e-07, 0.0028599237, 9.7439597e-05],
        [0.038044119, 0.00078956273, 0.18556869, 0.015305509], [0.038044119, 0.00078956273, 0.18556869, 0.015305509],
      ])
  }

  @Test("states go in and come out, of all layers and both directions")
  func states() {
    // m = fill(nn.LSTM(2, 1, num_layers=2, bidirectional=True))
    // m(wave(3, 2, 2), (wave(4, 2, 1, phase=2.), wave(4, 2, 1, phase=3.)))
    let lstm = filled(LSTM(2, 1, numLayers: 2, bidirectional: true, dtype: .float64))
    let (output, (h, c)) = lstm(wave(3, 2, 2), (wave(4, 2, 1, phase: 2), wave(4, 2, 1, phase: 3)))
    expectClose(
      output,
      [
        -0.0074288704, 0.027195044, -0.023014522, -0.12323644, 0.037363463, 0.01603314, 0.0036659282, 0.019292627,
        0.063657474, 0.24828937, 0.0347583, -0.3677697,
      ])
    expectClose(
      h, [0.38818908, 0.014707767, -0.29886015, -0.67715255, 0.063657474, 0.0347583, 0.027195044, -0.12323644])
    expectClose(c, [0.62674036, 0.016351527, -1.043443, -1.3630565, 0.39252464, 0.17766304, 0.03237832, -0.14089027])
    #expect(output.shape == [3, 2, 2] && h.shape == [4, 2, 1])
    // fill(nn.GRU(2, 3, num_layers=2))(wave(3, 2, 2)[:, 0])
    let gru = filled(GRU(2, 3, numLayers: 2, dropout: 0.5, dtype: .float64)).eval()
    let (single, state) = gru(wave(3, 2, 2)[.all, 0])
    expectClose(state, [0.70777581, 0.80755186, -0.96280665, -0.65605593, -0.016251267, 0.94521798])
    #expect(state.shape == [2, 3] && single.shape == [3, 3])
    #expect(gru(wave(3, 2, 2)).output[.all, 0].allclose(single))
  }

  @Test("a sequence in two parts is the whole, given the state in between")
  func continued() {
    let lstm = LSTM(3, 4, numLayers: 2, batchFirst: true, dtype: .float64)
    let x = wave(2, 7, 3)
    let (first, state) = lstm(x[.all, ..<3])
    let (second, _) = lstm(x[.all, 3...], state)
    #expect(cat([first, second], dim: 1).allclose(lstm(x).output, rtol: 1e-10))
    let rnn = RNN(3, 4)
    let (_, h) = rnn(x.float())
    #expect(h.shape == [1, 7, 4] && rnn(x.float(), h).output.shape == [2, 7, 4])
  }

  @Test("parameters have PyTorch's names, and layers print as there")
  func names() {
    #expect(
      LSTM(2, 1, numLayers: 2, bidirectional: true).stateDict().keys == [
        "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse",
        "bias_ih_l0_reverse", "bias_hh_l0_reverse", "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1",
        "weight_ih_l1_reverse", "weight_hh_l1_reverse", "bias_ih_l1_reverse", "bias_hh_l1_reverse",
      ])
    #expect(GRU(2, 1, bias: false).stateDict().keys == ["weight_ih_l0", "weight_hh_l0"])
    #expect(LSTM(2, 1, numLayers: 2, bidirectional: true).description == "LSTM(2, 1, num_layers=2, bidirectional=True)")
    #expect(GRU(2, 3, numLayers: 2, dropout: 0.5).description == "GRU(2, 3, num_layers=2, dropout=0.5)")
    #expect(RNN(2, 3, bias: false, batchFirst: true).description == "RNN(2, 3, bias=False, batch_first=True)")
  }

  @Test("a sequence of other features ends the program with the caller's line")
  func wrongInput() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LSTM(2, 3)(Tensor.ones(4, 5, 6), file: "Cell2/page.md", line: 12).output
      }, "LSTM: an input of shape [4, 5, 6] is not (length, batch, 2)")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GRU(2, 3)(Tensor.ones(4, 5, 2), Tensor.ones(1, 4, 3), file: "Cell2/page.md", line: 12).output
      }, "GRU: an initial state of shape [1, 4, 3] does not fit an input of shape [4, 5, 2]: it must be [1, 5, 3]")
  }
}

@Suite struct SpectralNormTests {
  @Test("the weight is divided by its largest singular value, which has PyTorch's value and gradient")
  func golden() throws {
    let linear = filled(Linear(3, 2, dtype: .float64))
    let layer = SpectralNorm(linear)
    // sn = nn.utils.spectral_norm(fill(nn.Linear(3, 2)))
    // sn.weight_u.data.copy_(torch.tensor([.6, .8])); sn.weight_v.data.copy_(torch.tensor([1., 0, 0]))
    // run(sn, wave(4, 3)); sn.weight_u, sn.weight_v
    let state = layer.stateDict()
    state["weight_u"]!.copy_(Tensor([0.6, 0.8], dtype: .float64))
    state["weight_v"]!.copy_(Tensor([1, 0, 0], dtype: .float64))
    expectGolden(
      layer, wave(4, 3),
      [1.4105433, 0.22874961, -0.088483969, -0.077404816, -0.34622679, -0.94640395, 0.9579584, -1.2971742],
      parameters: [
        [-0.26996009, 0.35111731, 0.17948102, 0.16086352, 0.26044751, -0.22797797], [-0.31453902, 0.42374408],
      ])
    expectClose(state["weight_u"]!, [0.79421498, 0.60763687])
    expectClose(state["weight_v"]!, [0.28037974, 0.82381211, -0.49266704])
    layer.eval()
    expectGolden(
      layer, wave(4, 3),
      [1.4105433, 0.22874961, -0.088483969, -0.077404816, -0.34622679, -0.94640395, 0.9579584, -1.2971742])
    #expect(Set(layer.stateDict().keys) == ["bias", "weight_orig", "weight_u", "weight_v"])
    #expect(layer.parameters().count == 2 && layer.parameters()[0] === linear.weight)
    #expect(layer.description == "SpectralNorm(Linear(in_features=3, out_features=2, bias=True))")
  }

  @Test("after many steps the layer's largest singular value is 1")
  func converged() {
    let layer = SpectralNorm(Linear(5, 4, bias: false, dtype: .float64), nPowerIterations: 50)
    let x = Tensor.randn(200, 5, dtype: .float64, generator: Generator(seed: 1))
    let gain = layer(x).norm(dim: 1) / x.norm(dim: 1)
    #expect(gain.max().item() <= 1.000001 && gain.max().item() > 0.8)
  }
}
