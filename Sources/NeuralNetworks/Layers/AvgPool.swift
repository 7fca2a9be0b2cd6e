import Tensors

/// yᵢⱼ = the mean of window (i, j), in each channel.
///
/// `x` is `(batch, channels, height, width)` or without a batch; windows move as those of ``MaxPool2d``, over a padding of
/// zeros, which count unless `countIncludePad` is false. Traps where no window fits.
public final class AvgPool2d: Module {
  private let window: Window
  public let countIncludePad: Bool

  public init(
    _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false, countIncludePad: Bool = true
  ) {
    window = Window(
      kernel: (kernelSize, kernelSize), stride: (stride ?? kernelSize, stride ?? kernelSize),
      padding: (padding, padding), ceilMode: ceilMode)
    self.countIncludePad = countIncludePad
  }

  /// Windows of rows by columns.
  public init(
    _ kernelSize: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0), ceilMode: Bool = false,
    countIncludePad: Bool = true
  ) {
    window = Window(kernel: kernelSize, stride: stride ?? kernelSize, padding: padding, ceilMode: ceilMode)
    self.countIncludePad = countIncludePad
  }

  public override func forward(_ x: Tensor) -> Tensor {
    meanPool("AvgPool2d", x, window, countsPadding: countIncludePad)
  }

  public override var extraRepresentation: String { window.pythonArguments }
}

/// yᵢ = the mean of window i of sequences `(batch, channels, length)`, as ``AvgPool2d``.
public final class AvgPool1d: Module {
  private let window: Window
  public let countIncludePad: Bool

  public init(
    _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false, countIncludePad: Bool = true
  ) {
    window = Window(
      kernel: (1, kernelSize), stride: (1, stride ?? kernelSize), padding: (0, padding), ceilMode: ceilMode)
    self.countIncludePad = countIncludePad
  }

  public override func forward(_ x: Tensor) -> Tensor {
    asRow("AvgPool1d", x) { meanPool("AvgPool1d", $0, window, countsPadding: countIncludePad) }
  }

  public override var extraRepresentation: String {
    "kernel_size=(\(window.kernel.1),), stride=(\(window.stride.1),), padding=(\(window.padding.1),)"
  }
}

/// The mean of each of `outputSize` windows that cover an image as evenly as can be, in each channel.
///
/// `x` is `(batch, channels, height, width)` or without a batch. With an output size of 1 it is the mean over all pixels.
public final class AdaptiveAvgPool2d: Module {
  public let outputSize: (Int, Int)
  private let isSquare: Bool

  public init(_ outputSize: Int) {
    self.outputSize = (outputSize, outputSize)
    isSquare = true
  }

  /// Rows by columns.
  public init(_ outputSize: (Int, Int)) {
    self.outputSize = outputSize
    isSquare = false
  }

  public override func forward(_ x: Tensor) -> Tensor { F.adaptiveAvgPool2d(x, outputSize) }

  public override var extraRepresentation: String {
    "output_size=" + (isSquare ? "\(outputSize.0)" : "(\(outputSize.0), \(outputSize.1))")
  }
}

extension F {
  /// The mean of each window over `(…, channels, height, width)`.
  public static func avgPool2d(
    _ x: Tensor, _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let step = stride ?? kernelSize
    return meanPool(
      "avgPool2d", x,
      Window(
        kernel: (kernelSize, kernelSize), stride: (step, step), padding: (padding, padding), ceilMode: ceilMode),
      countsPadding: countIncludePad, file: file, line: line)
  }

  /// The mean of each of `outputSize` windows that cover `(…, channels, height, width)` as evenly as can be.
  public static func adaptiveAvgPool2d(
    _ x: Tensor, _ outputSize: (Int, Int), file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkImages("AdaptiveAvgPool2d", x, outputSize, file, line)
    return x.mixed(
      rows: .adaptiveMeans(over: x.shape[-2], count: outputSize.0),
      columns: .adaptiveMeans(over: x.shape[-1], count: outputSize.1), by: "AdaptiveAvgPool2DBackward0")
  }
}

/// Traps unless x is `(…, channels, height, width)` with pixels, and so is the result.
func checkImages(
  _ layer: StaticString, _ x: Tensor, _ result: (Int, Int), _ file: StaticString, _ line: UInt
) {
  if !(3...4).contains(x.ndim) || x.shape[-2] < 1 || x.shape[-1] < 1 || !x.dtype.isFloatingPoint {
    fail(
      "\(layer): an input of \(x.dtype) and shape \(x.shape) is not (batch, channels, height, width)", file: file,
      line: line)
  }
  if result.0 < 1 || result.1 < 1 {
    fail("\(layer): an input of shape \(x.shape) would become \(result.0) × \(result.1) pixels", file: file, line: line)
  }
}
