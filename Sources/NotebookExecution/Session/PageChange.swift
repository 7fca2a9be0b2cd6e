public import NotebookDocument

/// Which of a page's cells an edit leaves as they ran.
public struct PageChange: Sendable {
  private let oldPage: Notebook
  private let newPage: Notebook
  private let oldOutcomes: [CellOutcome?]
  /// The cells that are run, in order: those of the page as it was, and as it is.
  private let old: [CodeCell]
  private let new: [CodeCell]
  /// How many of the first of them, in both pages, need not run again.
  public private(set) var keptCount: Int

  /// - Parameter outcomes: What became of the old page's steps, by their index; nil where they are still to run.
  public init(from oldPage: Notebook, _ outcomes: [CellOutcome?], to newPage: Notebook, options: RunOptions) {
    (self.oldPage, self.newPage, oldOutcomes) = (oldPage, newPage, outcomes)
    old = oldPage.cells.filter(\.isEvaluated)
    new = newPage.cells.filter(\.isEvaluated)
    let isOtherSeed = oldPage.frontMatter.seed != newPage.frontMatter.seed && options.seed == nil
    func timeout(_ cell: CodeCell, in page: Notebook) -> Double? {
      cell.options.timeout ?? options.timeout ?? page.frontMatter.timeout
    }
    keptCount =
      isOtherSeed
      ? 0
      : zip(old, new).prefix { old, new in
        guard old.runsLike(new), outcomes.indices.contains(old.index), let outcome = outcomes[old.index] else {
          return false
        }
        switch outcome.status {
        case .succeeded: return true
        case .failed(let failure):
          switch failure.kind {
          case .interrupted, .killed: return false
          case .timeout: return timeout(old, in: oldPage) == timeout(new, in: newPage)
          case .compileError, .crash, .uncaughtError, .exit, .unexpectedOutput: return true
          }
        case .notRun, .notEvaluated: return false
        }
      }.count
  }

  /// The cells that stay as they ran, as they were and as they are.
  var kept: [(old: CodeCell, new: CodeCell)] { Array(zip(old, new).prefix(keptCount)) }

  /// What became of the steps that stay as they ran, with the places where they are now, at the step's index in the new
  /// page; nil for those that are to run.
  public var outcomes: [CellOutcome?] {
    var known = [CellOutcome?](repeating: nil, count: newPage.steps.count)
    var moved = MovedLines()
    for (old, new) in kept { moved.note(new, bodyWasAt: old.bodyLine) }
    for (old, new) in kept { known[new.index] = oldOutcomes[old.index].map(moved.applied) }
    // Expressions in the prose stay too, where they stand between the same cells.
    var groups: [Int: CodeCell] = [:]
    for step in oldPage.steps where step.isInline { groups[cellsBefore(step, in: oldPage).count] = step }
    for step in newPage.steps where step.isInline {
      let before = cellsBefore(step, in: newPage)
      guard before.areKept, let group = groups[before.count], oldOutcomes.indices.contains(group.index),
        group.expressions.map(\.code) == step.expressions.map(\.code),
        let outcome = oldOutcomes[group.index], case .succeeded = outcome.status
      else { continue }
      known[step.index] = outcome
    }
    return known
  }

  /// Lets all cells but the first run again.
  mutating func keepOnly(first count: Int) { keptCount = min(keptCount, count) }

  /// How many cells run before a step, and whether all of them are kept.
  func cellsBefore(_ step: CodeCell, in page: Notebook) -> (count: Int, areKept: Bool) {
    let count = page.steps.prefix { $0.index != step.index }.count { !$0.isInline && $0.isEvaluated }
    return (count, count <= keptCount)
  }
}

extension CodeCell {
  /// Whether another cell, where it runs in the same state, does the same: its place in the page and how it is shown
  /// don't count.
  fileprivate func runsLike(_ other: CodeCell) -> Bool {
    body == other.body && options.expect == other.options.expect && options.figureWidth == other.options.figureWidth
      && options.figureHeight == other.options.figureHeight
  }
}
