import Glibc

// The standard normal distribution's function Φ, and its inverse.
extension Tensor {
  /// Φ(x) = 1/√(2π) ∫₋∞ˣ e^(−t²/2) dt, exact in the lower tail: PyTorch's `torch.special.ndtr`
  public func ndtr() -> Tensor {
    special(.ndtr, "NdtrBackward0", reads: .inputs) { x, _ in
      (x.square() * -0.5).exp() * (0.5 * M_2_SQRTPI * 0.5.squareRoot())
    }
  }

  /// ln Φ(x), exact where Φ underflows and where it is almost 1: PyTorch's `torch.special.log_ndtr`
  public func logNdtr() -> Tensor {
    special(.logNdtr, "LogNdtrBackward0", reads: [.inputs, .output]) { x, y in
      (x.square() * -0.5 - y - logOfRoot2Pi).exp()
    }
  }

  /// Φ⁻¹(p), exact in the lower tail: −∞ at 0, ∞ at 1, NaN beyond. PyTorch's `torch.special.ndtri`
  public func ndtri() -> Tensor {
    special(.ndtri, "NdtriBackward0", reads: .output) { _, y in (y.square() * 0.5 + logOfRoot2Pi).exp() }
  }

  /// Φ⁻¹(eˣ) for x ≤ 0, exact where eˣ underflows and where it is almost 1: SciPy's `scipy.special.ndtri_exp`
  public func ndtriExp() -> Tensor {
    special(.ndtriExp, "NdtriExpBackward0", reads: [.inputs, .output]) { x, y in
      (x + y.square() * 0.5 + logOfRoot2Pi).exp()
    }
  }
}

/// ½ ln 2π
private let logOfRoot2Pi = 0.918938533204672742
