import NeuralNetworks
import Tensors
import Testing

private final class Net: Module {
  let hidden = Linear(3, 4)
  let blocks = [Linear(4, 4), Linear(4, 2, bias: false)]
  let optional: Module? = ReLU()
  let scale = Parameter(Tensor.ones(2))
  let mean = Tensor.zeros(2)
  let widths = [1.0, 2.0]
  override func forward(_ x: Tensor) -> Tensor {
    blocks[1](blocks[0](hidden(x)).relu()) * scale
  }
}

private final class Named: Module {
  let weights = [Parameter(Tensor.ones(2)), Parameter(Tensor.zeros(2))]
  let outProj = Linear(2, 2, bias: false)
  let teacher = Linear(5, 5)
  let mask = Tensor.zeros(3)

  override func stateName(of property: String) -> String? {
    switch property {
    case "weights.0": "weight_l0"
    case "weights.1": "weight_l1"
    case "outProj": "out_proj"
    case "teacher", "mask": nil
    default: property
    }
  }
}

@Suite struct ModuleTests {
  @Test("parameters are found by the names of their properties, buffers apart")
  func names() {
    let net = Net()
    #expect(
      net.namedParameters().map(\.name) == [
        "scale", "hidden.weight", "hidden.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight",
      ])
    #expect(net.namedBuffers().map(\.name) == ["mean"])
    #expect(
      Sequential(Linear(2, 2), ReLU(), Linear(2, 1)).stateDict().keys == ["0.weight", "0.bias", "2.weight", "2.bias"])
  }

  @Test("a module gives what it stores other names, or keeps it out of its state")
  func otherNames() {
    let module = Named()
    #expect(module.stateDict().keys == ["weight_l0", "weight_l1", "out_proj.weight"])
    #expect(module.description.contains("(out_proj): Linear") && !module.description.contains("teacher"))
    module.eval()
    #expect(module.teacher.isTraining && !module.outProj.isTraining)
  }

  @Test("a frozen parameter stays one, a shared one counts once")
  func frozenAndShared() {
    let layer = Linear(2, 2)
    layer.weight.requiresGrad = false
    #expect(layer.parameters().count == 2)
    #expect(Sequential(layer, ReLU(), layer).parameters().count == 2)
  }

  @Test("training and evaluation reach the innermost module")
  func training() {
    let inner = ReLU()
    let model = Sequential(Sequential(inner))
    #expect(!model.eval().isTraining && !inner.isTraining)
    model.train()
    #expect(inner.isTraining)
  }

  @Test("modules print as in PyTorch")
  func description() {
    let model = Sequential(Linear(10, 5), Sequential(ReLU(), LeakyReLU(0.2)), Linear(5, 1, bias: false), Sigmoid())
    #expect(
      model.description == """
        Sequential(
          (0): Linear(in_features=10, out_features=5, bias=True)
          (1): Sequential(
            (0): ReLU()
            (1): LeakyReLU(negative_slope=0.2)
          )
          (2): Linear(in_features=5, out_features=1, bias=False)
          (3): Sigmoid()
        )
        """)
  }

  @Test("lists and dictionaries of modules have their states, and print as in PyTorch")
  func lists() {
    let list = ModuleList((0..<3).map { _ in Linear(2, 2, bias: false) })
    list.append(ReLU())
    #expect(list.count == 4 && list[-1] is ReLU)
    #expect(list.stateDict().keys == ["0.weight", "1.weight", "2.weight"])
    #expect(
      list.description == """
        ModuleList(
          (0-2): 3 x Linear(in_features=2, out_features=2, bias=False)
          (3): ReLU()
        )
        """)
    let heads = ModuleDict(["mean": Linear(2, 1), "variance": Linear(2, 1, bias: false)])
    heads["mean"] = Linear(2, 3, bias: false)
    heads["last"] = ReLU()
    #expect(heads.keys == ["mean", "variance", "last"])
    #expect(heads.stateDict().keys == ["mean.weight", "variance.weight"])
    #expect(heads["mean"](Tensor.ones(1, 2)).shape == [1, 3])
  }

  @Test("a module is frozen and learnt again, also where its parameters are bare leaves")
  func freezing() {
    final class Bare: Module { let scale = Tensor.ones(3, requiresGrad: true) }
    let bare = Bare()
    #expect(!bare.freeze().parameters()[0].requiresGrad && bare.namedBuffers().isEmpty)
    #expect(bare.unfreeze().scale.requiresGrad)
    let model = Sequential(Linear(2, 3), Linear(3, 1))
    #expect(model.parameterCount == 13)
    model[0].freeze()
    model(Tensor.ones(1, 2)).sum().backward()
    #expect(model.parameters().map { $0.grad != nil } == [false, false, true, true])
    model.requiresGrad_(true)
    #expect(model.parameters().allSatisfy { $0.requiresGrad })
  }

  @Test("a function is applied to the innermost modules first")
  func applying() {
    let inner = Sequential(ReLU())
    let model = Sequential(Linear(1, 1), inner)
    var seen: [Module] = []
    model.apply { seen.append($0) }
    #expect(seen.map(ObjectIdentifier.init) == [model[0], inner[0], inner, model].map(ObjectIdentifier.init))
    #expect(model.modules().count == 4)
  }

  @Test("gradients reach every parameter of a network of one's own")
  func gradients() {
    let net = Net()
    net(Tensor.ones(5, 3)).sum().backward()
    #expect(net.parameters().allSatisfy { $0.grad?.shape == $0.shape })
    net.zeroGrad()
    #expect(net.parameters().allSatisfy { $0.grad == nil })
  }

  @Test("a wrong input ends the program with the line that called the module")
  func wrongInput() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sequential(Linear(10, 5), ReLU())(Tensor.ones(4, 7), file: "Cell2/module1.md", line: 12)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "module1.md:12: Fatal error: linear: an input of shape [4, 7] does not fit a layer with 10 input features"))
  }
}

@Suite struct StateDictTests {
  @Test("a state restores a model")
  func roundTrip() throws {
    let a = Sequential(Linear(3, 2), Linear(2, 1))
    let b = Sequential(Linear(3, 2), Linear(2, 1))
    let x = Tensor.randn(4, 3)
    #expect(!a(x).equal(b(x)))
    try b.loadStateDict(a.stateDict())
    #expect(a(x).equal(b(x)))
    #expect(b.parameters().allSatisfy { $0.requiresGrad })
  }

  @Test("a state that does not fit is refused with everything that is wrong, and changes nothing")
  func mismatch() {
    let model = Sequential(Linear(3, 2))
    let before = model[0].stateDict()["weight"]!.clone()
    let state: StateDict = ["0.weight": Tensor.zeros(2, 2), "1.bias": Tensor.zeros(1)]
    let error = #expect(throws: StateDictError.self) { try model.loadStateDict(state) }
    #expect(error?.missing == ["0.bias"] && error?.unexpected == ["1.bias"])
    #expect(error?.misshaped.map(\.name) == ["0.weight"])
    #expect(model[0].stateDict()["weight"]!.equal(before))
  }
}

@Suite struct SummaryTests {
  /// Draws, and counts how often it is called.
  private final class Noise: Module {
    let calls = Tensor.zeros(1)
    override func forward(_ x: Tensor) -> Tensor {
      if isTraining { noGrad { _ = calls.add_(1) } }
      return x + Tensor.randnLike(x)
    }
  }

  @Test("a summary has each module's output and own parameters, and their sum")
  func table() {
    let shared = Linear(3, 3)
    let model = Sequential(Linear(4, 3), Sequential(shared, ReLU()), shared)
    shared.freeze()
    let table = model.summary(inputShape: [8, 4])
    #expect(table.columns == ["name", "module", "output", "parameters"])
    #expect(
      table.rows == [
        ["", "Sequential", "[8, 3]", ""], ["0", "Linear", "[8, 3]", "15"], ["1", "Sequential", "[8, 3]", ""],
        ["1.0", "Linear", "[8, 3]", "12"], ["1.1", "ReLU", "[8, 3]", "0"], ["2", "Linear", "[8, 3]", "0"],
        ["", "all parameters", "", "27"], ["", "trainable", "", "15"], ["", "frozen", "", "12"],
        ["", "kilobytes", "", "0.1"],
      ])
    #expect(model.summary().columns == ["name", "module", "parameters"])
  }

  @Test("a summary changes nothing, the stream of random numbers neither")
  func noTrace() async {
    let noise = Noise()
    let model = Sequential(noise, Linear(2, 1))
    model[1].eval()
    _ = model.summary(inputShape: [1, 2])
    #expect(noise.isTraining && !model[1].isTraining && noise.calls.item() == 0.0)
    #expect(model.parameters().allSatisfy { $0.grad == nil })
    // Alone in a process, as other tests draw from the same stream.
    await #expect(processExitsWith: .success) {
      manualSeed(3)
      let model = Sequential(Noise(), Linear(2, 1))
      let before = Generator.default.offset
      _ = model.summary(inputShape: [1, 2])
      precondition(Generator.default.offset == before && Generator.default.seed == 3)
    }
  }
}
