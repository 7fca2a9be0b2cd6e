extension Tensor {
  /// e^xᵢ / Σⱼ e^xⱼ along a dimension.
  public func softmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "softmax", file, line)
    return normalised(dim, logarithm: false).made(by: "SoftmaxBackward0", from: floating(), reads: .output) {
      let weighted = $0.gradient * $0.output
      $0.pass(to: 0, weighted - $0.output * weighted.sum(dim: dim, keepDim: true))
    }
  }

  /// xᵢ − ln Σⱼ e^xⱼ along a dimension.
  public func logSoftmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "logSoftmax", file, line)
    return normalised(dim, logarithm: true).made(by: "LogSoftmaxBackward0", from: floating(), reads: .output) {
      $0.pass(to: 0, $0.gradient - $0.output.exp() * $0.gradient.sum(dim: dim, keepDim: true))
    }
  }

  private func normalised(_ dim: Int, logarithm: Bool) -> Tensor {
    let x = floating().detach()
    guard !shape.isEmpty else { return logarithm ? Tensor.zerosLike(x) : Tensor.onesLike(x) }
    let rows = x.transpose(dim, -1).contiguous()
    let y = Tensor(uninitialised: rows.shape, rows.dtype)
    let n = rows.shape[rows.shape.count - 1]
    ck_softmax(rows.dtype.kernel, logarithm ? 1 : 0, n == 0 ? 0 : rows.elementCount / n, n, rows.pointer, y.pointer)
    return y.transpose(dim, -1).contiguous()
  }
}
