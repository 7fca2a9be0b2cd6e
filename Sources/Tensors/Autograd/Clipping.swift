/// Scales the gradients of all parameters by one factor where their norm, as of one long vector, is above `maxNorm`, and
/// returns the norm that they had (Pascanu, Mikolov and Bengio, 2013).
///
/// `normType` is p of the norm, ∞ too. A NaN among the gradients makes all of them NaN, as does an infinity: the norm says
/// so, and with `errorIfNonfinite` the program ends.
@discardableResult
public func clipGradNorm(
  _ parameters: [Tensor], _ maxNorm: Double, normType: Double = 2, errorIfNonfinite: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  noGrad {
    let gradients = parameters.compactMap(\.grad)
    if gradients.isEmpty { return Tensor(0) }
    let norm = stack(gradients.map { $0.norm(normType).to(gradients[0].dtype) }).norm(normType)
    let size: Double = norm.item()
    if errorIfNonfinite && !size.isFinite {
      fail("clipGradNorm: the gradients' norm is \(size), so that they cannot be scaled", file: file, line: line)
    }
    // The little that is added keeps a norm of 0 from dividing.
    let scale = maxNorm / (size + 1e-6)
    if !(scale >= 1) { for gradient in gradients { gradient.mul_(scale, file: file, line: line) } }
    return norm
  }
}

/// Brings every element of the parameters' gradients into [−clipValue, clipValue].
public func clipGradValue(
  _ parameters: [Tensor], _ clipValue: Double, file: StaticString = #fileID, line: UInt = #line
) {
  noGrad { for parameter in parameters { parameter.grad?.clamp_(-clipValue, clipValue, file: file, line: line) } }
}
