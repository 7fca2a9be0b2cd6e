import CellCompiler
import Foundation

/// Says in words why a cell did not run to its end.
struct FailureExplanation {
  /// The page's file, as the cells were compiled with it.
  let file: String
  /// The statement at top level that was executing.
  let line: Int?
  /// The folder where reports of crashes appear.
  let crashes: String?
  let wording: DiagnosticWording

  /// The failure, for any end but a good one. What the runtime printed of a crash is taken out of the record.
  func failure(_ end: CellEnd, of cell: ExecutableCell, recorder: inout OutputRecorder) -> CellFailure? {
    switch end {
    case .finished: nil
    case .uncaughtError(let message):
      failure(
        .uncaughtError, "uncaught error: \(wording.plain(message))",
        note: "catch it with ‘do { … } catch { … }’, or use ‘try?’")
    case .loadFailed(let message): LoadFailure(message).failure(wording: wording)
    case .timedOut:
      failure(
        .timeout, "the cell ran longer than its time-out of \(cell.timeout?.inSeconds ?? "0") s",
        note: "the option ‘//| timeout: SECONDS’ or ‘--timeout SECONDS’ gives it more")
    case .interrupted: failure(.interrupted, "interrupted")
    case .processEnded(status: nil):
      failure(.killed, "the kernel's process was ended from outside", note: "perhaps memory ran out")
    case .processEnded(let status?): ended(status, recorder: &recorder)
    }
  }

  private func ended(_ status: Int32, recorder: inout OutputRecorder) -> CellFailure {
    let signal = status & 0x7F
    if signal == 0 { return failure(.exit, "the cell ended the program: exit(\((status >> 8) & 0xFF))") }
    let backtracerText = recorder.takeErrorText(fromLastOf: ["*** Signal \(signal): Backtracing from"])
    let reason = recorder.takeErrorText(fromLastOf: CrashExplanation.marks)
    let backtrace = crashes.flatMap(Backtrace.take)
    if backtrace == nil, backtracerText == nil, reason == nil, [SIGKILL, SIGTERM, SIGHUP, SIGINT].contains(signal) {
      return failure(
        .killed, "the kernel's process was ended from outside by signal \(signal)",
        note: signal == SIGKILL ? "perhaps memory ran out" : nil)
    }
    let explanation = CrashExplanation(file: file, wording: wording)
    let problem = explanation.problem(errorText: reason ?? "", backtrace: backtrace, signal: signal, markedLine: line)
    return CellFailure(kind: .crash, problems: [problem])
  }

  private func failure(_ kind: CellFailure.Kind, _ message: String, note: String? = nil) -> CellFailure {
    let notes = note.map { [CellFailure.Note(message: $0)] } ?? []
    return CellFailure(kind: kind, problems: [.init(message: message, line: line, notes: notes)])
  }
}

extension Duration {
  /// "2" or "0.5".
  fileprivate var inSeconds: String {
    seconds.formatted(
      .number.grouping(.never).locale(Locale(identifier: "en")))
  }
}
