import NotebookDocument

/// Where lines of a page are after an edit: cells that did not change may stand further up or down.
struct MovedLines {
  private var moves: [(from: ClosedRange<Int>, by: Int)] = []

  /// Notes that a cell's code, which began in `line`, now begins where `cell` says.
  mutating func note(_ cell: CodeCell, bodyWasAt line: Int) {
    let end = line + max(cell.lines.upperBound - cell.bodyLine, 1) - 1
    moves.append((line...end, cell.bodyLine - line))
  }

  func place(of line: Int?) -> Int? {
    guard let line, let move = moves.first(where: { $0.from ~= line }) else { return line }
    return line + move.by
  }

  func applied(to problems: [CellFailure.Problem]) -> [CellFailure.Problem] {
    problems.map { problem in
      var problem = problem
      problem.line = place(of: problem.line)
      for index in problem.notes.indices { problem.notes[index].line = place(of: problem.notes[index].line) }
      return problem
    }
  }

  func applied(to outcome: CellOutcome) -> CellOutcome {
    var outcome = outcome
    outcome.warnings = applied(to: outcome.warnings)
    if case .failed(var failure) = outcome.status {
      failure.problems = applied(to: failure.problems)
      outcome.status = .failed(failure)
    }
    return outcome
  }
}
