/// A matrix that has in each row a few neighbouring elements that are not 0: how each element of a result mixes those of a
/// source. Averages over windows and interpolations are such, a row's and a column's for each image.
package struct Mixing: Sendable {
  private let first: [Int32]
  private let count: [Int32]
  private let weights: [Double]
  private let most: Int
  /// How many elements the source has.
  package let sourceCount: Int
  package var resultCount: Int { first.count }

  /// Row i has `rows[i].weights` from `rows[i].first` on.
  init(sourceCount: Int, rows: [(first: Int, weights: [Double])]) {
    self.sourceCount = sourceCount
    first = rows.map { Int32($0.first) }
    count = rows.map { Int32($0.weights.count) }
    let most = Swift.max(rows.map(\.weights.count).max() ?? 0, 1)
    weights = rows.flatMap { $0.weights + Array(repeating: 0, count: most - $0.weights.count) }
    self.most = most
  }

  /// The means over windows; what hangs over the edge counts as 0, as far as the padding goes and if `countsPadding`.
  package static func means(
    over length: Int, kernel: Int, stride: Int, padding: Int, ceilMode: Bool, countsPadding: Bool
  ) -> Mixing {
    let count = Window.count(over: length, kernel, stride, padding, ceilMode: ceilMode)
    return Mixing(
      sourceCount: length,
      rows: (0..<count).map { i in
        let start = i * stride - padding
        let end = Swift.min(start + kernel, length + padding)
        let (from, to) = (Swift.max(start, 0), Swift.min(end, length))
        let share = 1 / Double(countsPadding ? end - start : to - from)
        return (from, Array(repeating: share, count: to - from))
      })
  }

  /// The means over `count` windows that cover a length as evenly as can be.
  package static func adaptiveMeans(over length: Int, count: Int) -> Mixing {
    Mixing(
      sourceCount: length,
      rows: (0..<count).map { i in
        let from = i * length / count
        let to = ((i + 1) * length + count - 1) / count
        return (from, Array(repeating: 1 / Double(to - from), count: to - from))
      })
  }

  /// The nearest element's value, as PyTorch rounds: downwards, in single precision. `scale` is the step in the source.
  package static func nearest(_ length: Int, to count: Int, scale: Double) -> Mixing {
    Mixing(
      sourceCount: length,
      rows: (0..<count).map { i in (Swift.min(Int(Float(i) * Float(scale)), length - 1), [1]) })
  }

  /// Linear interpolation. With `alignCorners` the first and last elements are kept; else elements are areas, whose middles lie
  /// `scale` apart.
  package static func linear(_ length: Int, to count: Int, scale: Double, alignCorners: Bool) -> Mixing {
    Mixing(
      sourceCount: length,
      rows: (0..<count).map { i in
        let place: Double
        if alignCorners {
          place = count > 1 ? Double(i) * Double(length - 1) / Double(count - 1) : 0
        } else {
          place = Swift.max((Double(i) + 0.5) * scale - 0.5, 0)
        }
        let from = Swift.min(Int(place), length - 1)
        let share = place - Double(from)
        return from + 1 < length ? (from, [1 - share, share]) : (from, [1])
      })
  }

  /// The transposed matrix: each element of the source belongs to neighbouring elements of the result.
  var transposed: Mixing {
    var rows: [(first: Int, weights: [Double])] = Array(repeating: (0, []), count: sourceCount)
    for i in first.indices {
      for a in 0..<Int(count[i]) {
        let source = Int(first[i]) + a
        if rows[source].weights.isEmpty { rows[source].first = i }
        // In between there may be one that did not take part.
        while rows[source].first + rows[source].weights.count < i { rows[source].weights.append(0) }
        rows[source].weights.append(weights[i * most + a])
      }
    }
    return Mixing(sourceCount: resultCount, rows: rows)
  }

  fileprivate func withUnsafePointers(
    _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Double>, Int) -> Void
  ) {
    first.withUnsafeBufferPointer { first in
      count.withUnsafeBufferPointer { count in
        weights.withUnsafeBufferPointer { weights in
          guard let start = first.baseAddress else { return }
          body(start, count.baseAddress!, weights.baseAddress!, most)
        }
      }
    }
  }
}

extension Tensor {
  /// R x Cᵀ of each plane of `(…, height, width)`.
  package func mixed(rows: Mixing, columns: Mixing, by name: StaticString) -> Tensor {
    let x = contiguous()
    let shape = x.shape.replacing(ndim - 2, with: rows.resultCount).replacing(ndim - 1, with: columns.resultCount)
    let y = Tensor(uninitialised: shape, dtype)
    let planes = shape[..<(ndim - 2)].reduce(1, *)
    Shape([x.shape[-2], x.shape[-1]]).withUnsafePointer { size in
      Shape([rows.resultCount, columns.resultCount]).withUnsafePointer { result in
        rows.withUnsafePointers { rowFirst, rowCount, rowWeights, rowMost in
          columns.withUnsafePointers { columnFirst, columnCount, columnWeights, columnMost in
            ck_mix(
              dtype.kernel, planes, size, result, rowFirst, rowCount, rowWeights, rowMost, columnFirst, columnCount,
              columnWeights, columnMost, x.pointer, y.pointer)
          }
        }
      }
    }
    return y.made(by: name, from: x) {
      $0.pass(to: 0, $0.gradient.mixed(rows: rows.transposed, columns: columns.transposed, by: name))
    }
  }
}

/// The mean of each window over `(…, channels, height, width)`: PyTorch's `F.avg_pool2d`. Traps where no window fits.
package func meanPool(
  _ layer: StaticString, _ x: Tensor, _ window: Window, countsPadding: Bool, file: StaticString = #fileID,
  line: UInt = #line
) -> Tensor {
  _ = window.result(over: x, layer, file, line)
  return x.mixed(
    rows: .means(
      over: x.shape[-2], kernel: window.kernel.0, stride: window.stride.0, padding: window.padding.0,
      ceilMode: window.ceilMode, countsPadding: countsPadding),
    columns: .means(
      over: x.shape[-1], kernel: window.kernel.1, stride: window.stride.1, padding: window.padding.1,
      ceilMode: window.ceilMode, countsPadding: countsPadding), by: "AvgPool2DBackward0")
}

@_extern(c, "ck_mix") private func ck_mix(
  _ dtype: Int32, _ planes: Int, _ size: UnsafePointer<Int>, _ result: UnsafePointer<Int>,
  _ rowFirst: UnsafePointer<Int32>, _ rowCount: UnsafePointer<Int32>, _ rowWeights: UnsafePointer<Double>,
  _ rowMost: Int, _ columnFirst: UnsafePointer<Int32>, _ columnCount: UnsafePointer<Int32>,
  _ columnWeights: UnsafePointer<Double>, _ columnMost: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer)
