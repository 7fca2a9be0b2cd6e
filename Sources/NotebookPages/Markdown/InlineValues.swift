import NotebookDocument
import NotebookExecution

/// What became of the Swift expressions in a page's prose.
struct InlineValues {
  enum Value: Hashable {
    case text(String)
    case failed(String)
    /// It was not computed; why, in words.
    case notComputed(String)
  }

  private var values: [InlineExpression: Value] = [:]

  init() {}

  init(_ notebook: Notebook, outcomes: [CellOutcome]) {
    for cell in notebook.steps where cell.isInline {
      let outcome = outcomes.outcome(of: cell)
      let texts = outcome.outputs.compactMap { output in
        if case .result(let bundle) = output { bundle.plainText } else { nil }
      }
      for (index, expression) in cell.expressions.enumerated() {
        values[expression] =
          switch outcome.status {
          case _ where texts.indices.contains(index): .text(texts[index])
          case .failed(let failure): Self.value(of: expression, in: notebook, after: failure)
          case .succeeded, .notRun, .notEvaluated: .notComputed("not run")
          }
      }
    }
  }

  /// One failure ends all expressions between two cells; only one is to blame.
  private static func value(of expression: InlineExpression, in notebook: Notebook, after failure: CellFailure) -> Value
  {
    let place = notebook.place(of: expression)
    let own = failure.problems.first { problem in
      problem.line == place.line && (problem.column.map { place.columns ~= $0 } ?? true)
    }
    if let own { return .failed(own.message) }
    return .notComputed("not computed: line \(failure.problems.first?.line ?? place.line) has an error")
  }

  /// Nil for an expression that is none of the page's prose, such as one in a caption.
  subscript(expression: InlineExpression) -> Value? { values[expression] }
}

extension InlineValues.Value {
  /// How a page shows the expression.
  func html(of expression: InlineExpression) -> HTML {
    switch self {
    case .text(let text): HTML(text: text)
    case .failed(let message):
      HTML.element("span", ["class": "inline-failure"]) {
        HTML.element("code") { expression.code }
        HTML(text: " ")
        message
      }
    case .notComputed(let reason): HTML.element("code", ["class": "not-computed", "title": reason]) { expression.code }
    }
  }
}

extension InlineExpression {
  /// How it shows where nothing computes it.
  var unevaluated: HTML { HTML.element("code") { "{swift} " + code } }
}

extension String {
  /// The text as Markdown that shows it and nothing more, on one line.
  var asMarkdown: String {
    split(whereSeparator: \.isNewline).joined(separator: " ").replacing(/[\\`*_\[\]<>|$&~#]/) { "\\" + $0.output }
  }
}
