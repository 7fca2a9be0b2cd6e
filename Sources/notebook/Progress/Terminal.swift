import Foundation

/// The terminal that standard error may be.
struct Terminal {
  private let environment: [String: String]

  init(environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }

  /// Whether lines can be redrawn in place: it is a terminal, and one that can move its cursor.
  var canRedraw: Bool {
    guard let kind = environment["TERM"], !kind.isEmpty, kind != "dumb" else { return false }
    return isatty(STDERR_FILENO) == 1
  }

  /// Whether it shows colours, and nobody asked for none (no-color.org).
  var hasColor: Bool { canRedraw && environment["NO_COLOR", default: ""].isEmpty }

  /// Its size now: it may be resized at any time.
  var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (24, 80) }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
