import NotebookDisplay
import Plotting
import Tensors

/// How often examples of each class, in rows, were taken for each, in columns.
///
/// It shows itself as a field of colours with the counts in it.
public struct ConfusionMatrix: Displayable, CustomStringConvertible, Sendable {
  /// A row for each class, of the numbers of its examples that were taken for each.
  public let counts: [[Int]]
  /// What the classes are called: their numbers, unless ``named(_:file:line:)`` said otherwise.
  public let names: [String]

  /// Counts of predicted and actual classes, vectors of whole numbers of one length. Traps where they are not.
  public init(
    predicted: Tensor, actual: Tensor, classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    let caller = Caller("ConfusionMatrix", file, line)
    if predicted.elementCount != actual.elementCount {
      caller.fail("there are \(predicted.elementCount) predicted classes, and \(actual.elementCount) actual ones")
    }
    let rows = classIndices(actual, "actual", count: actual.elementCount, classCount: nil, caller)
    let columns = classIndices(predicted, "predicted", count: actual.elementCount, classCount: nil, caller)
    let seen = [rows, columns].map { classCounts($0, atLeast: classCount ?? 0).count }
    let count = seen.max()!
    if let classCount, classCount < count {
      caller.fail("there are classes up to \(count - 1), and classCount is \(classCount)")
    }
    if count > 1000 { caller.fail("classes up to \(count - 1) are too many for a matrix") }
    let cells = classCounts(rows * Double(count) + columns, atLeast: count * count)
    counts = (0..<count).map { Array(cells[$0 * count..<($0 + 1) * count]) }
    names = (0..<count).map(String.init)
  }

  private init(counts: [[Int]], names: [String]) {
    self.counts = counts
    self.names = names
  }

  /// The same with names for the classes. Traps where there are not as many.
  public func named(_ names: [String], file: StaticString = #fileID, line: UInt = #line) -> ConfusionMatrix {
    if names.count != counts.count {
      fail("ConfusionMatrix: there are \(counts.count) classes, and \(names.count) names", file: file, line: line)
    }
    return ConfusionMatrix(counts: counts, names: names)
  }

  /// The number of examples.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The share of examples that were taken for what they are; NaN without examples.
  public var accuracy: Double { Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(total) }

  /// Of the examples taken for a class, the share that are of it: NaN where there are none. Traps where there is no
  /// such class, as recall and F1 do.
  public func precision(of k: Int, file: StaticString = #fileID, line: UInt = #line) -> Double {
    check(k, "precision", file, line)
    return Double(counts[k][k]) / Double(counts.reduce(0) { $0 + $1[k] })
  }

  /// Of a class's examples, the share that were taken for it: NaN where there are none.
  public func recall(of k: Int, file: StaticString = #fileID, line: UInt = #line) -> Double {
    check(k, "recall", file, line)
    return Double(counts[k][k]) / Double(counts[k].reduce(0, +))
  }

  /// The harmonic mean of precision and recall.
  public func f1(of k: Int, file: StaticString = #fileID, line: UInt = #line) -> Double {
    check(k, "f1", file, line)
    let taken = counts.reduce(0) { $0 + $1[k] } + counts[k].reduce(0, +)
    return 2 * Double(counts[k][k]) / Double(taken)
  }

  private func check(_ k: Int, _ name: String, _ file: StaticString, _ line: UInt) {
    if !counts.indices.contains(k) {
      fail("ConfusionMatrix.\(name): classes are in 0..<\(counts.count), and \(k) is none", file: file, line: line)
    }
  }

  /// Precision, recall and F1 of each class.
  public var table: Table {
    Table(
      columns: ["class", "precision", "recall", "F1", "examples"],
      rows: counts.indices.map {
        [names[$0], precision(of: $0), recall(of: $0), f1(of: $0), counts[$0].reduce(0, +)]
      })
  }

  /// The counts as a field of colours, the darker the larger the share of the row's class.
  public var figure: Figure {
    heatmap(
      counts.map { $0.map(Double.init) }, rows: names, columns: names, colorMap: .blues, annotated: counts.count <= 20,
      title: "\((accuracy * 1000).rounded() / 10) % of \(total) right", xLabel: "taken for", yLabel: "class")
  }

  /// The counts in columns.
  public var description: String {
    let cells = [[""] + names] + zip(names, counts).map { [$0] + $1.map(String.init) }
    let width = cells.joined().map(\.count).max() ?? 0
    return cells.map { row in
      row.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, figure.svg) }
}
