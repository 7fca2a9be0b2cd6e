import Foundation
import NotebookDisplay
import NotebookExecution

extension LoopProgress {
  /// The loop that a cell's outputs tell of: the one that was begun last; nil where there is none.
  init?(in outputs: [CellOutput]) {
    for output in outputs.reversed() {
      guard case .display(let bundle) = output, let json = bundle.text(.progress) else { continue }
      guard let loop = try? JSONDecoder().decode(LoopProgress.self, from: Data(json.utf8)) else { return nil }
      self = loop
      return
    }
    return nil
  }
}
