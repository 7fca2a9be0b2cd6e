extension Tensor {
  /// Whether gradients with respect to this tensor are recorded. Traps on integers, and on results of operations.
  public var requiresGrad: Bool {
    get { flags.contains(.requiresGrad) }
    set { requiresGrad_(newValue) }
  }

  /// Switches the recording of gradients on or off, and returns this tensor.
  @discardableResult
  public func requiresGrad_(_ on: Bool = true, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if on && !dtype.isFloatingPoint {
      fail("requiresGrad: only floating-point tensors have gradients; this one is \(dtype)", file: file, line: line)
    }
    if !on && node != nil {
      fail(
        "requiresGrad: only a leaf can be switched off; this tensor was computed by \(node!.name): use detach()",
        file: file, line: line)
    }
    if on { flags.insert(.requiresGrad) } else { flags.remove(.requiresGrad) }
    return self
  }

  /// Whether this tensor was given rather than computed from tensors that require gradients.
  public var isLeaf: Bool { node == nil }

  /// Keeps the gradient of this result of operations in ``grad``, as leaves do. Traps where none flows through it.
  public func retainGrad(file: StaticString = #fileID, line: UInt = #line) {
    if !requiresGrad {
      fail("retainGrad: this tensor does not depend on any tensor that requires a gradient", file: file, line: line)
    }
    if node != nil { flags.insert(.retainsGrad) }
  }

  /// The same elements outside the graph: no gradient flows through the result, which shares this tensor's storage.
  public func detach() -> Tensor { Tensor(storage, offset: offset, shape: shape, strides: strides, dtype: dtype) }

  /// Adds ∂self/∂leaf to the ``grad`` of every leaf that requires it.
  ///
  /// - Parameters:
  ///   - gradient: the gradient of what follows with respect to this tensor, of its shape; 1 for a single number.
  ///   - retainGraph: keeps the graph for another call, which costs its memory.
  ///   - createGraph: records the differentiation itself, so that gradients can be differentiated.
  ///
  /// Traps where this tensor does not depend on a leaf that requires a gradient, where it has several elements and no
  /// gradient is given, and where the graph was freed by an earlier call.
  public func backward(
    _ gradient: Tensor? = nil, retainGraph: Bool = false, createGraph: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    startDifferentiation("backward", gradient, file, line)
    let differentiation = Differentiation(of: [self], withRespectTo: nil)
    Recording.set(createGraph) {
      differentiation.run(keepingGraph: retainGraph || createGraph, failing: (file, line)) {
        $0.accumulate(createGraph)
      }
    }
  }

  private func accumulate(_ createGraph: Bool) {
    guard let earlier = grad else {
      // The gradient may be a view, or another leaf's too; then this leaf needs one of its own.
      if createGraph || isKnownUniquelyReferenced(&visit.gradient) && visit.gradient!.ownsItsStorage {
        grad = visit.gradient
      } else {
        grad = visit.gradient!.clone()
      }
      return
    }
    if createGraph { grad = earlier + visit.gradient! } else { earlier.add_(visit.gradient!) }
  }

  private var ownsItsStorage: Bool {
    isContiguous && elementCount * dtype.size == storage.byteCount && isKnownUniquelyReferenced(&storage)
  }

  fileprivate func startDifferentiation(
    _ operation: StaticString, _ gradient: Tensor?, _ file: StaticString, _ line: UInt
  ) {
    if !requiresGrad {
      fail(
        "\(operation): this tensor does not depend on any tensor that requires a gradient", file: file, line: line)
    }
    if let gradient, gradient.shape != shape {
      fail("\(operation): the gradient's shape \(gradient.shape) is not the tensor's, \(shape)", file: file, line: line)
    }
    if gradient == nil && elementCount != 1 {
      fail(
        "\(operation): a gradient starts from a single number, and this tensor has shape \(shape): reduce it with "
          + "sum() or mean(), or pass the gradient with respect to it", file: file, line: line)
    }
    visit.gradient = gradient ?? Tensor.full(shape, 1, dtype: dtype)
  }
}

/// ∂(Σ outputs)/∂input for each input: PyTorch's `torch.autograd.grad`. No ``Tensor/grad`` changes.
///
/// - Parameters:
///   - gradients: the gradients with respect to the outputs, of their shapes; 1 for single numbers.
///   - retainGraph: keeps the graph for another call; as `createGraph` where not given.
///   - createGraph: records the differentiation itself, so that the results can be differentiated.
///
/// Traps where an output does not depend on any tensor that requires a gradient, and where it depends on none of the
/// inputs.
public func grad(
  _ outputs: [Tensor], _ inputs: [Tensor], gradients: [Tensor]? = nil, createGraph: Bool = false,
  retainGraph: Bool? = nil, file: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  gradientsOfInputs(outputs, inputs, gradients, createGraph, retainGraph, file, line).enumerated().map { i, gradient in
    if let gradient { return gradient }
    fail(
      "grad: the outputs do not depend on input \(i), of shape \(inputs[i].shape)"
        + (inputs[i].requiresGrad
          ? ": allowUnused: true gives nil for it" : ", which does not require a gradient"),
      file: file, line: line)
  }
}

/// The same, with nil for inputs that the outputs do not depend on.
public func grad(
  _ outputs: [Tensor], _ inputs: [Tensor], gradients: [Tensor]? = nil, createGraph: Bool = false,
  retainGraph: Bool? = nil, allowUnused: Bool, file: StaticString = #fileID, line: UInt = #line
) -> [Tensor?] {
  let found = gradientsOfInputs(outputs, inputs, gradients, createGraph, retainGraph, file, line)
  if !allowUnused, let i = found.firstIndex(where: { $0 == nil }) {
    fail("grad: the outputs do not depend on input \(i), of shape \(inputs[i].shape)", file: file, line: line)
  }
  return found
}

/// The same of one output, with nil for inputs that it does not depend on.
public func grad(
  _ output: Tensor, _ inputs: [Tensor], gradient: Tensor? = nil, createGraph: Bool = false, retainGraph: Bool? = nil,
  allowUnused: Bool, file: StaticString = #fileID, line: UInt = #line
) -> [Tensor?] {
  grad(
    [output], inputs, gradients: gradient.map { [$0] }, createGraph: createGraph, retainGraph: retainGraph,
    allowUnused: allowUnused, file: file, line: line)
}

private func gradientsOfInputs(
  _ outputs: [Tensor], _ inputs: [Tensor], _ gradients: [Tensor]?, _ createGraph: Bool, _ retainGraph: Bool?,
  _ file: StaticString, _ line: UInt
) -> [Tensor?] {
  if let gradients, gradients.count != outputs.count {
    fail("grad: \(outputs.count) outputs and \(gradients.count) gradients", file: file, line: line)
  }
  for (i, output) in outputs.enumerated() { output.startDifferentiation("grad", gradients?[i], file, line) }
  let differentiation = Differentiation(of: outputs, withRespectTo: inputs)
  var found: [ObjectIdentifier: Tensor] = [:]
  Recording.set(createGraph) {
    differentiation.run(keepingGraph: retainGraph ?? createGraph, failing: (file, line)) {
      found[ObjectIdentifier($0)] = $0.visit.gradient
    }
  }
  return inputs.map { input in
    input.visit.isGoal = false
    // Reached, and nothing arrived: the outputs depend on it in steps or straight pieces only.
    let isReached = input.visit.number == differentiation.number
    return found[ObjectIdentifier(input)] ?? (isReached ? Tensor.zerosLike(input) : nil)
  }
}

/// ∂output/∂input, as a list of one.
public func grad(
  _ output: Tensor, _ input: Tensor, gradient: Tensor? = nil, createGraph: Bool = false, retainGraph: Bool? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  grad(
    [output], [input], gradients: gradient.map { [$0] }, createGraph: createGraph, retainGraph: retainGraph,
    file: file, line: line)
}

/// ∂output/∂input for each input.
public func grad(
  _ output: Tensor, _ inputs: [Tensor], gradient: Tensor? = nil, createGraph: Bool = false, retainGraph: Bool? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  grad(
    [output], inputs, gradients: gradient.map { [$0] }, createGraph: createGraph, retainGraph: retainGraph,
    file: file, line: line)
}
