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
        if count > 1 { Foundation.exit(ExitStatus.interrupted.rawValue) }
        onInterrupt()
      }
      source.resume()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
