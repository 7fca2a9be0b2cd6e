import NotebookDisplay
import Rasterization

extension Figure: Displayable, CustomStringConvertible {
  /// One line of text, and the picture as SVG.
  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, svg) }

  /// One line: the title, what is drawn, and the ranges.
  public var description: String { FigureWords(self).plainText }

  /// The picture as SVG, with its description for those who don't see it; the same figure gives the same bytes.
  public var svg: String { FigureDrawing(self).draw().svg }

  /// The picture as PNG on white; `scale` is in pixels per CSS pixel, of which 96 make an inch.
  ///
  /// Throws where the system's librsvg is missing, or the picture would be larger than 16,384 pixels.
  public func png(scale: Double = 2) throws -> [UInt8] {
    try SVGRaster.pngsDrawnInChild([svg], scale: scale)[0]
  }

  /// Writes the picture to a file, as SVG or PNG by its name's ending; a file of that name is replaced at once.
  ///
  /// Throws where the ending is neither, or the file can't be written.
  public func save(_ path: String, scale: Double = 2) throws {
    switch PictureFile.ending(of: path) {
    case "svg": try PictureFile.write(Array(svg.utf8), to: path)
    case "png": try PictureFile.write(png(scale: scale), to: path)
    default: throw PictureFileError.unknownEnding(path: path, known: ["svg", "png"])
    }
  }
}

extension Figure {
  var isSingle: Bool { grid.count == 1 }

  /// The size in inches in which the figure is drawn now.
  var drawnSize: FigureSize {
    let size = size ?? (FigureSize.ofCell == .standard ? standardSize : .ofCell)
    func side(_ inches: Double) -> Double { inches.isFinite ? min(max(inches, 0.5), 100) : 1 }
    return FigureSize(width: side(size.width), height: side(size.height))
  }

  /// Where nobody gave a size: a grid's charts are lower than a chart by itself.
  private var standardSize: FigureSize {
    let one = FigureSize.standard
    let share = rows > 1 ? 0.75 * Double(rows) : columns > 2 ? 0.65 : columns > 1 ? 0.8 : 1
    return FigureSize(width: one.width * (columns > 1 ? 1.15 : 1), height: one.height * share)
  }
}
