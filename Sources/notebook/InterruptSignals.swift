import CellCompiler
import Dispatch
import Foundation

/// Turns the signals that ask a program to stop into a call; a second one ends the program at once.
struct InterruptSignals {
  private let sources: [any DispatchSourceSignal]

  init(_ onInterrupt: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      nonisolated(unsafe) var count = 0
      source.setEventHandler {
        count += 1
        if count > 1 { Self.endAtOnce() }
        onInterrupt()
      }
      source.resume()
      return source
    }
  }

  /// Ends the program, leaving no file behind.
  static func endAtOnce() -> Never {
    TemporaryFolder.removeAll()
    Foundation.exit(ExitStatus.interrupted.rawValue)
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
