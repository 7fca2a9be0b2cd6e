import NotebookDocument
import NotebookExecution

/// How a page shows that a cell failed, in the cell's place.
struct FailureHTML {
  let failure: CellFailure
  let notebook: Notebook

  var html: HTML {
    HTML.element("section", ["class": "failure \(failure.kind.rawValue)"]) {
      HTML.element("p", ["class": "failure-title"]) { FailureText(failure: failure, notebook: notebook).title }
      for problem in failure.problems { ProblemHTML(problem: problem, notebook: notebook).html }
    }
  }
}

/// How a page shows one problem of a cell: an error or a warning.
struct ProblemHTML {
  let problem: CellFailure.Problem
  let notebook: Notebook

  var html: HTML {
    HTML.element("div", ["class": "problem"]) {
      HTML.element("p", ["class": "problem-message"]) { problem.message }
      if let excerpt = SourceExcerpt(problem, in: notebook) {
        self.excerpt(excerpt)
      } else if let line = problem.line {
        HTML.element("p", ["class": "note"]) { "In line \(line)." }
      }
      for note in problem.notes {
        HTML.element("p", ["class": "note"]) { (note.line.map { "Line \($0): " } ?? "") + note.message }
      }
    }
  }

  private func excerpt(_ excerpt: SourceExcerpt) -> HTML {
    HTML.preformatted(["class": "excerpt"]) {
      HTML.element("span", ["class": "line-number"]) { "\(excerpt.line) │ " }
      HTML.element("code") { excerpt.code }
      if let space = excerpt.spaceBeforeColumn {
        HTML.lineEnd
        HTML.element("span", ["class": "line-number"]) {
          String(repeating: " ", count: "\(excerpt.line)".count) + " │ "
        }
        space
        HTML.element("span", ["class": "marker"]) { "^" }
      }
    }
  }
}
