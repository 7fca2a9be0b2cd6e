import NotebookDocument

/// Why a run's outcomes are not kept.
struct NotKept: Error, Codable {
  /// The cell to blame, by its index; nil where it is none of them.
  let cell: Int?
  let words: String

  /// The reason as a sentence's beginning: "the cell at line 12 reads the clock".
  func sentence(in notebook: Notebook) -> String {
    guard let cell, let step = notebook.step(cell) else { return words }
    return "\(step.place) \(words)"
  }
}
