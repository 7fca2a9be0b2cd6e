import Tensors
import Testing

// Classifiers are held against scikit-learn on data that both sides make from sines:
//
//     import numpy as np
//     def wave(n, d, phase=0.): i = np.arange(n * d); return np.sin(i * (1.7 + .01 * i) + phase).reshape(n, d)
//     def data(n, d, k):
//         y = np.arange(n) * 7 % k
//         return wave(n, d) + 0.6 * wave(k, d, 2.)[y], y
//     q = wave(5, 3, .5)
//     def show(a): print(np.asarray(a).round(9).flatten().tolist())

/// sin((1.7 + 0.01 i) i + phase), row by row.
func wave(_ n: Int, _ d: Int, phase: Double = 0) -> Tensor {
  let i = Tensor.arange(n * d).to(.float64)
  return (i * (i * 0.01 + 1.7) + phase).sin().view(n, d)
}

/// Examples of k classes about different centres.
func examples(_ n: Int, _ d: Int, _ k: Int) -> (x: Tensor, y: Tensor) {
  let y = (Tensor.arange(n) * 7) % Double(k)
  return (wave(n, d) + wave(k, d, phase: 2)[y] * 0.6, y)
}

/// What is to be classified.
var queries: Tensor { wave(5, 3, phase: 0.5) }
