import NotebookDisplay
import Rasterization
import Tensors

/// Figures of one thing in order, which a page shows with a slider, and a file as a film.
public final class FigureSequence {
  public let title: String
  /// What each figure is labelled with, and the figure.
  public let frames: [(label: String, figure: Figure)]
  /// Frames a second, where the sequence is played.
  public let rate: Double

  init(title: String, frames: [(label: String, figure: Figure)], rate: Double) {
    self.title = title
    self.frames = frames
    self.rate = rate.isFinite ? min(max(rate, 0.02), 50) : 4
  }
}

/// Figures in order: `sequence(title: "Training", epochs.map { ("epoch \($0)", picture(of: $0)) })`.
///
/// With `sharedLimits` the axes of all frames show the same numbers, so that only the data move; limits that were given
/// stay. `rate` is in frames a second. Traps where there are no frames.
public func sequence(
  title: String = "", _ frames: [(String, Figure)], rate: Double = 4, sharedLimits: Bool = true,
  file: StaticString = #fileID, line: UInt = #line
) -> FigureSequence {
  if frames.isEmpty { fail("sequence: there are no frames: at least one figure is expected", file: file, line: line) }
  if sharedLimits { shareLimits(of: frames.map(\.1)) }
  return FigureSequence(title: title, frames: frames.map { (label: $0.0, figure: $0.1) }, rate: rate)
}

/// Figures in order, numbered from 1.
public func sequence(
  title: String = "", _ frames: [Figure], rate: Double = 4, sharedLimits: Bool = true, file: StaticString = #fileID,
  line: UInt = #line
) -> FigureSequence {
  sequence(
    title: title, frames.enumerated().map { ("\($0.offset + 1)", $0.element) }, rate: rate, sharedLimits: sharedLimits,
    file: file, line: line)
}

/// Gives the axes at the same place of each figure the limits of them all.
private func shareLimits(of figures: [Figure]) {
  for place in 0..<(figures.map(\.grid.count).min() ?? 0) {
    let axes = figures.map { $0.grid[place] }
    var x = Extent(), y = Extent()
    for one in axes {
      let own = AxesPlan.extents(of: one)
      x.formUnion(own.x)
      y.formUnion(own.y)
    }
    for one in axes {
      let plan = AxesPlan(one, x: x, y: y)
      if one.xLimits == nil, one.xCategories == nil, !x.isEmpty { one.xLimits = limits(plan.x) }
      if one.yLimits == nil, one.yCategories == nil, !y.isEmpty { one.yLimits = limits(plan.y) }
    }
  }
}

private func limits(_ mapping: AxisMapping) -> ClosedRange<Double> {
  min(mapping.lower, mapping.upper)...max(mapping.lower, mapping.upper)
}

extension FigureSequence: Displayable, CustomStringConvertible {
  public var description: String {
    let name = title.isEmpty ? "Sequence" : "Sequence: \(RichText(title).plain)"
    let first = frames[0].label, last = frames[frames.count - 1].label
    let labels = frames.count == 1 ? first : "\(first) to \(last)"
    return "\(name); \(frames.count) \(frames.count == 1 ? "figure" : "figures"), \(labels)"
  }

  /// One line of text, the pictures for a page's slider, and the last of them.
  public var mimeBundle: MIMEBundle {
    let pictures = PictureSequence(
      title: title, frames: frames.map { .init(label: $0.label, svg: $0.figure.svg) }, rate: rate)
    return MIMEBundle(plainText: description).adding(.pictureSequence, pictures.json)
      .adding(.svg, pictures.frames[pictures.frames.count - 1].svg)
  }

  /// The film as an animated PNG, which plays for ever; `scale` is in pixels per CSS pixel.
  ///
  /// Throws where the system's librsvg is missing, or the figures differ in size.
  public func apng(scale: Double = 2) throws -> [UInt8] {
    let frames = try SVGRaster.pngsDrawnInChild(frames.map(\.figure.svg), scale: scale)
    guard let film = AnimatedPNG.file(frames: frames, rate: rate) else { throw FilmError.sizes }
    return film
  }

  /// The film as a GIF, which plays for ever; `scale` is in pixels per CSS pixel.
  ///
  /// Throws where the system's librsvg is missing, or the figures differ in size.
  public func gif(scale: Double = 1) throws -> [UInt8] {
    let frames = try SVGRaster.pixelsDrawnInChild(frames.map(\.figure.svg), scale: scale)
    guard let film = GIF.file(frames: frames, rate: rate) else { throw FilmError.sizes }
    return film
  }

  /// Writes the film to a file, as GIF or animated PNG by its name's ending; a file of that name is replaced at once.
  ///
  /// Throws where the ending is neither, or the file can't be written.
  public func save(_ path: String, scale: Double? = nil) throws {
    switch PictureFile.ending(of: path) {
    case "gif": try PictureFile.write(gif(scale: scale ?? 1), to: path)
    case "png", "apng": try PictureFile.write(apng(scale: scale ?? 2), to: path)
    default: throw PictureFileError.unknownEnding(path: path, known: ["gif", "png"])
    }
  }
}

/// Why figures can't be joined to a film.
public enum FilmError: Error, Hashable, Sendable, CustomStringConvertible {
  case sizes

  public var description: String {
    "the figures of a film must all have one size: give each the same ‘size:’"
  }
}
