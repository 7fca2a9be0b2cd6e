import Foundation
import NotebookDisplay

/// Progress bars on a terminal: a line a running page, and below it one for the loop that the page is in. They are redrawn
/// in place, below what was said.
struct ProgressBars {
  private var pages: [PageProgress] = []
  private var region = LiveRegion()
  private let terminal = Terminal()

  mutating func begin(_ name: String, total: Int) {
    pages.append(PageProgress(name: name, total: total))
    draw()
  }

  mutating func started(_ name: String, line: Int) {
    change(name) {
      $0.line = line
      $0.loop = nil
    }
  }

  mutating func looping(_ name: String, _ loop: LoopProgress?) { change(name) { $0.loop = loop } }

  mutating func finished(_ name: String) {
    change(name) {
      $0.done += 1
      $0.loop = nil
    }
  }

  /// Takes a page's lines away and leaves one in their place.
  mutating func end(_ name: String, _ text: String) {
    pages.removeAll { $0.name == name }
    say(text)
  }

  /// Prints text above the bars.
  mutating func say(_ text: String) { draw(below: text + "\n") }

  private mutating func change(_ name: String, _ change: (inout PageProgress) -> Void) {
    guard let index = pages.firstIndex(where: { $0.name == name }) else { return }
    change(&pages[index])
    draw()
  }

  private mutating func draw(below text: String = "") {
    let size = terminal.size
    let lines = Self.lines(of: pages, rows: size.rows - 1).map { $0.fitting(columns: size.columns - 1) }
    let update = region.replace(with: lines, below: text, columns: size.columns, inColor: terminal.hasColor)
    if !update.isEmpty { terminal.write(update) }
  }

  /// The lines of all pages, in at most so many rows: where they are too many, loops are left out, then pages.
  static func lines(of pages: [PageProgress], rows: Int) -> [StyledLine] {
    let loops = pages.count { $0.loop != nil }
    if pages.count + loops <= rows { return pages.flatMap { [$0.pageLine] + [$0.loopLine].compactMap(\.self) } }
    if pages.count <= rows { return pages.map(\.pageLine) }
    let shown = max(rows - 1, 0)
    let more = StyledLine(("… and \(pages.count - shown) more pages", .faint))
    return pages.prefix(shown).map(\.pageLine) + (rows > 0 ? [more] : [])
  }
}
