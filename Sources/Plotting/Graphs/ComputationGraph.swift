public import NotebookDisplay
public import Tensors

/// How a tensor was computed, as a picture: what autograd recorded, from the leaves down to the result.
///
/// The boxes are tensors: parameters and other leaves that require a gradient, data that do not, and the results of operations
/// with the operation's name; each with its shape. Arrows lead from an operation's inputs to its result; gradients flow against
/// them. The picture keeps no tensor alive.
public struct ComputationGraph: Displayable, CustomStringConvertible {
  enum Kind {
    /// A leaf that requires a gradient.
    case leaf
    /// A leaf that requires none.
    case data
    case operation
    /// What the graph is of.
    case result
    /// In the place of what is left out.
    case omission
  }

  struct Node {
    let kind: Kind
    let label: String
    let shape: String
  }

  /// The tensors, the result first and inputs after what is computed from them.
  private(set) var nodes: [Node] = []
  /// Each operation's inputs, in order, by their places among the nodes.
  private(set) var inputs: [[Int]] = []
  /// What is left out or gone, in words.
  private(set) var note = ""

  /// How many tensors are drawn at most.
  static let limit = 60
}

/// How a tensor was computed, as a picture of the graph that `backward()` would go through.
///
/// ```swift
/// let x = Tensor([1, 2]), w = Tensor([3, 4], requiresGrad: true)
/// computationGraph(of: (w * x).sum(), named: ["x": x, "w": w])
/// computationGraph(of: loss, parameters: model.namedParameters())
/// ```
///
/// Of more than sixty tensors the nearest to the result are drawn. Draw it before `backward()`, which frees the graph. Traps
/// where the tensor was not computed from one that requires a gradient.
public func computationGraph(
  of result: Tensor, named names: KeyValuePairs<String, Tensor> = [:],
  parameters: [(name: String, tensor: Tensor)] = [],
  file: StaticString = #fileID, line: UInt = #line
) -> ComputationGraph {
  if result.operation == nil {
    fail(
      "computationGraph: this tensor was not computed from one that requires a gradient, or inside noGrad { … }, so no graph "
        + "was recorded", file: file, line: line)
  }
  var known: [ObjectIdentifier: String] = [:]
  for (name, tensor) in parameters { known[ObjectIdentifier(tensor)] = name }
  for (name, tensor) in names { known[ObjectIdentifier(tensor)] = name }
  return ComputationGraph(of: result, names: known)
}

extension ComputationGraph {
  init(of result: Tensor, names: [ObjectIdentifier: String]) {
    // Breadth first: what is nearest to the result comes first.
    var places = [ObjectIdentifier(result): 0]
    var queue = [result]
    var next = 0
    var isFreed = false
    while next < queue.count {
      let tensor = queue[next]
      next += 1
      guard let operation = tensor.operation else { continue }
      isFreed = isFreed || operation.isFreed
      for input in operation.inputs where places[ObjectIdentifier(input)] == nil {
        places[ObjectIdentifier(input)] = queue.count
        queue.append(input)
      }
    }
    let drawn = Swift.min(queue.count, Self.limit)
    for (place, tensor) in queue.prefix(drawn).enumerated() {
      let name = names[ObjectIdentifier(tensor)]
      let operation = tensor.operation
      let kind: Kind = place == 0 ? .result : operation != nil ? .operation : tensor.requiresGrad ? .leaf : .data
      let label = operation.map { Self.words(for: $0.name) } ?? (tensor.requiresGrad ? "leaf" : "data")
      nodes.append(Node(kind: kind, label: name ?? label, shape: Self.text(of: tensor.shape)))
    }
    for tensor in queue.prefix(drawn) {
      let all = (tensor.operation?.inputs ?? []).map { places[ObjectIdentifier($0)]! }
      var shown = all.filter { $0 < drawn }
      if shown.count < all.count {
        shown.append(nodes.count)
        nodes.append(Node(kind: .omission, label: "…", shape: ""))
      }
      inputs.append(shown)
    }
    while inputs.count < nodes.count { inputs.append([]) }
    if queue.count > drawn { note = "The \(drawn) tensors nearest to the result, of \(queue.count)." }
    if isFreed { note += (note.isEmpty ? "" : " ") + "backward() has freed part of the graph: draw it before." }
  }

  private static func text(of shape: Shape) -> String {
    shape.isEmpty ? "number" : shape.map(String.init).joined(separator: " × ")
  }

  /// `MulBackward0` as `mul`; a derivative, `MulBackward0Backward0`, with a prime.
  static func words(for operation: StaticString) -> String {
    let whole = operation.description.split(separator: "Backward", omittingEmptySubsequences: false).map(String.init)
    var parts = whole
    while let last = parts.last, parts.count > 1, last.allSatisfy(\.isNumber) { parts.removeLast() }
    let primes = whole.count - parts.count - 1
    var word = parts.joined(separator: "Backward")
    for prefix in ["Linalg", "Native"] where word.hasPrefix(prefix) { word.removeFirst(prefix.count) }
    if word.hasSuffix("Ex") { word.removeLast(2) }
    let known = ["Addmm": "linear", "Mm": "matmul", "Bmm": "matmul", "ToCopy": "to"]
    let name = known[word] ?? word.prefix(1).lowercased() + word.dropFirst()
    return name + String(repeating: "′", count: Swift.max(primes, 0))
  }

  /// A line for each operation, the first computed first: `linear: 4 × 5 ← data 4 × 10, 0.weight 5 × 10, 0.bias 5`.
  public var description: String {
    var count: [String: Int] = [:]
    var names: [String] = []
    for node in nodes.reversed() {
      count[node.label, default: 0] += 1
      let number = count[node.label]!
      names.append(node.kind == .omission || number == 1 ? node.label : "\(node.label) \(number)")
    }
    names.reverse()
    func phrase(_ place: Int) -> String { names[place] + (nodes[place].shape.isEmpty ? "" : " \(nodes[place].shape)") }
    let lines = nodes.indices.reversed().filter { !inputs[$0].isEmpty }.map { place in
      "\(names[place]): \(nodes[place].shape) ← " + inputs[place].map(phrase).joined(separator: ", ")
    }
    return (lines + (note.isEmpty ? [] : [note])).joined(separator: "\n")
  }

  /// The picture as SVG, with the operations in words for those who don't see it; the same graph gives the same bytes.
  public var svg: String {
    GraphDrawing(
      title: "Computation graph of \(nodes[0].label)",
      description: description.split(separator: "\n").joined(separator: "; "), note: note, nodes: nodes.map(\.drawn),
      inputs: inputs
    ).svg
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, svg) }
}

extension ComputationGraph.Node {
  /// Leaves have corners, results of operations are round.
  fileprivate var drawn: GraphDrawing.Node {
    let color: PlotColor? =
      switch kind {
      case .leaf: .blue
      case .result: .orange
      case .data, .operation, .omission: nil
      }
    return GraphDrawing.Node(
      label, detail: shape, color: color, isFilled: color != nil, isRound: kind != .leaf && kind != .data,
      isDashed: kind == .data, isBold: kind == .result, isOmission: kind == .omission)
  }
}
