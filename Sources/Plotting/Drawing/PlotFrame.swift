/// A rectangle in pixels, from the top left.
struct Box: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }

  func intersects(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  func contains(_ other: Box, slack: Double = 0.01) -> Bool {
    other.x >= x - slack && other.right <= right + slack && other.y >= y - slack && other.bottom <= bottom + slack
  }
}

/// The part of the picture in which the data are drawn, and where its numbers lie.
struct PlotFrame {
  let box: Box
  private(set) var x: AxisMapping
  private(set) var y: AxisMapping

  init(box: Box, x: AxisMapping, y: AxisMapping) {
    self.box = box
    self.x = x
    self.y = y
    self.x.start = box.x
    self.x.end = box.right
    self.y.start = box.bottom
    self.y.end = box.y
  }

  func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (self.x.position(x), self.y.position(y)) }

  /// The place of a number, or of the axis' nearest end where the scale has none for it: the foot of a bar at zero on a
  /// logarithmic axis.
  func yOrEdge(_ value: Double) -> Double {
    let place = y.position(value)
    return place.isNaN ? y.start : place
  }

  func xOrEdge(_ value: Double) -> Double {
    let place = x.position(value)
    return place.isNaN ? x.start : place
  }
}
