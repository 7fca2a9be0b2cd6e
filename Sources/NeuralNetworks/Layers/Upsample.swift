import Tensors

/// Images at another size: each pixel the nearest one of the input, or interpolated between four.
///
/// `x` is `(batch, channels, height, width)`; the result's sizes are the given ones, or ⌊height · scaleFactor⌋ and so on. With
/// `alignCorners` the corner pixels keep their values, else pixels are areas and the images' edges coincide. Traps on other
/// shapes.
public final class Upsample: Module {
  /// What a pixel becomes.
  public enum Mode: String, Sendable {
    case nearest
    case bilinear
  }
  public let size: (any SizePair)?
  public let scaleFactor: Double?
  public let mode: Mode
  public let alignCorners: Bool

  public init(scaleFactor: Double, mode: Mode = .nearest, alignCorners: Bool = false) {
    size = nil
    self.scaleFactor = scaleFactor
    self.mode = mode
    self.alignCorners = alignCorners
  }

  /// The size is one number for both directions or `[height, width]`.
  public init(size: some SizePair, mode: Mode = .nearest, alignCorners: Bool = false) {
    self.size = size
    scaleFactor = nil
    self.mode = mode
    self.alignCorners = alignCorners
  }

  public override func forward(_ x: Tensor) -> Tensor {
    F.interpolate(x, size: size, scaleFactor: scaleFactor, mode: mode, alignCorners: alignCorners)
  }

  public override var extraRepresentation: String {
    let extent =
      size.map { "size=\($0 is Int ? "\($0)" : Shape($0.sizes).pythonTuple)" } ?? "scale_factor=\(scaleFactor!)"
    return "\(extent), mode='\(mode.rawValue)'"
  }
}

extension F {
  /// Images `(…, channels, height, width)` at another size or enlarged by a factor.
  public static func interpolate(
    _ x: Tensor, size: (any SizePair)? = nil, scaleFactor: Double? = nil, mode: Upsample.Mode = .nearest,
    alignCorners: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if (size == nil) == (scaleFactor == nil) {
      fail("interpolate: needs either a size or a scale factor", file: file, line: line)
    }
    if let scaleFactor, !(scaleFactor > 0 && scaleFactor < 0x1p24) {
      fail("interpolate: the scale factor \(scaleFactor) is not between 0 and 2²⁴", file: file, line: line)
    }
    let size = size?.sizes("interpolate", file, line)
    func count(_ length: Int, _ given: Int?) -> Int { given ?? Int(Double(length) * scaleFactor!) }
    let result =
      x.ndim < 3 ? (1, 1) : (count(x.shape[-2], size?.0), count(x.shape[-1], size?.1))
    checkImages("interpolate", x, result, file, line)
    func mixing(_ length: Int, _ count: Int) -> Mixing {
      let scale = scaleFactor.map { 1 / $0 } ?? Double(length) / Double(count)
      return mode == .nearest
        ? .nearest(length, to: count, scale: scale)
        : .linear(length, to: count, scale: scale, alignCorners: alignCorners)
    }
    return x.mixed(
      rows: mixing(x.shape[-2], result.0), columns: mixing(x.shape[-1], result.1),
      by: mode == .nearest ? "UpsampleNearest2DBackward0" : "UpsampleBilinear2DBackward0")
  }
}
