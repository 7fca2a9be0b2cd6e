import Glibc

/// Numbers as a reader of a chart sees them: a true minus sign, thousands apart, no more digits than wanted.
enum NumberText {
  /// A number with that many decimals; thousands are set apart from 10,000 on.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var text = printed("%.*f", Int32(clamping: decimals), value.magnitude)
    if value.magnitude >= 9_999.5, value.magnitude < 1e15 {
      let whole = text.prefix { $0 != "." }
      var grouped = ""
      for (index, digit) in whole.enumerated() {
        if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
        grouped.append(digit)
      }
      text = grouped + text.dropFirst(whole.count)
    }
    let isZero = !text.contains { $0 != "0" && $0 != "." && $0 != "," }
    return value < 0 && !isZero ? "−" + text : text
  }

  /// A number with that many significant digits, for a sentence: `0.251`, `1.2×10⁻⁷`.
  static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "no number" : value < 0 ? "−∞" : "∞" }
    let isCount = value == value.rounded() && value.magnitude < 1e7
    let text = printed("%.*g", Int32(isCount ? 7 : digits), value.magnitude)
    let sign = value < 0 ? "−" : ""
    guard let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...].drop { $0 == "+" }) else {
      return sign + text
    }
    let mantissa = text[..<e]
    return sign + (mantissa == "1" ? "" : mantissa + "×") + "10" + superscript(exponent)
  }

  /// A whole number in raised digits: `⁻⁷`.
  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (number < 0 ? "⁻" : "") + String(number.magnitude.description.map { digits[$0.wholeNumberValue!] })
  }

  private static func printed(_ format: String, _ precision: Int32, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    return withVaList([precision, value]) { arguments in
      let count = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
