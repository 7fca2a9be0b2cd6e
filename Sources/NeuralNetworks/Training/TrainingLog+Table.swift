public import NotebookDisplay

extension TrainingLog: Displayable {
  /// Every step or epoch as a row.
  public var table: Table { table(of: numbers) }

  /// At most so many rows, evenly spaced, the first and the last among them.
  public func table(rows count: Int) -> Table {
    guard numbers.count > count, count > 1 else { return table }
    return table(of: (0..<count).map { numbers[$0 * (numbers.count - 1) / (count - 1)] })
  }

  private func table(of numbers: [Int]) -> Table { Table(columns: columns, rows: rows(of: numbers)) }

  private var columns: [String] { [unit.rawValue] + names }

  private func rows(of numbers: [Int]) -> [[Any]] {
    var next = series.map { _ in 0 }
    return numbers.map { number -> [Any] in
      [number]
        + series.indices.map { index -> Double in
          let series = series[index]
          while next[index] < series.numbers.count, series.numbers[next[index]] < number { next[index] += 1 }
          let isRecorded = next[index] < series.numbers.count && series.numbers[next[index]] == number
          return isRecorded ? series.values[next[index]] : .nan
        }
    }
  }

  /// The table: of a long log, a dozen rows, and all of them as CSV.
  public var mimeBundle: MIMEBundle {
    let shown = table(rows: 12).mimeBundle
    return numbers.count > 12 ? shown.adding(.csv, Table.csv(columns: columns, rows: rows(of: numbers))) : shown
  }
}
