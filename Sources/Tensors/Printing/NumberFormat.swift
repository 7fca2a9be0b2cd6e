import Glibc

/// How the elements of one tensor are written, so that they align: PyTorch's rules.
///
/// Whole numbers have a bare point, others four decimals, and those that differ by more than a factor of 1000 or lie beyond
/// 10⁸ or below 10⁻⁴ an exponent.
struct NumberFormat {
  private enum Style { case integer, truth, whole, decimals, exponent }
  private let style: Style
  /// The number of characters of every element.
  let width: Int

  init(of values: [Double], _ dtype: DType) {
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map(Swift.abs)
    let (low, high) = (sizes.min() ?? 1, sizes.max() ?? 1)
    let style: Style =
      switch dtype {
      case .int64: .integer
      case .bool: .truth
      default:
        if values.allSatisfy({ !$0.isFinite || $0.rounded(.up) == $0 }) {
          !sizes.isEmpty && (high / low > 1000 || high > 1e8) ? .exponent : .whole
        } else {
          high / low > 1000 || high > 1e8 || low < 1e-4 ? .exponent : .decimals
        }
      }
    self.style = style
    // Of floating-point numbers PyTorch aligns those that are finite and not 0.
    let aligned = dtype.isFloatingPoint ? values.filter { $0.isFinite && $0 != 0 } : values
    width = aligned.reduce(1) { Swift.max($0, Self.plain($1, style).utf8.count) }
  }

  func text(_ value: Double) -> String {
    let text = Self.plain(value, style)
    return String(repeating: " ", count: Swift.max(0, width - text.utf8.count)) + text
  }

  private static func plain(_ value: Double, _ style: Style) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return switch style {
    case .integer: String(Int(value))
    case .truth: value == 0 ? "False" : "True"
    case .whole: printf("%.0f", value) + "."
    case .decimals: printf("%.4f", value)
    case .exponent: printf("%.4e", value)
    }
  }

  private static func printf(_ format: String, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      let count = withVaList([value]) { vsnprintf(buffer.baseAddress!, buffer.count, format, $0) }
      return String(decoding: UnsafeRawBufferPointer(buffer)[..<Int(count)], as: UTF8.self)
    }
  }
}
