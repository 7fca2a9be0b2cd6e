import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct AttentionLayerTests {
  private let x = wave(2, 3, 4)

  @Test("attention of several heads has PyTorch's values and gradients")
  func multihead() {
    let layer = filled(MultiheadAttention(4, 2, batchFirst: true, dtype: .float64))
    // m = fill(nn.MultiheadAttention(4, 2, batch_first=True)); run(lambda x: m(x, x, x)[0], wave(2, 3, 4))
    expectGolden(
      layer, wave(2, 3, 4),
      [
        2.4691454, 2.7329643, 3.3823541, 1.3539997, 2.7678664, 3.2418263, 3.9684397, 1.8642205, 2.965653, 3.6608029,
        4.4991676, 2.3680708, 2.0351526, 2.0139763, 2.5661742, 0.65381819, 1.9246898, 1.9027475, 2.4832328, 0.620829,
        1.8691684, 1.8796935, 2.4986681, 0.67072168,
      ],
      [
        0.071305082, -0.18002571, -0.024914438, 0.18644589, -0.12601807, -0.0022504212, 0.12659798, -0.030372484,
        -0.22910198, 0.2141567, 0.17391616, -0.25897298, 0.11556513, -0.04623738, -0.10365027, 0.072946912, 0.14641077,
        -0.04822271, -0.13398431, 0.082748991, -0.66872769, 0.012255849, 0.6655695, -0.18376578,
      ],
      parameters: [
        [
          -0.089445633, -0.021917815, 0.095093613, -0.0025867617, -0.065412386, 0.065762787, 0.04846604, -0.078251952,
          -0.021474111, -0.15313637, 0.060935667, 0.13743392, -0.10246021, -0.23717691, 0.16357808, 0.19502464,
          -0.12513022, 0.17035466, 0.081231698, -0.19128717, 0.011492431, 0.042952994, -0.022560944, -0.037139287,
          -0.11607701, 0.024151157, 0.10985352, -0.0524592, -0.06404504, -0.090223356, 0.087294606, 0.067728497,
          1.1183644, 1.944127, -1.6193445, -1.5268397, -0.69394505, -1.8377771, 1.16752, 1.5369201, -0.64377995,
          -1.8093633, 1.110033, 1.5233201, 0.61398022, 2.6267703, -1.29087, -2.2941273,
        ],
        [
          -0.18898833, -0.11831268, -0.066639779, -0.22712732, -3.469447e-17, -5.5511151e-17, 2.9143354e-16,
          1.9428903e-16, 1.524201, -0.90122423, -1.2919654, 1.2341495,
        ],
        [
          -4.474047, -7.029828, 1.0428547, 6.0101602, 3.9516101, 6.7320838, 5.2259932, 2.7294328, 3.4557605, 5.2950441,
          -2.3895356, -6.713505, -4.8421216, -8.0965583, -4.6102362, -0.99943654,
        ], [3.8170922, -1.343204, -3.4709633, 2.237633],
      ])
    // c = torch.triu(torch.ones(3, 3, dtype=torch.bool), 1); m(x, x, x, attn_mask=c, is_causal=True)[0]
    let causal: [Double] = [
      1.51119, 1.5791364, 2.3340393, 0.68502313, 2.0402418, 2.2646141, 2.9968928, 1.1521117, 2.965653, 3.6608029,
      4.4991676, 2.3680708, 2.8872605, 3.2196345, 3.8104586, 1.6117156, 2.7111415, 2.9304736, 3.4837861, 1.3328599,
      1.8691684, 1.8796935, 2.4986681, 0.67072168,
    ]
    expectClose(layer(x, isCausal: true), causal)
    let future = Tensor([[false, true, true], [false, false, true], [false, false, false]])
    expectClose(layer(x, attnMask: future), causal)
    expectClose(layer(x, attnMask: future.expand(4, 3, 3)), causal)
    // y = wave(2, 2, 4, phase=3.); m(x, y, y, key_padding_mask=torch.tensor([[False, True], [False, False]]))[0]
    let memory = wave(2, 2, 4, phase: 3)
    expectClose(
      layer(x, memory, memory, keyPaddingMask: Tensor([[false, true], [false, false]])),
      [
        1.1435953, 0.86535533, 1.460515, -0.12007545, 1.1435953, 0.86535533, 1.460515, -0.12007545, 1.1435953,
        0.86535533, 1.460515, -0.12007545, 0.1164672, -0.34159731, 0.38899997, -0.77626779, 0.10615395, -0.35227885,
        0.38074022, -0.77994828, -0.01314012, -0.50969405, 0.22632152, -0.89103553,
      ])
    // m(x, x, x, attn_mask=c, key_padding_mask=torch.tensor([[False, False, True], [False, False, False]]))[0]
    expectClose(
      layer(x, keyPaddingMask: Tensor([[false, false, true], [false, false, false]]), attnMask: future),
      [
        1.51119, 1.5791364, 2.3340393, 0.68502313, 2.0402418, 2.2646141, 2.9968928, 1.1521117, 2.0362106, 2.3409841,
        3.1337156, 1.3136485, 2.8872605, 3.2196345, 3.8104586, 1.6117156, 2.7111415, 2.9304736, 3.4837861, 1.3328599,
        1.8691684, 1.8796935, 2.4986681, 0.67072168,
      ])
    // fill(nn.MultiheadAttention(4, 2))(x, x, x)[0]
    expectClose(
      filled(MultiheadAttention(4, 2, dtype: .float64))(x),
      [
        2.7709544, 3.081412, 3.6864241, 1.5342675, 3.7989499, 4.4297784, 5.0029614, 2.4750895, 2.5965424, 2.6882614,
        3.177228, 1.0420303, 4.1054104, 5.2735563, 6.1636577, 3.6495245, 4.1986875, 4.9736356, 5.54888, 2.8804727,
        1.924667, 1.8863361, 2.4547196, 0.58766173,
      ])
    #expect(layer(x[0]).allclose(layer(x)[0]))
    // Three tensors of the same contents take the other way.
    #expect(layer(x, x.clone(), x.clone()).allclose(layer(x), rtol: 1e-12))
  }

  @Test("a transformer's block is PyTorch's that normalises first, and takes its state")
  func block() {
    let block = filled(TransformerBlock(4, 2, feedForwardDim: 8, dtype: .float64))
    // run(fill(nn.TransformerEncoderLayer(4, 2, 8, dropout=0., activation='gelu', batch_first=True, norm_first=True)), wave(2, 3, 4))
    expectGolden(
      block, wave(2, 3, 4),
      [
        2.8105677, -0.59693346, -3.7340115, -3.525691, 3.3381758, -0.85775439, -4.2834196, -3.2585082, 3.7811757,
        -1.299637, -4.6659382, -2.8737851, 4.5556105, -1.1419417, -4.1794578, -2.0825959, 4.6101892, -1.5655443,
        -4.0549351, -1.8421717, 4.4356537, -1.7736264, -3.6768527, -1.8015322,
      ],
      [
        1.1507045, -0.17924686, -0.068532909, -0.93403555, 1.2250818, -0.35695246, -0.42277385, -0.30503959, 0.90480359,
        -0.33630319, -0.71134381, 0.41793487, 0.80009238, -0.53915616, -0.80526449, 0.88234001, 0.50121634, -0.71385604,
        -0.96433086, 1.4896122, -0.085712014, -1.1115346, -0.68976459, 2.0926192,
      ],
      parameters: [
        [
          0.0044753793, 0.0089079142, -0.015698608, -0.016530838, -0.002343219, -0.033531353, 0.0043561106,
          -0.023881283, 0.0078321538, 0.063794592, -0.018180431, 0.029626381, 0.012105757, 0.079633159, -0.032023191,
          0.022352985, 0.037743802, 0.062348498, 0.01581369, 0.069033155, 0.074258113, 0.088248715, 0.031993451,
          0.10518238, -0.040747496, -0.03747175, -0.017836125, -0.04796732, 0.080459228, 0.028473503, 0.036384268,
          0.054199751, -0.46664958, -4.8375024, 1.1494919, -2.6287405, 0.20309043, 3.6273207, 0.0034942985, 3.3055439,
          0.51026257, 4.0382845, -1.1096042, 1.9319603, -0.43576931, -4.7269501, 0.23727364, -3.8922022,
        ],
        [
          -0.018043603, 0.0047112798, -0.020744675, -0.03660022, -2.0534789e-16, -6.0368377e-16, 3.0270925e-16,
          -6.1756156e-16, 1.2768869, 0.0027642997, -1.2775992, 0.32645895,
        ],
        [
          0.85210402, -9.1153253, -7.008027, -4.6167407, -0.11663523, 6.9708429, 4.9783716, 2.788939, -0.10510885,
          6.4740747, 4.6217147, 2.5860957, -0.58910315, -6.6977302, -4.2843428, -1.7084189,
        ], [4.8520398, -3.6506324, -3.3902168, 3.4293673],
        [
          4.2584644, -0.41277452, 0.39658057, 2.5612013, -8.4006294, 4.6824798, -0.38468554, -2.2351763, -2.0921328,
          -0.8510854, -0.28468579, -2.0384387, 3.7336102, -1.7663353, 0.30281509, 1.1555718, -1.1776116, 1.0550364,
          0.21386649, -0.17743793, 0.071513316, 0.037408204, 0.008195885, 0.077346323, -0.1530211, 0.11694279,
          0.029093958, -0.040027909, -0.019185985, 0.0077123144, -0.0027893443, -0.0061659,
        ], [-1.3347907, 4.7915352, 0.072813013, -1.9266887, 0.95661869, 0.0014970537, 0.11399032, 0.0088326679],
        [
          8.2594485, 13.541398, 7.4504484, -0.19388771, -0.34081777, -0.62021145, -0.024443451, -0.0062264016,
          -4.4109914, -6.0868141, -3.5693522, 0.0036564277, 0.24178936, 0.18668883, -0.010675844, -0.003712942,
          -7.1227846, -11.972893, -6.5306657, 0.19294549, 0.27851131, 0.5721038, 0.027194499, 0.0071831858, 6.2464546,
          9.1720969, 5.2522328, -0.053376355, -0.31355866, -0.33411368, 0.0036681212, 0.0018619141,
        ], [3.8170922, -1.343204, -3.4709633, 2.237633], [-1.2035916, -0.17562897, -1.4074061, -0.28908709],
        [-0.94155983, -0.28840218, 1.0158779, 0.026621628], [-1.367363, -1.6306124, -0.60636777, 2.0711855],
        [-1.7759953, 2.1421201, 1.2239945, -2.45753],
      ])
    let causal = filled(TransformerBlock(4, 2, feedForwardDim: 8, causal: true, dtype: .float64))
    // the same with src_mask=c, is_causal=True
    expectClose(
      causal(x),
      [
        2.609877, -0.87335414, -4.0176145, -3.737129, 3.230121, -1.0138566, -4.4453566, -3.379454, 3.7811757, -1.299637,
        -4.6659382, -2.8737851, 4.4861763, -1.2407269, -4.2782088, -2.1563963, 4.5888463, -1.5961699, -4.085483,
        -1.865643, 4.4356537, -1.7736264, -3.6768527, -1.8015322,
      ])
    // list(nn.TransformerEncoderLayer(4, 2, 8).state_dict())
    #expect(
      block.stateDict().keys == [
        "self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight", "self_attn.out_proj.bias",
        "linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias", "norm1.weight", "norm1.bias",
        "norm2.weight", "norm2.bias",
      ])
  }

  @Test("weights are left out in training alone")
  func dropout() {
    let layer = MultiheadAttention(4, 2, dropout: 0.5, batchFirst: true, generator: Generator(seed: 1))
    let x = x.float()
    #expect(!layer(x).allclose(layer(x)))
    layer.eval()
    #expect(layer(x).equal(layer(x)))
    let block = TransformerBlock(4, 2, dropout: 0.5)
    #expect(!block(x).allclose(block(x)))
    block.eval()
    #expect(block(x).equal(block(x)))
  }

  @Test("a query of other features ends the program with the caller's line")
  func wrongInput() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultiheadAttention(4, 2, batchFirst: true)(
          Tensor.ones(2, 3, 6), isCausal: true, file: "Cell2/page.md", line: 12)
      }, "MultiheadAttention: a query of shape [2, 3, 6] is not (batch, length, 4)")
  }
}

@Suite struct EmbeddingTests {
  @Test("rows are looked up, and their gradients added up, but for the padding's")
  func golden() {
    let layer = filled(Embedding(5, 3, paddingIdx: 1, dtype: .float64))
    // e = fill(nn.Embedding(5, 3, padding_idx=1)); run(e, torch.tensor([[0, 1], [4, 0]]))
    expectGolden(
      layer, Tensor([[0, 1], [4, 0]], dtype: .int64),
      [
        0.84147098, 0.42737988, -0.95160207, -0.1821625, 0.99854335, -0.07515112, 0.55731505, -0.89518737, -0.32663513,
        0.84147098, 0.42737988, -0.95160207,
      ],
      parameters: [
        [0.38751869, -0.1671296, -0.34445123, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.95663502, -0.16560418, 0.99930939]
      ])
    #expect(layer.description == "Embedding(5, 3, padding_idx=1)" && layer.stateDict().keys == ["weight"])
    #expect(Embedding(5, 3, paddingIdx: -1).weight[4].scalars == [0, 0, 0])
    #expect(layer(Tensor.zeros([0, 2], dtype: .int64)).shape == [0, 2, 3])
  }

  @Test("an index outside ends the program with the caller's line")
  func outside() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(5, 3)(Tensor([1, 5], dtype: .int64), file: "Cell2/page.md", line: 12)
      }, "embedding: index 5 is outside a table of 5 rows")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(5, 3)(Tensor([1, 2]), file: "Cell2/page.md", line: 12)
      }, "embedding: the indices must be int64, not float32: convert them with long()")
  }
}

@Suite struct DropoutTests {
  @Test("as many elements are left out as asked for, the others enlarged, and the gradient has the same holes")
  func share() {
    manualSeed(3)
    let x = Tensor.ones([10_000], requiresGrad: true)
    let y = Dropout(0.2)(x)
    y.sum().backward()
    #expect(abs((y == 0).to(.float32).mean().item() - 0.2) < 0.02)
    #expect(y.max().item() == 1.25 && x.grad!.equal(y))
    manualSeed(3)
    #expect(Dropout(0.2)(x).equal(y))
    #expect(!Dropout(0.2)(x).equal(y))
  }

  @Test("nothing is left out in evaluation, everything with the probability 1")
  func extremes() {
    let x = Tensor.ones(3)
    #expect(Dropout(0.5).eval()(x) === x && Dropout(0)(x) === x)
    #expect(Dropout(1)(x).scalars == [0, 0, 0])
    #expect(Dropout(0.5).description == "Dropout(p=0.5, inplace=False)")
    let channels = Dropout2d(0.5)(Tensor.ones(20, 10, 2, 3)).flatten(2)
    #expect(channels.max(dim: 2).values.equal(channels.min(dim: 2).values))
    #expect(channels.max().item() == 2.0 && channels.min().item() == 0.0)
  }
}
