import Foundation
import NotebookDocument
import NotebookExecution

/// What is told of a finished cell, as a line and as JSON.
struct CellReport: Encodable {
  enum Status: String, Encodable {
    case succeeded, failed
    case notRun = "not-run"
    case notEvaluated = "not-evaluated"
  }

  let label: String?
  let file: String
  let line: Int
  let status: Status
  let failure: String?
  let message: String?
  let compileSeconds: Double?
  let linkSeconds: Double?
  let runSeconds: Double?
  let compiledFromCache: Bool
  /// Whether the cell was not run, because its outputs are those of an earlier run; and otherwise why it was.
  let outputsFromCache: Bool
  let notReusedBecause: String?

  init(_ cell: CodeCell, _ outcome: CellOutcome, _ cost: CellCost, in page: PageToRun) {
    label = cell.label
    file = page.path
    line = cell.bodyLine
    compileSeconds = cost.compilation?.seconds.inMicroseconds
    linkSeconds = cost.linking?.seconds.inMicroseconds
    runSeconds = cost.run?.seconds.inMicroseconds
    compiledFromCache = cost.isCompilationCached
    outputsFromCache = cost.isReused
    notReusedBecause = cost.notReusedBecause
    switch outcome.status {
    case .succeeded: (status, failure, message) = (.succeeded, nil, nil)
    case .failed(let reason):
      (status, failure, message) = (.failed, reason.kind.rawValue, reason.problems.first?.message)
    case .notRun: (status, failure, message) = (.notRun, nil, nil)
    case .notEvaluated: (status, failure, message) = (.notEvaluated, nil, nil)
    }
  }

  /// One line; nothing of a cell whose turn did not come.
  var plainLine: String? {
    guard status == .succeeded || status == .failed else { return nil }
    let name = label.map { " \($0)" } ?? ""
    if outputsFromCache { return "\(file):\(line):\(name) \(status == .succeeded ? "reused" : "reused, as it failed")" }
    let times = [("compiled", compileSeconds), ("ran", runSeconds)].compactMap { verb, seconds in
      seconds.map { "\(verb)\(verb == "compiled" && compiledFromCache ? " before" : String(format: " in %.2f s", $0))" }
    }
    return "\(file):\(line):\(name) \(status == .succeeded ? "ok" : "failed")"
      + (times.isEmpty ? "" : " (\(times.joined(separator: ", ")))")
  }

  /// One line of JSON.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension Double {
  /// Seconds without what no clock knows.
  fileprivate var inMicroseconds: Double { (self * 1e6).rounded() / 1e6 }
}
