/// Writes the path of a line that may leave the frame and have gaps.
///
/// What is far outside is cut off, because readers draw far-away points wrongly; and a piece of one point becomes a dot.
struct LinePath {
  private let frame: Box
  private var last: (x: Double, y: Double)?
  /// Where the pen is, when it is down.
  private var pen: (x: Double, y: Double)?
  private var isStart = true
  private(set) var length = 0.0

  init(frame: Box, room: Double = 8) {
    self.frame = Box(
      x: frame.x - room, y: frame.y - room, width: frame.width + 2 * room, height: frame.height + 2 * room)
  }

  /// Draws on to a point; no number makes a gap.
  mutating func add(_ x: Double, _ y: Double, to writer: inout SVGWriter) {
    guard x.isFinite, y.isFinite else { return gap(in: &writer) }
    defer {
      last = (x, y)
      isStart = false
    }
    guard let from = last, !isStart else { return }
    guard let (a, b) = clipped(from, (x, y)) else {
      pen = nil
      return
    }
    if pen == nil || pen! != a {
      writer.raw("M")
      writer.point(a.x, a.y)
      writer.raw("L")
    } else {
      writer.raw(" ")
    }
    writer.point(b.x, b.y)
    length += ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    pen = b
  }

  /// Lifts the pen. A point between two gaps is drawn as a dot.
  mutating func gap(in writer: inout SVGWriter) {
    if let last, !isStart, pen == nil, isSingle {
      // A circle that the stroke fills, and wider than a line: or it would be taken for a speck.
      writer.raw("M")
      writer.point(last.x - 1, last.y)
      writer.raw("a1 1 0 1 0 2 0a1 1 0 1 0-2 0")
    }
    last = nil
    pen = nil
    isStart = true
  }

  private var isSingle: Bool { last.map { clipped($0, $0) != nil } ?? false }

  /// Liang and Barsky's clipping (1984); nil where nothing of the segment is inside.
  private func clipped(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> (a: (x: Double, y: Double), b: (x: Double, y: Double))? {
    let dx = b.x - a.x, dy = b.y - a.y
    var first = 0.0, end = 1.0
    for (p, q) in [
      (-dx, a.x - frame.x), (dx, frame.right - a.x), (-dy, a.y - frame.y), (dy, frame.bottom - a.y),
    ] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        first = max(first, q / p)
      } else {
        end = min(end, q / p)
      }
    }
    if first > end { return nil }
    return (
      first == 0 ? a : (a.x + first * dx, a.y + first * dy), end == 1 ? b : (a.x + end * dx, a.y + end * dy)
    )
  }
}
