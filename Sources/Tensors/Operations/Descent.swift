extension Tensor {
  /// One step of gradient descent in place, in one pass over the memory. The velocity, where there is one, is updated too.
  package func descend(
    _ gradient: Tensor, _ velocity: Tensor?, isFirst: Bool, rate: Double, momentum: Double, dampening: Double,
    decay: Double, nesterov: Bool
  ) {
    storage.version += 1
    let gradient = gradient.to(dtype).contiguous()
    let target = contiguous()
    ck_sgd(
      dtype.kernel, elementCount, target.pointer, gradient.pointer, velocity?.pointer, isFirst ? 1 : 0, rate, momentum,
      dampening, decay, nesterov ? 1 : 0)
    if target !== self { overwrite(with: target) }
  }

  /// Whether a module learns this tensor, frozen or not.
  package var isParameter: Bool {
    get { flags.contains(.parameter) }
    set { if newValue { flags.insert(.parameter) } else { flags.remove(.parameter) } }
  }
}
