import Tensors

/// What recurrent layers share: several layers, in one direction or both, each a cell that is applied step after step.
///
/// The parameters have PyTorch's names: `weight_ih_l0` maps the input, `weight_hh_l0` the state, of layer 0; those of the way
/// back end in `_reverse`. All begin as samples of U(−1/√hiddenSize, 1/√hiddenSize).
public class Recurrent: Module {
  public let inputSize: Int
  public let hiddenSize: Int
  public let numLayers: Int
  public let batchFirst: Bool
  /// The probability with which what goes from one layer to the next is left out in training.
  public let dropout: Double
  public let bidirectional: Bool
  let weights: [Tensor]
  private let hasBias: Bool
  private let generator: Generator

  /// `gates` is how many times the hidden size a cell's weights have.
  init(
    gates: Int, _ inputSize: Int, _ hiddenSize: Int, numLayers: Int, bias: Bool, batchFirst: Bool, dropout: Double,
    bidirectional: Bool, dtype: DType, generator: Generator, _ file: StaticString, _ line: UInt
  ) {
    if inputSize < 1 || hiddenSize < 1 || numLayers < 1 {
      fail(
        "recurrent layer: \(inputSize) features, \(hiddenSize) hidden ones and \(numLayers) layers: each must be positive",
        file: file, line: line)
    }
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.numLayers = numLayers
    self.batchFirst = batchFirst
    self.dropout = dropout
    self.bidirectional = bidirectional
    self.generator = generator
    hasBias = bias
    let bound = 1 / Double(hiddenSize).squareRoot()
    let directions = bidirectional ? 2 : 1
    var weights: [Tensor] = []
    for layer in 0..<numLayers {
      let width = layer == 0 ? inputSize : directions * hiddenSize
      let rows = gates * hiddenSize
      let shapes: [Shape] =
        bias ? [[rows, width], [rows, hiddenSize], [rows], [rows]] : [[rows, width], [rows, hiddenSize]]
      for _ in 0..<directions {
        weights += shapes.map { Parameter(Tensor.uniform($0, -bound, bound, dtype: dtype, generator: generator)) }
      }
    }
    self.weights = weights
  }

  /// The states after a step, the output first, from those before it; `input` is the step's input already mapped, with its
  /// bias.
  func step(_ input: Tensor, _ states: [Tensor], _ weight: Tensor, _ bias: Tensor?) -> [Tensor] {
    fail("\(type(of: self)): has no step")
  }

  /// How many tensors a state is made of.
  var stateCount: Int { 1 }

  /// The output of the last layer at every step, and the last states, each `(numLayers · directions, batch, hiddenSize)`.
  func run(_ x: Tensor, _ initial: [Tensor]?) -> (output: Tensor, states: [Tensor]) {
    let isBatched = x.ndim == 3
    if !(2...3).contains(x.ndim) || x.shape[-1] != inputSize {
      let order = batchFirst ? "(batch, length, \(inputSize))" : "(length, batch, \(inputSize))"
      fail("\(type(of: self)): an input of shape \(x.shape) is not \(order)")
    }
    let sequence = !isBatched ? x.unsqueeze(1) : batchFirst ? x.transpose(0, 1) : x
    if sequence.shape[0] == 0 { fail("\(type(of: self)): an input of shape \(x.shape) has no step") }
    let directions = bidirectional ? 2 : 1
    let shape: Shape = [numLayers * directions, sequence.shape[1], hiddenSize]
    let starts = initial?.map { isBatched ? $0 : $0.unsqueeze(1) }
    for start in starts ?? [] where start.shape != shape {
      fail(
        "\(type(of: self)): an initial state of shape \(start.shape) does not fit an input of shape \(x.shape): it must be \(shape)"
      )
    }
    let zero = Tensor.zeros([sequence.shape[1], hiddenSize], dtype: x.dtype)
    var layerInput = sequence
    var finals: [[Tensor]] = Array(repeating: [], count: stateCount)
    for layer in 0..<numLayers {
      if layer > 0 && isTraining && dropout > 0 {
        layerInput = F.dropout(layerInput, dropout, generator: generator)
      }
      var outputs: [Tensor] = []
      for direction in 0..<directions {
        let place = layer * directions + direction
        let states = (0..<stateCount).map { starts?[$0].select(0, place) ?? zero }
        let (output, last) = pass(layerInput, states, place, isReverse: direction == 1)
        outputs.append(output)
        for (i, state) in last.enumerated() { finals[i].append(state) }
      }
      layerInput = outputs.count == 1 ? outputs[0] : cat(outputs, dim: -1)
    }
    let output = !isBatched ? layerInput.squeeze(1) : batchFirst ? layerInput.transpose(0, 1) : layerInput
    return (output, finals.map { isBatched ? stack($0) : stack($0).squeeze(1) })
  }

  /// One layer in one direction over `(length, batch, features)`.
  private func pass(
    _ x: Tensor, _ initial: [Tensor], _ place: Int, isReverse: Bool
  ) -> (output: Tensor, states: [Tensor]) {
    let own = weights[(place * (hasBias ? 4 : 2))...].prefix(hasBias ? 4 : 2).map { $0 }
    // The input's part of all steps in one product.
    let inputs = steps(F.linear(x, own[0], hasBias ? own[2] : nil))
    var states = initial
    var outputs: [Tensor] = []
    for input in isReverse ? inputs.reversed() : inputs {
      states = step(input, states, own[1], hasBias ? own[3] : nil)
      outputs.append(states[0])
    }
    return (stack(isReverse ? outputs.reversed() : outputs), states)
  }

  /// The slices of the first dimension, by halves of halves: so each gradient goes back through log n additions, not n.
  private func steps(_ x: Tensor) -> [Tensor] {
    let count = x.shape[0]
    if count == 1 { return [x.squeeze(0)] }
    return steps(x.narrow(0, 0, count / 2)) + steps(x.narrow(0, count / 2, count - count / 2))
  }

  public override func stateName(of property: String) -> String? {
    guard property.hasPrefix("weights."), let index = Int(property.dropFirst("weights.".count)) else { return property }
    let kinds = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    let (perPlace, directions) = (hasBias ? 4 : 2, bidirectional ? 2 : 1)
    let place = index / perPlace
    return "\(kinds[index % perPlace])_l\(place / directions)" + (place % directions == 1 ? "_reverse" : "")
  }

  public override var extraRepresentation: String {
    var text = "\(inputSize), \(hiddenSize)"
    if numLayers != 1 { text += ", num_layers=\(numLayers)" }
    if !hasBias { text += ", bias=False" }
    if batchFirst { text += ", batch_first=True" }
    if dropout != 0 { text += ", dropout=\(dropout)" }
    if bidirectional { text += ", bidirectional=True" }
    return text
  }
}
