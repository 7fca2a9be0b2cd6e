import Tensors

/// Examples and the class of each: what a classifier is fitted to.
struct LabelledRows {
  let rows: FeatureRows
  /// `(n)` of int64, in 0..<classCount.
  let classes: Tensor
  /// How many examples each class has.
  let counts: [Int]

  var x: Tensor { rows.x }
  var count: Int { rows.count }
  var featureCount: Int { rows.featureCount }
  var classCount: Int { counts.count }

  /// Traps where there is no example, numbers of examples and labels differ, a label is no class, or all are of one
  /// class.
  init(_ x: Tensor, _ y: Tensor, classCount: Int?, as precision: DType? = nil, _ caller: Caller) {
    rows = FeatureRows(x, as: precision, caller)
    if rows.count == 0 { caller.fail("there are no examples: x has shape \(x.shape)") }
    classes = classIndices(y, "y", count: rows.count, classCount: classCount, caller)
    counts = classCounts(classes, atLeast: classCount ?? 0)
    if seen.count < 2 {
      caller.fail("all examples, \(rows.count), are of class \(seen[0]): there must be two classes at least")
    }
  }

  private init(_ rows: FeatureRows, _ classes: Tensor, _ counts: [Int]) {
    self.rows = rows
    self.classes = classes
    self.counts = counts
  }

  /// The classes that have examples.
  var seen: [Int] { counts.indices.filter { counts[$0] > 0 } }

  /// Whether each class has examples, `(classes, 1)`.
  var hasExamples: Tensor { Tensor(counts.map { $0 > 0 }).unsqueeze(1) }

  /// The same with the classes that have examples as 0, 1, 2 …
  var withoutGaps: LabelledRows {
    if seen.count == counts.count { return self }
    var numbers = [Int](repeating: 0, count: counts.count)
    for (number, k) in seen.enumerated() { numbers[k] = number }
    return LabelledRows(rows, Tensor(numbers, dtype: .int64).take(classes), seen.map { counts[$0] })
  }

  /// Σ of the rows of each class, `(classes, features)`.
  func sums(of rows: Tensor) -> Tensor {
    matmul(classes.oneHot(classCount).to(rows.dtype).t(), rows)
  }

  /// The number of examples of each class, at least 1, `(classes, 1)`: what sums are divided by to be means.
  func columnOfCounts(_ dtype: DType) -> Tensor { Tensor(counts.map { max($0, 1) }).to(dtype).unsqueeze(1) }
}

/// Labels as int64. Traps unless they are a vector of `count` whole numbers in 0..<classCount, or not negative.
func classIndices(_ y: Tensor, _ name: String, count: Int, classCount: Int?, _ caller: Caller) -> Tensor {
  if y.ndim != 1 {
    caller.fail(
      "\(name) must be a vector with the class of each example, (\(count)), and has shape \(y.shape)"
        + (y.ndim == 2 && y.shape[1] > 1 ? ": of a one-hot matrix take \(name).argmax(1)" : ""))
  }
  if y.shape[0] != count { caller.fail("x has \(count) examples, and \(name) has \(y.shape[0]) labels") }
  if let classCount { caller.require((2...10_000).contains(classCount), "classCount", "in 2...10000", classCount) }
  let y = y.detach()
  func check(_ isRight: Tensor, _ rule: String) {
    if isRight.all() { return }
    let place = Int((!isRight).nonzero()[0].item() as Double)
    let label: Double = y[place].item()
    caller.fail("\(name) must hold \(rule), and is \(Int(exactly: label).map(String.init) ?? "\(label)") at [\(place)]")
  }
  if y.dtype.isFloatingPoint { check(y.floor() == y, "whole numbers, the classes") }
  check(y >= 0, "classes from 0 on")
  // A number beyond is no class but a mistake, and there is a column for each.
  let most = classCount ?? 10_000
  check(y < Double(most), "classes in 0..<\(most)")
  return y.long().contiguous()
}

/// How often each class from 0 to the largest occurs, or to as many as there are at least.
func classCounts(_ classes: Tensor, atLeast minimum: Int) -> [Int] {
  classes.bincount(minlength: minimum).scalars.map { Int($0) }
}
