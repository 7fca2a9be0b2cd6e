/// Ticks at whole years, months, days, hours, minutes and seconds (UTC).
enum TimeTicks {
  private static let minute = 60.0, hour = 3_600.0, day = 86_400.0, year = 365.2425 * 86_400

  static func ticks(_ lower: Double, _ upper: Double, count: Int) -> Ticks {
    let rough = (upper - lower) / Double(max(count, 1))
    // Beyond the ten thousand years that a calendar tells, and within seconds, plain numbers say more.
    guard upper.magnitude < 2.5e11, lower.magnitude < 2.5e11, rough >= 0.5 else {
      return LinearTicks.ticks(lower, upper, count: count)
    }
    if rough > 180 * day {
      let years = max(1, LinearTicks.niceStep(0, rough / year, count: 1).step.rounded())
      return years < 1.5 || rough > 0.9 * year
        ? yearTicks(lower, upper, every: Int(years)) : monthTicks(lower, upper, 6)
    }
    if rough > 15 * day {
      return monthTicks(lower, upper, rough > 92 * day ? 6 : rough > 61 * day ? 3 : rough > 31 * day ? 2 : 1)
    }
    let steps = [
      1, 2, 5, 10, 15, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour,
      3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day,
    ]
    let step = steps.first { $0 >= rough } ?? 14 * day
    let values = LinearTicks.multiples(of: step, in: lower, upper)
    var dayBefore: CivilDate?
    return Ticks(
      major: values.map { value in
        let date = CivilDate(secondsSince1970: value)
        defer { dayBefore = date }
        let isNewDay = dayBefore.map { $0.day != date.day || $0.month != date.month } ?? true
        return .init(value: value, label: RichText(label(date, step: step, isNewDay: isNewDay)))
      })
  }

  private static func label(_ date: CivilDate, step: Double, isNewDay: Bool) -> String {
    if step >= day {
      return "\(date.day) \(date.monthName)" + (isNewDay && date.month == 1 && date.day <= 7 ? " \(date.year)" : "")
    }
    if isNewDay && date.secondOfDay == 0 { return "\(date.day) \(date.monthName)" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let second = date.secondOfDay
    let time = "\(two(second / 3_600)):\(two(second / 60 % 60))"
    return step < minute ? "\(time):\(two(second % 60))" : time
  }

  private static func yearTicks(_ lower: Double, _ upper: Double, every step: Int) -> Ticks {
    let first = CivilDate(secondsSince1970: lower).year, last = CivilDate(secondsSince1970: upper).year
    let start = Int((Double(first) / Double(step)).rounded(.up)) * step
    let years = stride(from: start, through: last, by: step).map { ($0, CivilDate.seconds(year: $0, month: 1)) }
    return Ticks(
      major: years.filter { $0.1 >= lower && $0.1 <= upper }.map { .init(value: $0.1, label: RichText("\($0.0)")) })
  }

  private static func monthTicks(_ lower: Double, _ upper: Double, _ step: Int) -> Ticks {
    var date = CivilDate(secondsSince1970: lower)
    var major: [Ticks.Tick] = []
    date.month -= (date.month - 1) % step
    while true {
      let value = CivilDate.seconds(year: date.year, month: date.month)
      if value > upper { break }
      if value >= lower {
        let isNewYear = date.month == 1 || major.isEmpty
        let label = CivilDate.monthNames[date.month - 1] + (isNewYear ? " \(date.year)" : "")
        major.append(.init(value: value, label: RichText(label)))
      }
      date.month += step
      if date.month > 12 {
        date.month -= 12
        date.year += 1
      }
    }
    return Ticks(major: major)
  }
}

/// A day of the Gregorian calendar, and the second in it.
struct CivilDate {
  var year: Int
  var month: Int
  var day: Int
  var secondOfDay: Int

  static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  var monthName: String { Self.monthNames[month - 1] }

  /// By Hinnant's `civil_from_days` (2013): years that begin in March have their odd day at the end.
  init(secondsSince1970 seconds: Double) {
    let whole = Int(seconds.rounded(.down))
    let days = (whole >= 0 ? whole : whole - 86_399) / 86_400
    secondOfDay = whole - days * 86_400
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The first second of a month.
  static func seconds(year: Int, month: Int) -> Double {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Double(era * 146_097 + dayOfEra - 719_468) * 86_400
  }

  /// `2026-03-01`, and the time where it is not midnight.
  var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(year)-\(two(month))-\(two(day))"
    return secondOfDay == 0 ? date : date + " \(two(secondOfDay / 3_600)):\(two(secondOfDay / 60 % 60))"
  }
}
