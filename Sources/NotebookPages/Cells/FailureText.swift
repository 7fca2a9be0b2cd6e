import NotebookDocument
import NotebookExecution

/// The words in which a page speaks of a cell's failure.
public struct FailureText {
  let failure: CellFailure
  let notebook: Notebook

  public init(failure: CellFailure, notebook: Notebook) {
    self.failure = failure
    self.notebook = notebook
  }

  var title: String {
    switch failure.kind {
    case .compileError:
      failure.problems.count == 1
        ? "This cell does not compile" : "This cell does not compile: \(failure.problems.count) errors"
    case .crash: "This cell crashed"
    case .uncaughtError: "This cell threw an error that nothing caught"
    case .exit: "This cell ended the program"
    case .timeout: "This cell ran out of time"
    case .interrupted: "This cell was interrupted"
    case .unexpectedOutput: "This cell did not print what it should"
    case .killed: "This cell's process was killed"
    }
  }

  /// The same, for those who read tracebacks: Jupyter's `ename`.
  var name: String {
    switch failure.kind {
    case .compileError: "CompileError"
    case .crash: "Crash"
    case .uncaughtError: "UncaughtError"
    case .exit: "Exit"
    case .timeout: "Timeout"
    case .interrupted: "Interrupted"
    case .unexpectedOutput: "UnexpectedOutput"
    case .killed: "Killed"
    }
  }

  /// Each problem as text: its place, its message, its line of code with a mark under the column, its notes.
  public var paragraphs: [String] {
    failure.problems.map { problem in
      let location = place(line: problem.line, column: problem.column).map { "\($0): " } ?? ""
      let excerpt = SourceExcerpt(problem, in: notebook).map { ["", $0.text, ""] } ?? []
      let notes = problem.notes.map { note in
        "note: " + (place(line: note.line, column: nil).map { "\($0): " } ?? "") + note.message
      }
      return (["\(location)\(problem.message)"] + excerpt + notes).joined(separator: "\n")
    }
  }

  private func place(line: Int?, column: Int?) -> String? {
    line.map { "\(notebook.name):\($0)" + (column.map { ":\($0)" } ?? "") }
  }
}
