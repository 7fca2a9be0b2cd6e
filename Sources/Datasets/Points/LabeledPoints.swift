import NeuralNetworks
import NotebookDisplay
import Plotting
import Tensors

/// Points of the plane and the classes that they belong to.
///
/// ```swift
/// let moons = Datasets.moons(500, noise: 0.1)
/// for (x, y) in DataLoader(moons, batchSize: 32, shuffle: true) { … }
/// ```
public struct LabeledPoints: Dataset {
  /// `(n, 2)` of float32
  public let points: Tensor
  /// `(n)` of int64
  public let labels: Tensor
  /// What they are, in words: “500 points: moons”.
  public let source: String

  /// Traps unless there are as many points, `(n, 2)`, as labels, `(n)` of int64.
  public init(
    _ points: Tensor, _ labels: Tensor, source: String? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    if points.ndim != 2 || points.shape[1] != 2 || !points.dtype.isFloatingPoint {
      fail(
        "LabeledPoints: points are (n, 2) of floating-point numbers, not \(points.dtype) of shape \(points.shape)",
        file: file, line: line)
    }
    labels.checkLabels("LabeledPoints", of: points.shape[0], "points", file, line)
    self.points = points
    self.labels = labels
    self.source = source ?? "\(points.shape[0].inGroups) points"
  }

  /// The number of points.
  public var count: Int { points.shape[0] }
  public var sampleCount: Int { count }

  public func batch(_ indices: Tensor) -> (Tensor, Tensor) { (points.batch(indices), labels.batch(indices)) }
  public func batch(_ range: Range<Int>) -> (Tensor, Tensor) { (points.batch(range), labels.batch(range)) }

  /// The point, `(2)`, and its class at a position; −1 is the last. Traps where there is none.
  public subscript(
    index: Int, file file: StaticString = #fileID, line line: UInt = #line
  ) -> (point: Tensor, label: Int) {
    if index < -count || index >= count {
      fail("LabeledPoints: there is no point \(index) among \(count)", file: file, line: line)
    }
    return (points.select(0, index), Int(labels.select(0, index).item() as Double))
  }

  /// The points cut in two, the second part with the given share of them: `let (train, test) = moons.split(test: 0.2)`.
  ///
  /// The order stays; that of the library's sets is random. Traps unless the share is in (0, 1) and both parts have a
  /// point.
  public func split(
    test share: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> (train: LabeledPoints, test: LabeledPoints) {
    let cut = count.cut(test: share, "points", file, line)
    func part(_ range: Range<Int>) -> LabeledPoints {
      LabeledPoints(points[range], labels[range], source: "\(range.count.inGroups) of \(source)")
    }
    return (part(0..<cut), part(cut..<count))
  }

  /// The points of one class, `(m, 2)`; none where the class has none.
  public func ofClass(_ number: Int) -> Tensor {
    points.indexSelect(0, (labels == Double(number)).nonzero().reshape(-1))
  }
}

extension LabeledPoints: Displayable, CustomStringConvertible {
  /// What they are, and a chart of them, a colour a class.
  public var mimeBundle: MIMEBundle {
    count == 0 ? MIMEBundle(plainText: description) : chart.mimeBundle.replacingText(description)
  }

  public var description: String { source }

  private var chart: Figure {
    let classes = Set(labels.scalars.map { Int($0) }).sorted()
    let figure = Figure(title: source)
    figure.axes.hasEqualAspect = true
    // Past the colours that are told apart, the classes share one map.
    if classes.count > 8 || classes.count == 1 {
      return figure.scatter(
        points.select(1, 0), points.select(1, 1), values: classes.count == 1 ? nil : labels.scalars, size: 4)
    }
    for number in classes {
      let chosen = ofClass(number)
      figure.scatter(chosen.select(1, 0), chosen.select(1, 1), label: "class \(number)", size: 4)
    }
    return figure
  }
}
