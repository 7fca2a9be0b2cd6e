import Tensors

/// Channels to pixels: `(batch, channels · r², height, width)` becomes `(batch, channels, height · r, width · r)`, each pixel an
/// r × r block of the channels that lie one behind the other (Shi et al., 2016). Traps where r² does not divide the channels.
public final class PixelShuffle: Module {
  public let upscaleFactor: Int

  public init(_ upscaleFactor: Int) { self.upscaleFactor = upscaleFactor }

  public override func forward(_ x: Tensor) -> Tensor { F.pixelShuffle(x, upscaleFactor) }
  public override var extraRepresentation: String { "upscale_factor=\(upscaleFactor)" }
}

extension F {
  /// `(…, channels · r², height, width)` as `(…, channels, height · r, width · r)`.
  public static func pixelShuffle(
    _ x: Tensor, _ upscaleFactor: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let r = upscaleFactor
    if !(3...4).contains(x.ndim) || r < 1 || x.shape[-3] % (r * r) != 0 {
      fail(
        "PixelShuffle: an input of shape \(x.shape) is not (batch, channels · \(r * r), height, width)", file: file,
        line: line)
    }
    let batch = x.ndim == 4 ? x.shape[0] : 1
    let (channels, height, width) = (x.shape[-3] / (r * r), x.shape[-2], x.shape[-1])
    let y = x.reshape([batch, channels, r, r, height, width]).permute(0, 1, 4, 2, 5, 3)
    let result: Shape = [channels, height * r, width * r]
    return y.reshape(x.ndim == 4 ? Shape([batch] + result) : result)
  }
}
