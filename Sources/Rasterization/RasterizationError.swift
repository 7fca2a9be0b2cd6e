/// Why a picture could not be drawn in pixels.
public enum RasterizationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A system library is missing, or lacks what is called; with the loader's own words.
  case missingLibrary(name: String, reason: String)
  /// The text is no SVG picture; with the reader's own words.
  case malformed(String)
  /// The picture would have more pixels than are allowed, or none.
  case size(width: Double, height: Double)
  /// The pixels could not be made, for lack of memory or of processes.
  case failed(String)

  public var description: String {
    switch self {
    case .missingLibrary(let name, let reason):
      """
      drawing a picture in pixels needs the system library \(name) (\(reason)): install Debian's package librsvg2-2, \
      or what your system calls it; pictures in SVG need nothing
      """
    case .malformed(let reason): "the picture is no SVG that librsvg can draw: \(reason)"
    case .size(let width, let height):
      """
      a picture of \(text(width)) × \(text(height)) pixels can't be drawn: each side must have between 1 and \
      \(SVGRaster.largestSide) pixels; take another size or scale
      """
    case .failed(let reason): "the picture could not be drawn in pixels: \(reason)"
    }
  }

  private func text(_ side: Double) -> String {
    side.isFinite && side.magnitude < 1e15 ? String(Int(side.rounded(.up))) : side.description
  }
}
