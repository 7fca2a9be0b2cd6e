import Tensors

/// Numbers that can be drawn: lists and ranges of numbers, and tensors of one dimension.
public protocol PlotValues {
  /// The numbers in double precision.
  var plotValues: [Double] { get }
}

/// A number that can be drawn.
public protocol PlotNumber {
  var plotValue: Double { get }
}

extension Double: PlotNumber { public var plotValue: Double { self } }
extension Float: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int64: PlotNumber { public var plotValue: Double { Double(self) } }
extension Int32: PlotNumber { public var plotValue: Double { Double(self) } }
extension UInt8: PlotNumber { public var plotValue: Double { Double(self) } }

extension Array: PlotValues where Element: PlotNumber {
  public var plotValues: [Double] {
    // The usual types by themselves: a call for each of ten million numbers is felt.
    if let numbers = self as? [Double] { return numbers }
    if let numbers = self as? [Float] { return numbers.map { Double($0) } }
    return map(\.plotValue)
  }
}
extension ArraySlice: PlotValues where Element: PlotNumber {
  public var plotValues: [Double] { map(\.plotValue) }
}
extension Range: PlotValues where Bound == Int {
  public var plotValues: [Double] { map(Double.init) }
}
extension ClosedRange: PlotValues where Bound == Int {
  public var plotValues: [Double] { map(Double.init) }
}
extension StrideTo: PlotValues where Element: PlotNumber {
  public var plotValues: [Double] { map(\.plotValue) }
}
extension StrideThrough: PlotValues where Element: PlotNumber {
  public var plotValues: [Double] { map(\.plotValue) }
}
extension Tensor: PlotValues {
  public var plotValues: [Double] { scalars }
}

/// A table of numbers that can be drawn: a list of rows, or a tensor of two dimensions.
public protocol PlotMatrix {
  /// The rows, in double precision.
  var plotRows: [[Double]] { get }
}

extension Array: PlotMatrix where Element: PlotValues {
  public var plotRows: [[Double]] { map(\.plotValues) }
}

extension Tensor: PlotMatrix {
  /// The rows of a matrix; a tensor of another shape counts as one row.
  public var plotRows: [[Double]] {
    let all = scalars
    guard shape.count == 2 else { return [all] }
    let columns = shape[1]
    return (0..<shape[0]).map { Array(all[($0 * columns)..<(($0 + 1) * columns)]) }
  }
}

extension PlotValues {
  /// The numbers of something that has one dimension; traps where it has several.
  func line(_ chart: StaticString, _ name: String, _ file: StaticString, _ line: UInt) -> [Double] {
    if let tensor = self as? Tensor, tensor.shape.count(where: { $0 != 1 }) > 1 {
      fail(
        "\(chart): \(name) has shape \(tensor.shape), and one dimension is expected: draw each column by itself, as in \(name)[0..., 0]",
        file: file, line: line)
    }
    return plotValues
  }
}

/// Traps where two lists that belong together differ in length.
func requireSameCount(
  _ chart: StaticString, _ a: String, _ aCount: Int, _ b: String, _ bCount: Int, _ file: StaticString, _ line: UInt
) {
  if aCount != bCount {
    fail(
      "\(chart): \(a) has \(aCount) values and \(b) has \(bCount): each value of one needs its partner in the other",
      file: file, line: line)
  }
}
