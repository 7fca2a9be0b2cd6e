import Tensors

/// yᵢⱼ = the mean of window (i, j), in each channel.
///
/// `x` is `(batch, channels, height, width)` or without a batch; windows move as those of ``MaxPool2d``, over a padding of
/// zeros, which count unless `countIncludePad` is false. Traps where no window fits.
public final class AvgPool2d: Module {
  private let window: Window
  public let countIncludePad: Bool

  /// Sizes are one number for both directions or `[height, width]`.
  public init(
    _ kernelSize: some SizePair, stride: (any SizePair)? = nil, padding: some SizePair = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) {
    window = Window("AvgPool2d", kernelSize, stride, padding, ceilMode, file, line)
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
  public let outputSize: any SizePair

  /// One number for both directions or `[height, width]`.
  public init(_ outputSize: some SizePair) { self.outputSize = outputSize }

  public override func forward(_ x: Tensor) -> Tensor { F.adaptiveAvgPool2d(x, outputSize) }

  public override var extraRepresentation: String {
    "output_size=\(outputSize is Int ? "\(outputSize)" : Shape(outputSize.sizes).pythonTuple)"
  }
}

extension F {
  /// The mean of each window over `(…, channels, height, width)`.
  public static func avgPool2d(
    _ x: Tensor, _ kernelSize: some SizePair, stride: (any SizePair)? = nil, padding: some SizePair = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    meanPool(
      "avgPool2d", x, Window("avgPool2d", kernelSize, stride, padding, ceilMode, file, line),
      countsPadding: countIncludePad, file: file, line: line)
  }

  /// The mean of each of `outputSize` windows that cover `(…, channels, height, width)` as evenly as can be.
  public static func adaptiveAvgPool2d(
    _ x: Tensor, _ outputSize: any SizePair, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (height, width) = outputSize.sizes("AdaptiveAvgPool2d", file, line)
    checkImages("AdaptiveAvgPool2d", x, (height, width), file, line)
    return x.mixed(
      rows: .adaptiveMeans(over: x.shape[-2], count: height),
      columns: .adaptiveMeans(over: x.shape[-1], count: width), by: "AdaptiveAvgPool2DBackward0")
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
