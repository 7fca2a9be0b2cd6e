import Glibc
import Tensors

extension Augmentation.Step {
  /// Moves an image by up to so many pixels in each direction, by whole pixels.
  public static func shift(_ pixels: Int, file: StaticString = #fileID, line: UInt = #line) -> Self {
    if pixels < 0 || pixels > 1 << 20 {
      fail("shift: the pixels must be in 0...\(1 << 20), and are \(pixels)", file: file, line: line)
    }
    return map("shift(\(pixels))") { maps, generator in
      let moves = Tensor.randint(-pixels, pixels + 1, [maps.count, 2], generator: generator).scalars
      for i in 0..<maps.count {
        maps.append(i, inverse: (1, 0, 0, 1), moved: (moves[2 * i], moves[2 * i + 1]))
      }
    }
  }

  /// Turns an image around its middle by up to so many degrees either way.
  public static func rotation(_ degrees: Double, file: StaticString = #fileID, line: UInt = #line) -> Self {
    if !(degrees >= 0 && degrees <= 360) {
      fail("rotation: the degrees must be in 0...360, and are \(degrees)", file: file, line: line)
    }
    return map("rotation(\(degrees))") { maps, generator in
      let turns = Tensor.rand(maps.count, dtype: .float64, generator: generator).scalars
      for i in 0..<maps.count {
        let angle = (2 * turns[i] - 1) * degrees * .pi / 180
        maps.append(i, inverse: (cos(angle), sin(angle), -sin(angle), cos(angle)))
      }
    }
  }

  /// Makes what is on an image larger or smaller by a factor in the range, alike in both directions.
  public static func scale(_ range: ClosedRange<Double>, file: StaticString = #fileID, line: UInt = #line) -> Self {
    if !(range.lowerBound > 0 && range.upperBound < .infinity) {
      fail("scale: the factors must be positive and finite, and are \(range)", file: file, line: line)
    }
    return map("scale(\(range))") { maps, generator in
      let factors = Tensor.rand(maps.count, dtype: .float64, generator: generator).scalars
      for i in 0..<maps.count {
        let factor = range.lowerBound + factors[i] * (range.upperBound - range.lowerBound)
        maps.append(i, inverse: (1 / factor, 0, 0, 1 / factor))
      }
    }
  }

  /// Swaps left and right with the probability `p`. Not for digits: a turned-round 2 is none.
  public static func horizontalFlip(p: Double = 0.5, file: StaticString = #fileID, line: UInt = #line) -> Self {
    checkProbability("horizontalFlip", p, file, line)
    return map("horizontalFlip(p: \(p))") { maps, generator in
      let draws = Tensor.rand(maps.count, dtype: .float64, generator: generator).scalars
      for i in 0..<maps.count where draws[i] < p { maps.append(i, inverse: (-1, 0, 0, 1)) }
    }
  }

  static func checkProbability(_ name: String, _ p: Double, _ file: StaticString, _ line: UInt) {
    if !(p >= 0 && p <= 1) { fail("\(name): p is a probability in 0...1, and is \(p)", file: file, line: line) }
  }

  private static func map(_ description: String, _ change: @escaping (inout ImageMaps, Generator) -> Void) -> Self {
    Self(kind: .map(change), description: description)
  }
}
