import NeuralNetworks
import Tensors
import TestSupport
import Testing

// Layers are held against PyTorch at inputs and parameters that both sides make from sines:
//
//     import torch, math
//     torch.set_default_dtype(torch.float64)
//     def wave(*shape, phase=0.): return torch.sin(torch.arange(math.prod(shape)) * 1.7 + phase).view(shape)
//     def fill(m):
//         for i, p in enumerate(m.parameters()): p.data.copy_(wave(*p.shape, phase=i + 1.))
//         return m
//     def run(m, x):
//         x = x.clone().requires_grad_(); y = m(x); (y * wave(*y.shape, phase=.5)).sum().backward()
//         print(y.flatten().tolist(), x.grad.flatten().tolist(), [p.grad.flatten().tolist() for p in m.parameters()])

/// sin(1.7 i + phase), row by row.
func wave(_ shape: Int..., phase: Double = 0) -> Tensor { wave(Shape(shape), phase: phase) }

func wave(_ shape: Shape, phase: Double = 0) -> Tensor {
  (Tensor.arange(shape.elementCount).to(.float64) * 1.7 + phase).sin().view(shape)
}

/// Gives a module's parameters the values that `fill` gives them in PyTorch.
func filled<M: Module>(_ module: M) -> M {
  for (i, parameter) in module.parameters().enumerated() {
    noGrad { _ = parameter.copy_(wave(parameter.shape, phase: Double(i + 1))) }
  }
  return module
}

/// Checks a module's value at x, and the gradients of its product with a wave.
func expectGolden(
  _ module: Module, _ x: Tensor, _ y: [Double], _ dx: [Double] = [], parameters: [[Double]] = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let x = x.detach().clone()
  if !dx.isEmpty { x.requiresGrad = true }
  let value = module(x)
  expectClose(value, y, "value", sourceLocation: sourceLocation)
  guard !dx.isEmpty || !parameters.isEmpty else { return }
  module.zeroGrad()
  (value * wave(value.shape, phase: 0.5)).sum().backward()
  if !dx.isEmpty { expectClose(x.grad!, dx, "gradient of the input", sourceLocation: sourceLocation) }
  for ((name, parameter), golden) in zip(module.namedParameters(), parameters) {
    expectClose(parameter.grad!, golden, "gradient of \(name)", sourceLocation: sourceLocation)
  }
}
