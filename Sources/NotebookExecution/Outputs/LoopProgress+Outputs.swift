import Foundation
public import NotebookDisplay

extension LoopProgress {
  /// The loop that a bundle tells of; nil where it tells of none.
  public init?(in bundle: MIMEBundle) {
    guard let json = bundle.text(.progress),
      let loop = try? JSONDecoder().decode(LoopProgress.self, from: Data(json.utf8))
    else { return nil }
    self = loop
  }

  /// The loop that a cell's outputs tell of: the one that was begun last; nil where there is none.
  public init?(in outputs: [CellOutput]) {
    for case .display(let bundle) in outputs.reversed() where bundle[.progress] != nil {
      guard let loop = LoopProgress(in: bundle) else { return nil }
      self = loop
      return
    }
    return nil
  }

  /// The rate, the time left, what is watched: what is known of them.
  public var facts: [String] {
    let isDone = total.map { step >= $0 } ?? false
    return [rate.flatMap(Self.inWords(rate:)), isDone ? nil : secondsLeft.flatMap(Self.inWords(secondsLeft:))]
      .compactMap(\.self)
      + values.map { "\($0.name) \($0.text)" }
  }

  /// `512/s`, `3.2/s`, or where it is slow `2.5 s each`.
  private static func inWords(rate: Double) -> String? {
    guard rate.isFinite, rate > 0 else { return nil }
    if rate < 1 { return rounded(1 / rate) + " s each" }
    return rounded(rate) + "/s"
  }

  /// `8 s left`, `2:05 left`, `1:02:03 left`
  private static func inWords(secondsLeft: Double) -> String? {
    guard secondsLeft.isFinite, secondsLeft >= 0, secondsLeft < 1e9 else { return nil }
    let seconds = Int(secondsLeft.rounded(.up))
    if seconds < 60 { return "\(seconds) s left" }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)") + ":\(padded(seconds % 60)) left"
  }

  /// One decimal below ten, none above.
  private static func rounded(_ value: Double) -> String {
    guard value < 9.95 else { return value < 1e15 ? "\(Int(value.rounded()))" : "\(value)" }
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
