import Synchronization

/// What one differentiation knows of a tensor while it runs.
struct Visit {
  /// The differentiation that last came by; each has its own number.
  var number = 0
  /// Whether a gradient with respect to this tensor is wanted, or wanted further down.
  var isAwaited = false
  /// Whether the caller asked for this tensor's gradient by name.
  var isGoal = false
  /// The sum of the gradients that have arrived so far.
  var gradient: Tensor?
}

/// Reverse-mode automatic differentiation (Linnainmaa, 1970).
///
/// The outputs' gradients are handed from every operation to its inputs, last operation first, so that a tensor passes
/// its gradient on only when all that used the tensor have contributed.
struct Differentiation {
  private static let count = Atomic(0)

  /// What the tensors that were reached have noted as their last differentiation.
  let number: Int
  /// The tensors between the goals and the outputs, each after those it was computed from.
  private var order: [Tensor] = []

  /// Finds what lies below the outputs, down to the goals, or to every leaf where there are none.
  init(of outputs: [Tensor], withRespectTo goals: [Tensor]?) {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    self.number = number
    for goal in goals ?? [] { goal.visit.isGoal = true }
    // Depth first, with a stack of our own: a loop's graph is deeper than the thread's stack.
    var path: [(tensor: Tensor, next: Int)] = []
    func enter(_ tensor: Tensor) {
      guard tensor.requiresGrad, tensor.visit.number != number else { return }
      tensor.visit.number = number
      tensor.visit.isAwaited = tensor.visit.isGoal || (goals == nil && tensor.node == nil)
      path.append((tensor, 0))
    }
    for output in outputs {
      enter(output)
      while let (tensor, next) = path.last {
        if let node = tensor.node, next < node.inputs.count {
          path[path.count - 1].next += 1
          enter(node.inputs[next])
        } else {
          path.removeLast()
          if let node = tensor.node, node.isFreed || node.inputs.contains(where: \.visit.isAwaited) {
            tensor.visit.isAwaited = true
          }
          order.append(tensor)
        }
      }
    }
  }

  /// Hands the gradients down and calls `arrive` with each leaf or goal and its gradient.
  func run(keepingGraph: Bool, failing site: (StaticString, UInt), arrive: (Tensor) -> Void) {
    for tensor in order.reversed() {
      defer { tensor.visit = Visit(number: tensor.visit.number) }
      guard tensor.visit.isAwaited && tensor.visit.gradient != nil else { continue }
      if tensor.visit.isGoal || tensor.node == nil || tensor.flags.contains(.retainsGrad) { arrive(tensor) }
      guard let node = tensor.node, node.inputs.contains(where: \.visit.isAwaited) || node.product == nil else {
        continue
      }
      guard let product = node.product else { failFreed(node, site) }
      if let stale = node.staleValue(output: tensor) { failStale(node, stale.index, stale.tensor, site) }
      product(Adjoint(inputs: node.inputs, output: tensor, gradient: tensor.visit.gradient!))
      if !keepingGraph && !node.reads.isEmpty { node.free() }
    }
  }

  private func failFreed(_ node: Node, _ site: (StaticString, UInt)) -> Never {
    fail(
      "backward: the graph was already differentiated and freed (at \(node.name)). Compute the loss again for each "
        + "backward, or keep the graph with backward(retainGraph: true)", file: site.0, line: site.1)
  }

  private func failStale(_ node: Node, _ index: Int?, _ tensor: Tensor, _ site: (StaticString, UInt)) -> Never {
    let value = index.map { "input \($0)" } ?? "its result"
    let change = tensor.storage.lastChange!
    let place = CallSite.place(change.file, change.line).map { " at \($0)" } ?? ""
    fail(
      "backward: \(node.name) needs \(value), of shape \(tensor.shape), as it was when the loss was computed, and "
        + "\(change.operation) changed it in place since\(place). Compute the loss after the change, or change a copy: "
        + "clone()", file: site.0, line: site.1)
  }
}
