import Tensors

/// yᵢⱼ = the largest element of window (i, j), in each channel.
///
/// `x` is `(batch, channels, height, width)` or without a batch; a window of `kernelSize` moves in steps of `stride`, by default
/// its own size, over the input with a `padding` of −∞ around it: ⌊(height + 2 · padding − kernelSize)/stride⌋ + 1 rows come
/// out, or ⌈…⌉ + 1 with `ceilMode`. NaN is the largest of all. Traps where no window fits.
public final class MaxPool2d: Module {
  private let window: Window

  /// Sizes are one number for both directions or `[height, width]`.
  public init(
    _ kernelSize: some SizePair, stride: (any SizePair)? = nil, padding: some SizePair = 0, ceilMode: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) { window = Window("MaxPool2d", kernelSize, stride, padding, ceilMode, file, line) }

  public override func forward(_ x: Tensor) -> Tensor { maxPool("MaxPool2d", x, window) }

  public override var extraRepresentation: String {
    "\(window.pythonArguments), dilation=1, ceil_mode=\(window.ceilMode.pythonName)"
  }
}

/// yᵢ = the largest element of window i of sequences `(batch, channels, length)`, as ``MaxPool2d``.
public final class MaxPool1d: Module {
  private let window: Window

  public init(_ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false) {
    window = Window(
      kernel: (1, kernelSize), stride: (1, stride ?? kernelSize), padding: (0, padding), ceilMode: ceilMode)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    asRow("MaxPool1d", x) { maxPool("MaxPool1d", $0, window) }
  }

  public override var extraRepresentation: String {
    "kernel_size=\(window.kernel.1), stride=\(window.stride.1), padding=\(window.padding.1), dilation=1, "
      + "ceil_mode=\(window.ceilMode.pythonName)"
  }
}

/// Handles sequences `(…, channels, length)` as images of one row.
func asRow(_ layer: StaticString, _ x: Tensor, _ body: (Tensor) -> Tensor) -> Tensor {
  if !(2...3).contains(x.ndim) { fail("\(layer): an input of shape \(x.shape) is not (batch, channels, length)") }
  return body(x.unsqueeze(-2)).squeeze(-2)
}

extension Window {
  /// The steps are the window's own size where they are not given.
  init(
    _ layer: String, _ kernel: some SizePair, _ stride: (any SizePair)?, _ padding: some SizePair, _ ceilMode: Bool,
    _ file: StaticString, _ line: UInt
  ) {
    let size = kernel.sizes(layer, file, line)
    self.init(
      kernel: size, stride: stride?.sizes(layer, file, line) ?? size, padding: padding.sizes(layer, file, line),
      ceilMode: ceilMode)
  }

  /// `kernel_size=2, stride=2, padding=0`
  var pythonArguments: String {
    func pair(_ p: (Int, Int)) -> String { p.0 == p.1 ? "\(p.0)" : "(\(p.0), \(p.1))" }
    return "kernel_size=\(pair(kernel)), stride=\(pair(stride)), padding=\(pair(padding))"
  }
}

extension F {
  /// The largest element of each window over `(…, channels, height, width)`.
  public static func maxPool2d(
    _ x: Tensor, _ kernelSize: some SizePair, stride: (any SizePair)? = nil, padding: some SizePair = 0,
    ceilMode: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    maxPool(
      "maxPool2d", x, Window("maxPool2d", kernelSize, stride, padding, ceilMode, file, line), file: file, line: line)
  }
}
