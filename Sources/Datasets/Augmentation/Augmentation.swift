import Tensors

/// Random changes to images that leave what is on them: every image of every batch is changed in its own way.
///
/// ```swift
/// let augment = Augmentation(.shift(2), .rotation(10), .noise(0.05))
/// for (x, y) in loader { let loss = criterion(model(augment(x)), y) … }
/// ```
///
/// The steps are done in order; neighbouring ones that move pixels are done as one, which reads each pixel once,
/// between four. What comes in from outside is `background`.
public struct Augmentation: CustomStringConvertible {
  public let steps: [Step]
  /// The value of what lies outside of an image.
  public let background: Double

  public init(_ steps: Step..., background: Double = 0) { self.init(steps, background: background) }

  public init(_ steps: [Step], background: Double = 0) {
    self.steps = steps
    self.background = background
  }

  /// Images `(n, channels, height, width)` of float32, changed; traps on others.
  public func callAsFunction(
    _ images: Tensor, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if images.ndim != 4 || images.dtype != .float32 {
      fail(
        "Augmentation: images are (n, channels, height, width) of float32, not \(images.dtype) of shape \(images.shape)",
        file: file, line: line)
    }
    var images = images.detach()
    if images.elementCount == 0 { return images }
    var maps: ImageMaps?
    for step in steps {
      switch step.kind {
      case .map(let map):
        var whole = maps ?? ImageMaps(images)
        map(&whole, generator)
        maps = whole
      case .pixels(let change):
        images = change(maps?.applied(to: images, background) ?? images, generator)
        maps = nil
      }
    }
    return maps?.applied(to: images, background) ?? images
  }

  public var description: String { "Augmentation(\(steps.map(\.description).joined(separator: ", ")))" }

  /// One of the changes.
  public struct Step: CustomStringConvertible {
    enum Kind {
      case map((inout ImageMaps, Generator) -> Void)
      case pixels((Tensor, Generator) -> Tensor)
    }

    let kind: Kind
    public let description: String
  }
}
