/// Pictures of one thing in order, such as training over epochs: a page shows them with a slider.
///
/// It travels as ``MIMEType/pictureSequence``.
public struct PictureSequence: Hashable, Codable, Sendable {
  /// One picture, and what it is labelled with on the slider: `epoch 10`.
  public struct Frame: Hashable, Codable, Sendable {
    public var label: String
    public var svg: String

    public init(label: String, svg: String) {
      self.label = label
      self.svg = svg
    }
  }

  public var title: String
  public var frames: [Frame]
  /// Frames a second, where the sequence is played.
  public var rate: Double

  public init(title: String, frames: [Frame], rate: Double = 4) {
    self.title = title
    self.frames = frames
    self.rate = rate
  }
}

extension PictureSequence {
  /// The body of ``MIMEType/pictureSequence``, which a JSON decoder reads as a `PictureSequence`.
  public var json: String {
    JSONText.object([
      "title": JSONText.string(title),
      "frames": JSONText.array(
        frames.map { JSONText.object(["label": JSONText.string($0.label), "svg": JSONText.string($0.svg)]) }),
      "rate": JSONText.number(rate),
    ])
  }
}
