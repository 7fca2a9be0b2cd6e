import Glibc

/// The marks of an axis, their labels, and what all labels have in common.
struct Ticks: Equatable {
  struct Tick: Equatable {
    var value: Double
    var label: RichText
  }

  var major: [Tick]
  /// Marks without labels, between the others of a logarithmic axis.
  var minor: [Double] = []
  /// What every label has to be multiplied with or added to: `×10⁵`.
  var note: RichText?

  /// The ticks of an axis between two numbers, about as many as wanted.
  init(_ scale: AxisScale, lower: Double, upper: Double, count: Int) {
    let (lower, upper) = (min(lower, upper), max(lower, upper))
    switch scale.kind {
    case .linear: self = LinearTicks.ticks(lower, upper, count: count)
    case .logarithmic: self = LogTicks.ticks(lower, upper, count: count)
    case .symmetricLogarithmic(let threshold):
      self = LogTicks.symmetric(lower, upper, threshold: threshold, count: count)
    case .time: self = TimeTicks.ticks(lower, upper, count: count)
    }
  }

  init(major: [Tick], minor: [Double] = [], note: RichText? = nil) {
    self.major = major
    self.minor = minor
    self.note = note
  }
}

/// Ticks at multiples of 1, 2, 2.5 or 5 times a power of ten.
enum LinearTicks {
  static func ticks(_ lower: Double, _ upper: Double, count: Int) -> Ticks {
    let (step, exponent) = niceStep(lower, upper, count: count)
    let values = multiples(of: step, in: lower, upper)
    return labelled(values, step: step, stepExponent: exponent)
  }

  /// The nice step that gives about so many ticks, and the power of ten of its last digit.
  static func niceStep(_ lower: Double, _ upper: Double, count: Int) -> (step: Double, exponent: Int) {
    let rough = upper / Double(max(count, 1)) - lower / Double(max(count, 1))
    var exponent = Int(log10(rough).rounded(.down))
    var unit = pow(10, Double(exponent))
    if unit == 0 {
      exponent = -307
      unit = 1e-307
    }
    for (factor, digits) in [(1.0, 0), (2, 0), (2.5, 1), (5, 0)] where factor * unit >= rough * 0.74 {
      return (factor * unit, exponent - digits)
    }
    return (10 * unit, exponent + 1)
  }

  static func multiples(of step: Double, in lower: Double, _ upper: Double) -> [Double] {
    // A tick at the very end counts, even where rounding puts it a little outside.
    let slack = 1e-6
    let first = (lower / step - slack).rounded(.up), last = (upper / step + slack).rounded(.down)
    guard first.isFinite, last >= first, last - first < 1_000 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  private static func labelled(_ values: [Double], step: Double, stepExponent: Int) -> Ticks {
    let size = values.reduce(0) { max($0, $1.magnitude) }
    guard size > 0 else { return Ticks(major: values.map { .init(value: $0, label: RichText("0")) }) }
    let exponent = Int(log10(size).rounded(.down))
    // Numbers that differ in their last digits only are told as their difference from one of them.
    if exponent - stepExponent >= 6, let first = values.first {
      // The roundest number near them.
      let unit = pow(10, Double(stepExponent + 2)), rounded = (first / unit).rounded() * unit
      let origin = (first - rounded).magnitude < 1e3 * step ? rounded : first
      let inner = labelled(values.map { $0 - origin }, step: step, stepExponent: stepExponent)
      let shift = RichText((origin < 0 ? "−" : "+") + " " + NumberText.short(origin.magnitude, digits: 14))
      var note = inner.note.map { $0.pieces + [RichText.Piece(text: " ")] } ?? []
      note += shift.pieces
      return Ticks(
        major: zip(values, inner.major).map { .init(value: $0, label: $1.label) }, note: RichText(pieces: note))
    }
    if exponent >= 6 || exponent < -4 || stepExponent < -5 {
      let unit = exponent, decimals = max(0, unit - stepExponent)
      let labels = values.map { value in
        // In two steps: ten to the power of 310 is no number.
        NumberText.fixed(value / pow(10, Double(unit / 2)) / pow(10, Double(unit - unit / 2)), decimals: decimals)
      }
      return Ticks(
        major: zip(values, labels).map { .init(value: $0, label: RichText($1)) },
        note: RichText("×10" + NumberText.superscript(unit)))
    }
    let decimals = max(0, -stepExponent)
    return Ticks(
      major: values.map { .init(value: $0, label: RichText(NumberText.fixed($0, decimals: decimals))) })
  }
}

/// Ticks at powers of ten, and where these are few, between them.
enum LogTicks {
  static func ticks(_ lower: Double, _ upper: Double, count: Int) -> Ticks {
    let first = Int(log10(lower).rounded(.up)), last = Int((log10(upper) + 1e-9).rounded(.down))
    let span = log10(upper) - log10(lower)
    // Less than a decade is best read as ordinary numbers, whose places are what is logarithmic.
    if span < 0.9 { return LinearTicks.ticks(lower, upper, count: count) }
    let stride = max(1, Int((span / Double(max(count, 2))).rounded(.up)))
    var major: [Ticks.Tick] = [], minor: [Double] = []
    for exponent in (first - 1)...max(last, first - 1) {
      let decade = pow(10, Double(exponent))
      if exponent >= first, exponent % stride == 0 { major.append(.init(value: decade, label: power(exponent))) }
      if stride > 1 {
        if exponent >= first, exponent % stride != 0 { minor.append(decade) }
        continue
      }
      for factor in 2...9 {
        let value = Double(factor) * decade
        if value >= lower, value <= upper { minor.append(value) }
      }
    }
    if major.count < 2, stride == 1 {
      // In one to two decades 1, 2 and 5 are labelled.
      let isPlain = lower >= 1e-4 && upper < 1e6
      for exponent in (first - 1)...max(last, first - 1) {
        for factor in [2, 5] {
          let value = Double(factor) * pow(10, Double(exponent))
          guard value >= lower, value <= upper else { continue }
          let label =
            isPlain
            ? RichText(NumberText.short(value, digits: 6))
            : RichText(pieces: [.init(text: "\(factor)×")] + power(exponent).pieces)
          major.append(.init(value: value, label: label))
        }
      }
      if isPlain {
        major = major.map { .init(value: $0.value, label: RichText(NumberText.short($0.value, digits: 6))) }
      }
      minor.removeAll { value in major.contains { $0.value == value } }
      major.sort { $0.value < $1.value }
    }
    return Ticks(major: major, minor: minor)
  }

  /// Powers of ten to both sides of zero, from the threshold on.
  static func symmetric(_ lower: Double, _ upper: Double, threshold: Double, count: Int) -> Ticks {
    let reach = max(lower.magnitude, upper.magnitude)
    if reach <= threshold * 2 { return LinearTicks.ticks(lower, upper, count: count) }
    let first = Int(log10(threshold).rounded(.up)), last = Int(log10(reach).rounded(.down))
    let sides = lower < 0 && upper > 0 ? 2 : 1
    let stride = max(1, Int((Double((last - first + 1) * sides) / Double(max(count, 2))).rounded(.up)))
    var major = [Ticks.Tick(value: 0, label: RichText("0"))]
    for exponent in Swift.stride(from: first, through: max(first, last), by: stride) {
      let value = pow(10, Double(exponent))
      major.append(.init(value: value, label: power(exponent)))
      major.append(.init(value: -value, label: RichText(pieces: [.init(text: "−")] + power(exponent).pieces)))
    }
    major = major.filter { $0.value >= lower && $0.value <= upper }.sorted { $0.value < $1.value }
    return Ticks(major: major)
  }

  private static func power(_ exponent: Int) -> RichText {
    if (0...1).contains(exponent) { return RichText(exponent == 0 ? "1" : "10") }
    let digits = exponent < 0 ? "−\(-exponent)" : "\(exponent)"
    return RichText(pieces: [.init(text: "10"), .init(text: digits, scale: 0.72, rise: 0.36)])
  }
}
