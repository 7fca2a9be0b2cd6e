import Testing

@testable import Plotting

@Suite("Ticks")
struct TicksTests {
  @Test(
    "ticks are evenly spaced, round, and leave less than a step at both ends",
    arguments: [(0.0, 1.0), (-3, 7), (0.001, 0.0012), (-1e6, 2e7), (99, 101), (-0.3, -0.1), (0, 1e300), (0, 1e-300)])
  func cover(lower: Double, upper: Double) {
    for count in 2...10 {
      let values = Ticks(.linear, lower: lower, upper: upper, count: count).major.map(\.value)
      guard values.count > 1 else { continue }
      let step = values[1] - values[0]
      #expect(values.first! >= lower - step * 1e-5 && values.last! <= upper + step * 1e-5)
      #expect(values.first! - step < lower && values.last! + step > upper)
      #expect(values.count <= count * 2 + 1)
    }
  }

  @Test("every usual axis has at least two ticks")
  func atLeastTwo() {
    for (lower, upper) in [(0.0, 1.0), (0.65, 8.35), (-3, 7), (99, 101), (0.1, 0.95)] {
      #expect(Ticks(.linear, lower: lower, upper: upper, count: 3).major.count >= 2, "\(lower)…\(upper)")
    }
  }

  @Test("labels have the decimals of the step, true minus signs, and thousands apart")
  func labels() {
    func labels(_ lower: Double, _ upper: Double) -> [String] {
      Ticks(.linear, lower: lower, upper: upper, count: 5).major.map(\.label.plain)
    }
    #expect(labels(-1, 1) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    #expect(labels(0, 20_000) == ["0", "5000", "10,000", "15,000", "20,000"])
    #expect(labels(0, 5e6) == ["0", "1", "2", "3", "4", "5"])
    #expect(Ticks(.linear, lower: 0, upper: 5e6, count: 5).note?.plain == "×10⁶")
  }

  @Test("a logarithmic axis has powers of ten, and within a decade or two 1, 2 and 5")
  func logarithmic() {
    let decades = Ticks(.log, lower: 1e-3, upper: 1e3, count: 7)
    #expect(decades.major.map(\.label.plain) == ["10−3", "10−2", "10−1", "1", "10", "102", "103"])
    #expect(decades.minor.count == 48)
    #expect(Ticks(.log, lower: 1.5, upper: 30, count: 6).major.map(\.label.plain) == ["2", "5", "10", "20"])
    #expect(Ticks(.log, lower: 1e-300, upper: 1e300, count: 6).major.count <= 7)
  }

  @Test("dates are told as years, months, days or times, whichever fit")
  func time() {
    func labels(_ lower: Double, _ upper: Double) -> [String] {
      Ticks(.time, lower: lower, upper: upper, count: 4).major.map(\.label.plain)
    }
    #expect(labels(0, 4e9).allSatisfy { Int($0) != nil })
    #expect(labels(1_767_225_600, 1_767_225_600 + 86_400 * 120) == ["Jan 2026", "Feb", "Mar", "Apr", "May"])
    #expect(labels(1_767_225_600, 1_767_225_600 + 86_400 * 4).first == "1 Jan 2026")
    #expect(labels(1_767_225_600 + 3_600, 1_767_225_600 + 4 * 3_600) == ["01:00", "02:00", "03:00", "04:00"])
    #expect(CivilDate(secondsSince1970: 951_782_400).description == "2000-02-29")
    #expect(CivilDate(secondsSince1970: -1).description == "1969-12-31 23:59")
  }

  @Test("a symmetric logarithmic axis has powers of ten to both sides of zero")
  func symmetric() {
    let ticks = Ticks(.symlog, lower: -100, upper: 1_000, count: 8)
    #expect(ticks.major.map(\.value) == [-100, -10, -1, 0, 1, 10, 100, 1_000])
    let scale = AxisScale.symlog(threshold: 2)
    for value in [-50, -2, -0.5, 0, 1, 2, 1e6] {
      #expect(abs(scale.original(scale.transformed(value)) - value) < 1e-9 * max(1, abs(value)))
    }
  }

  @Test("limits leave a little room around the data")
  func limits() {
    let (lower, upper) = AxisScale.linear.limits(Extent([0, 10]), margin: 0.05)
    #expect(lower == -0.5 && upper == 10.5)
    let log = AxisScale.log.limits(Extent([1, 100]), margin: 0)
    #expect(abs(log.lower - 1) < 1e-12 && abs(log.upper - 100) < 1e-9)
  }
}
