import CellCompiler
import Foundation
import NotebookDisplay
import NotebookDocument

/// A run's outcomes, and what they depended on apart from the page's key.
struct KeptRun: Codable {
  let outcomes: [CellOutcome]
  /// Where the cells were, where the outcomes name lines.
  let lines: [Int]?
  let files: [WatchedFile]
  let variables: [WatchedVariable]
  /// What the cells did that forbids to use the outcomes again, unless the page says otherwise.
  let deeds: [Dependencies.Deed]

  /// - Parameter start: When the run began, in nanoseconds since 1970.
  /// - Throws: ``NotKept`` where nobody could know what the outcomes belong to.
  init(
    _ outcomes: [CellOutcome], of notebook: Notebook, page: PageLocation, dependingOn dependencies: Dependencies,
    start: Int
  )
    throws(NotKept)
  {
    self.outcomes = outcomes
    lines = Self.namesLines(outcomes, of: notebook, page: page) ? notebook.steps.map(\.bodyLine) : nil
    files = dependencies.files
    variables =
      dependencies.variables.sorted().map(WatchedVariable.init)
      + (dependencies.readsEnvironment ? [WatchedVariable(nil)] : [])
    deeds = dependencies.deeds
    for file in files {
      let name = WatchedFile.name(file.path, pageFolder: page.directory)
      if file.kind == .special { throw NotKept(cell: nil, words: "‘\(name)’ is a pipe or a device") }
      // The cell may have read it before it changed. Where cells write themselves, it may be their own doing.
      if file.changed(after: start), !dependencies.writesFiles {
        throw NotKept(cell: nil, words: "‘\(name)’ changed while the page ran")
      }
    }
  }

  /// Whether anything in the outcomes, or that the cells can print, says on which line it stands.
  private static func namesLines(_ outcomes: [CellOutcome], of notebook: Notebook, page: PageLocation) -> Bool {
    if notebook.steps.contains(where: {
      $0.isEvaluated && ($0.body.contains("#line") || $0.body.contains("#sourceLocation"))
    }) {
      return true
    }
    return outcomes.contains { outcome in
      if case .failed = outcome.status { return true }
      return !outcome.warnings.isEmpty
        || outcome.outputs.contains { output in
          if case .notice = output { true } else { output.plainText.contains(page.fileName) }
        }
    }
  }

  /// Why the outcomes can't be used again for a page, whose key is the same; nil where they can.
  func objection(for notebook: Notebook, page: PageLocation) -> String? {
    if let deed = deeds.first(where: { notebook.mayReuse(cell: $0.cell) != true }) {
      return NotKept(cell: deed.cell, words: deed.words).sentence(in: notebook)
    }
    if let lines, lines != notebook.steps.map(\.bodyLine) { return "cells moved, and their outputs name lines" }
    return variables.lazy.compactMap(\.change).first
      ?? files.lazy.compactMap { $0.change(pageFolder: page.directory) }.first
  }
}

/// A bundle as it travels from the kernel.
extension MIMEBundle: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let message = DisplayMessage(decoding: try container.decode(Data.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no bundle")
    }
    self = message.bundle
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Data(DisplayMessage(identifier: 0, bundle: self).encoded()))
  }
}
