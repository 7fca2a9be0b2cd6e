import NotebookDocument
import NotebookExecution

/// A page with its results as a Jupyter notebook (nbformat 4.5).
///
/// The notebook is an ordinary one. Where the page is not written in the ordinary way, the notebook's metadata hold it
/// as well, so that ``ImportedPage`` gives back every byte that was not changed meanwhile.
public struct JupyterNotebook: Sendable {
  /// The file's text: the same page and results always give the same text.
  public let text: String

  /// Converts a page; an outcome a cell, in the cells' order.
  public init(_ notebook: Notebook, outcomes: [CellOutcome] = []) {
    let pieces = PagePieces(notebook)
    let cells = pieces.all.compactMap { piece -> JSONValue? in
      guard let cell = piece.cell else { return nil }
      guard case .code(let index) = piece.content else { return Self.json(cell) }
      let code = notebook.cells[index], outcome = outcomes.outcome(of: code)
      return Self.json(
        cell,
        [
          "execution_count": outcome.executionCount.map(JSONValue.integer) ?? .null,
          "outputs": JupyterOutput(cell: code, outcome: outcome, notebook: notebook).json,
        ])
    }
    var metadata = JupyterFrontMatter(notebook).metadata
    if OrdinaryPage(pieces.all.compactMap(\.cell), metadata: metadata).text != notebook.source {
      metadata = metadata.merging([Self.metadataName: ["page": .lines(notebook.source)]])
    }
    let file: JSONValue = [
      "cells": .array(cells), "metadata": metadata, "nbformat": .integer(4), "nbformat_minor": .integer(5),
    ]
    text = file.text
  }

  /// The entry of the metadata that is ours.
  static let metadataName = "notebook"

  private static func json(_ cell: JupyterCell, _ more: [String: JSONValue] = [:]) -> JSONValue {
    let common: [String: JSONValue] = [
      "cell_type": .string(cell.kind.rawValue), "id": .string(cell.identifier ?? ""), "metadata": .object([:]),
      "source": .lines(cell.source),
    ]
    return .object(common.merging(more) { $1 })
  }
}
