public import NotebookDisplay

extension TrainingLog: Displayable {
  /// Every entry as a row.
  public var table: Table { table(of: entries[...]) }

  /// At most so many rows, evenly spaced, the first and the last among them.
  public func table(rows count: Int) -> Table {
    guard entries.count > count, count > 1 else { return table }
    let places = (0..<count).map { $0 * (entries.count - 1) / (count - 1) }
    return table(of: places.map { entries[$0] }[...])
  }

  private func table(of entries: ArraySlice<Entry>) -> Table {
    Table(
      columns: [unit.rawValue] + names,
      rows: entries.map { entry in [entry.number] + names.map { entry.values[$0] ?? .nan } })
  }

  /// The table: of a long log, a dozen rows, and all of them as CSV.
  public var mimeBundle: MIMEBundle {
    let shown = table(rows: 12).mimeBundle
    guard entries.count > 12, let all = table.mimeBundle.text(.csv) else { return shown }
    return shown.adding(.csv, all)
  }
}
