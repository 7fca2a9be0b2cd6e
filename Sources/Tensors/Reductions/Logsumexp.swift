extension Tensor {
  /// ln Σⱼ e^xⱼ along dimensions, without overflow.
  public func logsumexp(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { logsumexp([dim] + more, keepDim, file, line) }

  /// ln Σⱼ e^xⱼ along dimensions, without overflow.
  public func logsumexp(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { logsumexp(dim, keepDim, file, line) }

  private func logsumexp(_ dim: [Int], _ keepDim: Bool, _ file: StaticString, _ line: UInt) -> Tensor {
    let dims = Dimensions(dim, of: self, "logsumexp", file, line)
    let x = floating()
    // Infinities are left where they are: ∞ − ∞ would be NaN.
    let top = fold(.max, x, dims)
    let shift = top.maskedFill(map(.abs, top) == .infinity, 0)
    let sum = fold(.sum, map(.exp, combine(.subtract, x, shift, x.shape)), dims)
    let y = combine(.add, map(.log, sum), shift, shift.shape)
    return y.without(dims, unless: keepDim).made(by: "LogsumexpBackward0", from: x, reads: [.inputs, .output]) {
      let kept = dims.flattened(in: $0[0].shape)
      let y = $0.output.reshape(kept)
      // Where every xⱼ is −∞ none has a share.
      let shares = ($0[0] - y.maskedFill(y == -.infinity, 0)).exp()
      $0.pass(to: 0, $0.gradient.reshape(kept) * shares)
    }
  }
}
