import Tensors

/// Makes a tensor a parameter of the module that stores it: a leaf that requires a gradient, and stays the module's
/// parameter when it is frozen with `requiresGrad = false`.
public func Parameter(_ tensor: Tensor) -> Tensor {
  let leaf = tensor.detach()
  leaf.isParameter = true
  return leaf.requiresGrad_()
}
