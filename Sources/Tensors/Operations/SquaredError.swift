/// scale · Σ (a − b)², of tensors of one shape: what the mean squared error is made of, in one pass.
package func squaredDistance(_ a: Tensor, _ b: Tensor, scale: Double) -> Tensor {
  let x = a.contiguous()
  let y = b.contiguous()
  let result = Tensor.full(
    [], ck_squared_distance(x.dtype.kernel, x.elementCount, x.pointer, y.pointer, scale), dtype: x.dtype)
  return result.made(by: "MseLossBackward0", from: x, y, reads: .inputs) {
    let (g, x, y) = ($0.gradient, $0[0], $0[1])
    if Recording.isOn {
      $0.pass(to: 0, g * (x - y) * (2 * scale))
      $0.pass(to: 1, g * (y - x) * (2 * scale))
    } else {
      let slope = 2 * scale * g.item()
      $0.pass(to: 0, scaledDifference(x, y, slope))
      $0.pass(to: 1, scaledDifference(y, x, slope))
    }
  }
}

private func scaledDifference(_ a: Tensor, _ b: Tensor, _ scale: Double) -> Tensor {
  let y = Tensor(uninitialised: a.shape, a.dtype)
  ck_scaled_difference(a.dtype.kernel, a.elementCount, a.pointer, b.pointer, scale, y.pointer)
  return y
}
