import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// The pictures and the tables that a page shows, as files: each figure as SVG and PNG, each table as CSV.
public struct PageFiles: Sendable {
  public private(set) var files: [PageFile] = []
  /// How many pictures there are that `rasterize` made no PNG of.
  public private(set) var missingPNGs = 0

  /// Collects the files of a page, an outcome a cell; they are to lie in `folder`, beside the page. `rasterize` makes a
  /// PNG of an SVG, where its cell made none itself; nil where it can't.
  public init(
    _ notebook: Notebook, outcomes: [CellOutcome], folder: String, rasterize: (_ svg: String) -> [UInt8]?
  ) {
    let names = OutputFileNames(notebook, outcomes: outcomes)
    for cell in notebook.cells {
      for (index, output) in outcomes.outcome(of: cell).outputs.enumerated() {
        switch output {
        case .display(let bundle), .result(let bundle):
          if let name = names[cell, index] { add(bundle, path: "\(folder)/\(name)", rasterize: rasterize) }
        case .stream, .notice: break
        }
      }
    }
  }

  private mutating func add(_ bundle: MIMEBundle, path: String, rasterize: (String) -> [UInt8]?) {
    if let csv = bundle.text(.csv) { files.append(PageFile(path: path + ".csv", bytes: Array(csv.utf8))) }
    switch RichOutput(bundle) {
    case .svg(let svg): add(svg: svg, png: bundle.data(.png), path: path, rasterize: rasterize)
    case .sequence(let sequence):
      let svg = bundle.text(.svg) ?? sequence.frames.last?.svg ?? ""
      add(svg: svg, png: bundle.data(.png), path: path, rasterize: rasterize)
    case .image(let type, let bytes): files.append(PageFile(path: "\(path).\(type.fileEnding)", bytes: bytes))
    case .html, .markdown, .latex, .json, .plain: break
    }
  }

  private mutating func add(svg: String, png: [UInt8]?, path: String, rasterize: (String) -> [UInt8]?) {
    files.append(PageFile(path: path + ".svg", bytes: Array(svg.utf8)))
    if let png = png ?? rasterize(svg) {
      files.append(PageFile(path: path + ".png", bytes: png))
    } else {
      missingPNGs += 1
    }
  }
}

extension MIMEType {
  /// `png` of `image/png`.
  var fileEnding: String { rawValue.split(separator: "/").last.map(String.init) ?? "png" }
}
