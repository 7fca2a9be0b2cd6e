import Tensors

/// For each image of a batch, from which place of it each pixel of the new one is taken: an affine map around the
/// middle.
struct ImageMaps {
  /// The batch's shape.
  let shape: Shape
  /// Rows of (a, b, c, d, e, f): the pixel at (x, y) is taken from (a x + b y + c, d x + e y + f).
  private var maps: [[Double]]

  /// Maps that change nothing.
  init(_ images: Tensor) {
    shape = images.shape
    maps = [[Double]](repeating: [1, 0, 0, 0, 1, 0], count: images.shape[0])
  }

  var count: Int { maps.count }
  var height: Double { Double(shape[2]) }
  var width: Double { Double(shape[3]) }

  /// Lets each image first be changed as so far, then by a step whose inverse is the 2 × 2 matrix around the middle and
  /// the translation.
  mutating func append(
    _ image: Int, inverse m: (Double, Double, Double, Double), moved: (x: Double, y: Double) = (0, 0)
  ) {
    let old = maps[image]
    // The step's inverse, with the middle at the origin, as one row of six.
    let (x, y) = (width / 2, height / 2)
    let c = x - m.0 * (x + moved.x) - m.1 * (y + moved.y), f = y - m.2 * (x + moved.x) - m.3 * (y + moved.y)
    maps[image] = [
      old[0] * m.0 + old[1] * m.2, old[0] * m.1 + old[1] * m.3, old[0] * c + old[1] * f + old[2],
      old[3] * m.0 + old[4] * m.2, old[3] * m.1 + old[4] * m.3, old[3] * c + old[4] * f + old[5],
    ]
  }

  func applied(to images: Tensor, _ background: Double) -> Tensor {
    let table = maps.flatMap { $0.map { Float($0) } }
    return Tensor.filled(shape, .float32, as: Float.self) { target in
      images.withElements(as: Float.self) { x in
        table.withUnsafeBufferPointer { maps in
          ck_warp(
            shape[0], shape[1], shape[2], shape[3], x.baseAddress!, maps.baseAddress!, Float(background),
            target.baseAddress!)
        }
      }
    }
  }
}
