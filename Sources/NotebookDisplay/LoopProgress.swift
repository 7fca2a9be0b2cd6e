/// How far a loop is: a terminal shows it as a bar while the cell runs, and it travels as ``MIMEType/progress``.
public struct LoopProgress: Hashable, Codable, Sendable {
  /// What is being done: `training`.
  public var title: String
  /// How many steps are done.
  public var step: Int
  /// How many steps there are; nil where nobody knows.
  public var total: Int?
  /// Steps a second, and seconds left; nil where it is too early to tell.
  public var rate: Double?
  public var secondsLeft: Double?
  /// What is watched, in order: `("loss", "0.251")`.
  public var values: [Value]

  /// One watched quantity, as text.
  public struct Value: Hashable, Codable, Sendable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  public init(
    title: String, step: Int, total: Int? = nil, rate: Double? = nil, secondsLeft: Double? = nil, values: [Value] = []
  ) {
    self.title = title
    self.step = step
    self.total = total
    self.rate = rate
    self.secondsLeft = secondsLeft
    self.values = values
  }
}

extension LoopProgress {
  /// The body of ``MIMEType/progress``, which a JSON decoder reads as a `LoopProgress`.
  public var json: String {
    JSONText.object([
      "title": JSONText.string(title),
      "step": String(step),
      "total": total.map(String.init) ?? "null",
      "rate": JSONText.number(rate),
      "secondsLeft": JSONText.number(secondsLeft),
      "values": JSONText.array(
        values.map { JSONText.object(["name": JSONText.string($0.name), "text": JSONText.string($0.text)]) }),
    ])
  }
}
