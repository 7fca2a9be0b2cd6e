import CellCompiler
import Foundation

/// Explains a crash from what the runtime printed, what the backtracer found, and where the cell was.
struct CrashExplanation {
  /// The page's file, as the cells were compiled with it.
  let file: String
  let wording: DiagnosticWording

  /// What marks the line on standard error in which the runtime says why it ends the program.
  static let marks = ["Could not cast value of type", "Fatal error", "Precondition failed", "Assertion failed"]

  /// - Parameters:
  ///   - errorText: What the runtime printed of the crash.
  ///   - backtrace: The backtracer's report.
  ///   - signal: The signal that ended the process.
  ///   - markedLine: The statement at top level that was executing.
  func problem(errorText: String, backtrace: Backtrace?, signal: Int32, markedLine: Int?) -> CellFailure.Problem {
    let printed = PrintedReason(errorText, file: file)
    let line = printed?.line ?? backtrace?.line(in: file) ?? markedLine
    if backtrace?.isStackOverflow == true {
      return CellFailure.Problem(
        message: "unbounded recursion: the stack is full", line: line,
        notes: [.init(message: "a function calls itself without end; does it reach a case that returns?")])
    }
    let reason = printed?.message ?? backtrace?.runtimeFailure?.capitalizingFirst ?? Self.name(of: signal)
    var notes: [CellFailure.Note] = []
    if let line, let markedLine, markedLine != line {
      notes.append(.init(message: "called from here", line: markedLine))
    }
    return CellFailure.Problem(message: wording.plain(reason), line: line, notes: notes)
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case SIGSEGV, SIGBUS: "memory was accessed that is not there"
    case SIGILL, SIGTRAP: "the program trapped"
    case SIGFPE: "an arithmetic operation has no result"
    case SIGABRT: "the program aborted"
    default: "the program was ended by signal \(signal)"
    }
  }
}

/// The reason that the Swift runtime prints: `Cell3/module2.md:41: Fatal error: Index out of range`, or of a condition
/// that does not hold `Cell3/module2.md:41: Precondition failed: x is positive`.
private struct PrintedReason {
  let message: String
  /// The line, where it is one of the page.
  let line: Int?

  init?(_ text: String, file: String) {
    // A cast that fails prints no "Fatal error".
    if let cast = text.firstMatch(of: /Could not cast value of type .*/) {
      message = String(cast.0).replacing(/\s\(0x[0-9a-f]+\)/, with: "").replacing(/\bSwift\.|\.$/, with: "")
      line = nil
      return
    }
    guard let mark = text.matches(of: /(?:Fatal error|(Precondition failed|Assertion failed))(?:: (.*))?/).last else {
      return nil
    }
    // "Fatal error" says nothing where something follows.
    let words = [mark.1, mark.2].compactMap { $0.flatMap { $0.isEmpty ? nil : String($0) } }
    message = words.isEmpty ? "fatal error" : words.joined(separator: ": ")
    let lineStart = text[..<mark.range.lowerBound].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
    let place = text[lineStart..<mark.range.lowerBound].firstMatch(of: /([^\/]*):(\d+): $/)
    line = place.flatMap { $0.1 == file.split(separator: "/").last ?? "" ? Int($0.2) : nil }
  }
}

extension String {
  fileprivate var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}
