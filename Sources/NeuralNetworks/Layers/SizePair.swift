import Tensors

/// A size for height and width: one number for both, or `[height, width]`.
public protocol SizePair {
  var sizes: [Int] { get }
}

extension Int: SizePair {
  public var sizes: [Int] { [self, self] }
}

extension [Int]: SizePair {
  public var sizes: [Int] { self }
}

extension SizePair {
  /// Height and width; traps unless there are two.
  func sizes(_ layer: String, _ file: StaticString, _ line: UInt) -> (Int, Int) {
    let sizes = self.sizes
    if sizes.count != 2 {
      fail("\(layer): a size is one number or [height, width], not \(sizes)", file: file, line: line)
    }
    return (sizes[0], sizes[1])
  }
}

/// Traps where a convolution cannot have these channels.
func checkChannels(
  _ layer: String, _ inChannels: Int, _ outChannels: Int, _ kernel: (Int, Int), _ groups: Int, _ file: StaticString,
  _ line: UInt
) {
  if inChannels < 1 || outChannels < 1 || kernel.0 < 1 || kernel.1 < 1 || groups < 1 {
    fail(
      "\(layer): needs at least one channel in and out, a kernel of at least 1 and at least one group, not "
        + "\(inChannels), \(outChannels), \(kernel) and \(groups)", file: file, line: line)
  }
  if inChannels % groups != 0 || outChannels % groups != 0 {
    fail(
      "\(layer): \(groups) groups must divide both \(inChannels) and \(outChannels) channels", file: file,
      line: line)
  }
}

/// `1, 64, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False`, without what is usual: PyTorch's.
func convolutionText(
  _ inChannels: Int, _ outChannels: Int, _ weight: Shape, _ stride: (Int, Int), _ padding: (Int, Int),
  _ dilation: (Int, Int), _ groups: Int, _ bias: Tensor?
) -> String {
  var parts = [
    "\(inChannels), \(outChannels)", "kernel_size=(\(weight[2]), \(weight[3]))", "stride=\(stride)",
  ]
  if padding != (0, 0) { parts.append("padding=\(padding)") }
  if dilation != (1, 1) { parts.append("dilation=\(dilation)") }
  if groups != 1 { parts.append("groups=\(groups)") }
  if bias == nil { parts.append("bias=False") }
  return parts.joined(separator: ", ")
}
