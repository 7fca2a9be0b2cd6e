import NotebookDocument
import NotebookExecution

/// A page with its results as a Jupyter notebook (nbformat 4.5).
public struct JupyterNotebook: Sendable {
  /// The file's text: the same page and results always give the same text.
  public let text: String

  /// Converts a page; an outcome a cell, in the cells' order.
  public init(_ notebook: Notebook, outcomes: [CellOutcome] = []) {
    var identifiers = CellIdentifiers()
    var cells: [JSONValue] = []
    // Labels come first: prose takes the names that they leave.
    let names = notebook.cells.map { identifiers.identifier(for: $0.label ?? "cell-\($0.index + 1)") }
    let frontMatter = JupyterFrontMatter(notebook)
    if let text = frontMatter.rawCell {
      cells.append(Self.cell("raw", identifiers.identifier(for: "front-matter"), text))
    }

    var markdown = ""
    func closeProse() {
      let text = markdown.replacing("\r\n", with: "\n").trimmingLineEnds()
      if !text.isEmpty {
        cells.append(Self.cell("markdown", identifiers.identifier(for: "prose-\(cells.count)"), text))
      }
      markdown = ""
    }
    for segment in notebook.segments {
      switch segment {
      case .prose(let prose): markdown += prose.text
      // As in Jupytext, code that is never run is a part of the prose.
      case .cell(let index) where notebook.cells[index].isNoEval:
        markdown += notebook.text(ofLines: notebook.cells[index].lines)
      case .cell(let index):
        closeProse()
        let cell = notebook.cells[index]
        let outcome = outcomes.outcome(of: cell)
        cells.append(
          Self.cell(
            "code", names[index], cell.source,
            [
              "execution_count": outcome.executionCount.map(JSONValue.integer) ?? .null,
              "outputs": JupyterOutput(cell: cell, outcome: outcome, notebook: notebook).json,
            ]))
      }
    }
    closeProse()

    let file: JSONValue = [
      "cells": .array(cells), "metadata": frontMatter.metadata, "nbformat": .integer(4), "nbformat_minor": .integer(5),
    ]
    text = file.text
  }

  private static func cell(
    _ type: String, _ identifier: String, _ source: String, _ more: [String: JSONValue] = [:]
  ) -> JSONValue {
    let common: [String: JSONValue] = [
      "cell_type": .string(type), "id": .string(identifier), "metadata": .object([:]), "source": .lines(source),
    ]
    return .object(common.merging(more) { $1 })
  }
}

extension String {
  /// The text without empty lines before and after it.
  fileprivate func trimmingLineEnds() -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
