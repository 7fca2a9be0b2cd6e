import Tensors

extension Augmentation.Step {
  /// Adds to each pixel a normal number of that standard deviation; what leaves 0...1 is set to its ends, unless
  /// `clamped` is false.
  public static func noise(
    _ std: Double, clamped: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    if !(std >= 0 && std < .infinity) {
      fail("noise: the standard deviation must be at least 0 and finite, and is \(std)", file: file, line: line)
    }
    return Self(
      kind: .pixels { images, generator in
        let noisy = images + Tensor.randn(images.shape, generator: generator) * std
        return clamped ? noisy.clamp(0, 1) : noisy
      }, description: "noise(\(std))")
  }

  /// Sets a square of so many pixels, anywhere on the image, to one value with the probability `p`; at the border part
  /// of it lies outside (DeVries and Taylor, 2017).
  public static func cutout(
    _ side: Int, value: Double = 0, p: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    if side < 1 || side > 1 << 20 {
      fail("cutout: the side must be in 1...\(1 << 20) pixels, and is \(side)", file: file, line: line)
    }
    checkProbability("cutout", p, file, line)
    return Self(
      kind: .pixels { images, generator in
        let (n, height, width) = (images.shape[0], images.shape[2], images.shape[3])
        let draws = Tensor.rand(n, 3, dtype: .float64, generator: generator).scalars
        var boxes: [Int64] = []
        for i in 0..<n {
          let top = Int(draws[3 * i] * Double(height)) - side / 2,
            left = Int(draws[3 * i + 1] * Double(width)) - side / 2
          let isCut = draws[3 * i + 2] < p
          for (edge, limit) in [(top, height), (left, width), (top + side, height), (left + side, width)] {
            boxes.append(isCut ? Int64(min(max(edge, 0), limit)) : 0)
          }
        }
        return Tensor.filled(images.shape, .float32, as: Float.self) { target in
          images.withElements(as: Float.self) { _ = target.update(fromContentsOf: $0) }
          boxes.withUnsafeBufferPointer {
            ck_blank(n, images.shape[1], height, width, $0.baseAddress!, Float(value), target.baseAddress!)
          }
        }
      }, description: "cutout(\(side))")
  }
}
