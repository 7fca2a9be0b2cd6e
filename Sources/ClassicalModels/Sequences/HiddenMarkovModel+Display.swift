import NotebookDisplay
import Plotting
import Tensors

extension HiddenMarkovModel: Displayable, CustomStringConvertible {
  /// A row for each state: how probable it is at first, where it leads to, and what it emits.
  public var table: Table {
    let start = initial.scalars, moves = transitions.plotRows
    var columns = ["state", "start"] + stateNames.map { "→ \($0)" }
    var rows: [[Any]] = stateNames.indices.map { [stateNames[$0], start[$0]] + moves[$0] }
    switch emissions {
    case .categorical(let table):
      columns += symbolNames.prefix(20)
      for (row, values) in table.plotRows.enumerated() { rows[row] += Array(values.prefix(20)) as [Any] }
    case .gaussian(let means, let variances):
      let features = min(means.shape[1], 10)
      for f in 0..<features {
        let suffix = means.shape[1] == 1 ? "" : " \(f)"
        columns += ["mean\(suffix)", "deviation\(suffix)"]
        let m = means[.all, f].scalars, s = variances[.all, f].sqrt().scalars
        for row in rows.indices { rows[row] += [m[row], s[row]] }
      }
    }
    return Table(columns: columns, rows: rows)
  }

  public var description: String { table.mimeBundle.plainText }
  public var mimeBundle: MIMEBundle { table.mimeBundle }
}
