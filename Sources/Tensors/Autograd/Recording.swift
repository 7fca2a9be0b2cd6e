/// Whether operations are recorded: a thread's own affair.
package enum Recording {
  package static var isOn: Bool { ThreadState.current.pointee.recordingIsOff == 0 }

  @inline(__always)
  static func set<R>(_ on: Bool, _ body: () throws -> R) rethrows -> R {
    let state = ThreadState.current
    let before = state.pointee.recordingIsOff
    state.pointee.recordingIsOff = on ? 0 : 1
    defer { state.pointee.recordingIsOff = before }
    return try body()
  }
}

/// Runs `body` without recording its operations: PyTorch's `with torch.no_grad():`.
///
/// For evaluation, and for changing parameters in place.
@discardableResult
public func noGrad<R>(_ body: () throws -> R) rethrows -> R { try Recording.set(false, body) }

/// Runs `body` with recording switched on again inside ``noGrad(_:)``: PyTorch's `with torch.enable_grad():`.
@discardableResult
public func enableGrad<R>(_ body: () throws -> R) rethrows -> R { try Recording.set(true, body) }

extension Tensor {
  /// This tensor as the output of an operation on one input, recorded where gradients flow through it.
  @inline(__always)
  func made(
    by name: StaticString, from a: Tensor, reads: Node.Values = [], _ product: @escaping Node.Product
  ) -> Tensor {
    if Recording.isOn && a.requiresGrad { record(name, [a], reads, product) }
    return self
  }

  /// This tensor as the output of an operation on two inputs.
  @inline(__always)
  func made(
    by name: StaticString, from a: Tensor, _ b: Tensor, reads: Node.Values = [], _ product: @escaping Node.Product
  ) -> Tensor {
    if Recording.isOn && (a.requiresGrad || b.requiresGrad) { record(name, [a, b], reads, product) }
    return self
  }

  /// This tensor as the output of an operation on several inputs.
  @inline(__always)
  func made(
    by name: StaticString, from inputs: [Tensor], reads: Node.Values = [], _ product: @escaping Node.Product
  ) -> Tensor {
    if Recording.isOn && inputs.contains(where: \.requiresGrad) { record(name, inputs, reads, product) }
    return self
  }

  private func record(_ name: StaticString, _ inputs: [Tensor], _ reads: Node.Values, _ product: @escaping Node.Product)
  {
    flags.insert(.requiresGrad)
    node = Node(name, reads: reads, inputs: inputs, product: product)
  }
}
