import Foundation

/// Progress bars on a terminal, one a running page, redrawn in place below what was said.
struct ProgressBars {
  private struct Bar {
    let name: String
    let total: Int
    var done = 0
    var line: Int?
  }

  private var bars: [Bar] = []
  private var drawn = 0

  mutating func begin(_ name: String, total: Int) {
    bars.append(Bar(name: name, total: total))
    redraw()
  }

  mutating func started(_ name: String, line: Int) { change(name) { $0.line = line } }
  mutating func finished(_ name: String) { change(name) { $0.done += 1 } }

  mutating func end(_ name: String, _ text: String) {
    bars.removeAll { $0.name == name }
    say(text)
  }

  /// Prints text above the bars.
  mutating func say(_ text: String) {
    write(erasure + text + "\n")
    drawn = 0
    redraw()
  }

  private mutating func change(_ name: String, _ change: (inout Bar) -> Void) {
    guard let index = bars.firstIndex(where: { $0.name == name }) else { return }
    change(&bars[index])
    redraw()
  }

  private var erasure: String { String(repeating: "\u{1B}[1A\u{1B}[2K", count: drawn) + "\r" }

  private mutating func redraw() {
    write(erasure + bars.map { text(of: $0) + "\n" }.joined())
    drawn = bars.count
  }

  private func text(of bar: Bar) -> String {
    let width = 24, filled = bar.total > 0 ? width * bar.done / bar.total : width
    let drawing = String(repeating: "━", count: filled) + String(repeating: "╌", count: width - filled)
    let place = bar.line.map { "  line \($0)" } ?? ""
    return String("\(drawing) \(bar.done)/\(bar.total)  \(bar.name)\(place)".prefix(max(20, columns - 1)))
  }

  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
