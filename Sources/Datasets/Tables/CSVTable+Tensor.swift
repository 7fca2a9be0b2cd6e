import Tensors

extension CSVTable {
  /// What to do where a field holds no number: where it is empty, `NA`, `N/A`, `NaN`, `null`, `None` or `?`.
  public enum MissingValues: Hashable, Sendable {
    /// An error, which names the first.
    case refused
    /// Not a number.
    case nan
    /// One value for all.
    case value(Double)
    /// The mean of the column's other values.
    case mean
  }

  /// Columns of numbers, `(rows, columns)`; all columns where none are named.
  ///
  /// Throws where there is no such column, where a field is not a number, with its line, and where one is missing,
  /// unless `missing` says what to take for it.
  public func tensor(
    _ names: [String]? = nil, missing: MissingValues = .refused, dtype: DType = .float32
  ) throws -> Tensor {
    var chosen: [Int] = []
    for name in names ?? columns { chosen.append(try position(of: name)) }
    var values = [Double](repeating: 0, count: count * chosen.count)
    for (j, column) in chosen.enumerated() {
      var (sum, known, absent): (Double, Int, [Int]) = (0, 0, [])
      for row in 0..<count {
        if let value = try number(row, column) {
          values[row * chosen.count + j] = value
          sum += value
          known += 1
        } else {
          absent.append(row)
        }
      }
      guard let first = absent.first else { continue }
      let substitute: Double
      switch missing {
      case .refused:
        throw failure(
          first, column,
          "the value is missing. Say what to take for it, such as missing: .mean, or leave such rows out: droppingMissing()"
        )
      case .nan where !dtype.isFloatingPoint:
        throw failure(first, column, "the value is missing, and \(dtype) has no NaN: take a floating-point type")
      case .nan: substitute = .nan
      case .value(let value): substitute = value
      case .mean where known == 0: throw failure(first, column, "every value is missing, so there is no mean")
      case .mean: substitute = sum / Double(known)
      }
      for row in absent { values[row * chosen.count + j] = substitute }
    }
    let table = Tensor(values, dtype: .float64).reshape(count, chosen.count)
    return table.to(dtype)
  }

  /// A column's texts as classes: the class of each row, `(rows)` of int64, and the classes' names in order.
  ///
  /// Whole numbers are ordered as numbers, other texts as Unicode has them. Throws where there is no such column, and
  /// where a field is missing.
  public func labels(_ name: String) throws -> (labels: Tensor, classNames: [String]) {
    let column = try position(of: name)
    for row in 0..<count where Self.isMissing(field(row, column)) { throw failure(row, column, "the class is missing") }
    let texts = (0..<count).map { field($0, column) }
    let names = Set(texts).sorted { a, b in
      if let x = Int(a), let y = Int(b), x != y { return x < y }
      return (Int(a) == nil ? 1 : 0, a) < (Int(b) == nil ? 1 : 0, b)
    }
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    return (Tensor(texts.map { numbers[$0]! }, dtype: .int64), names)
  }

  /// The rows that have a value in each of the columns; in all where none are named.
  public func droppingMissing(_ names: [String]? = nil) throws -> CSVTable {
    var chosen: [Int] = []
    for name in names ?? columns { chosen.append(try position(of: name)) }
    return rows { row in !chosen.contains { Self.isMissing(field(row, $0)) } }
  }

  /// The number in a field; nil where it is missing.
  private func number(_ row: Int, _ column: Int) throws(DataFileError) -> Double? {
    let text = field(row, column)
    if let value = Double(text), !value.isNaN { return value }
    if Self.isMissing(text) { return nil }
    if let value = Double(Self.trimmed(text)), !value.isNaN { return value }
    throw failure(
      row, column,
      "‘\(text.prefix(40))’ is not a number" + (text.contains(",") ? ": its decimal point must be a dot" : ""))
  }

  private static func isMissing(_ text: String) -> Bool {
    ["", "na", "n/a", "nan", "null", "none", "?"].contains(trimmed(text).lowercased())
  }

  private static func trimmed(_ text: String) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return start.dropLast(start.reversed().prefix { $0 == " " || $0 == "\t" }.count)
  }
}
