import CellCompiler
import NotebookDocument

/// What of an earlier execution of a page holds for the next one; nothing, for a page's first.
struct KeptSteps: Sendable {
  /// How things stood after a cell.
  struct Place: Sendable {
    /// The cells that ran well until then.
    var chain = CellChain()
    /// How many of them made the kernel's state.
    var cellCount = 0
  }

  /// What became of the steps that need not run again, by their index.
  var outcomes: [Int: CellOutcome] = [:]
  /// The expressions in the prose that are to be evaluated where a later state is already there, by their index.
  var earlier: [Int: Place] = [:]
  /// Where the execution goes on.
  var last = Place()
  /// How often the page was executed before, so that its modules have names of their own.
  var generation = 0

  /// What tells a cell's module from the others of its chain: the cell's place, as in any run, where no module that is
  /// kept has that name.
  @Sendable func number(of cell: CodeCell) -> Int {
    let isTaken = generation > 0 && last.chain.cells.contains { $0.moduleName == "Cell\(cell.index + 1)" }
    return isTaken ? generation * 100_000 + cell.index : cell.index
  }
}
