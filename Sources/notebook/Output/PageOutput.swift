import Foundation
import NotebookDocument
import NotebookExecution
import NotebookPages
import Rasterization

/// Where a page with its results goes.
struct PageOutput {
  private let folder: String
  private let name: String
  private let pageFolder: String
  private let formats: [PageFormat]

  /// Plans the outputs of several pages, before anything runs.
  static func plan(for paths: [String], folder: String, formats: [PageFormat]) throws -> [PageOutput] {
    var pathByName: [String: String] = [:]
    let outputs = try paths.map { path in
      let file = (path as NSString).lastPathComponent
      let name = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
      if let other = pathByName.updateValue(path, forKey: name) {
        throw Malformed(
          description: other == path
            ? "\(path) is named twice"
            : "\(other) and \(path) would both be written to \(folder)/\(name).html: run them with different ‘--output’ folders"
        )
      }
      let pageFolder = (path as NSString).deletingLastPathComponent
      return PageOutput(folder: folder, name: name, pageFolder: pageFolder.isEmpty ? "." : pageFolder, formats: formats)
    }
    for (path, output) in zip(paths, outputs) {
      for target in output.targets where output.isSameFile(target, path) {
        throw Malformed(description: "\(target) is the page itself: choose another folder with ‘--output DIR’")
      }
    }
    return outputs
  }

  /// Makes the folder where it is missing, and makes sure that it can be written.
  static func prepare(folder: String) throws {
    do {
      try AtomicFile.makeFolder(folder)
      try AtomicFile.checkWritable(folder: folder)
    } catch {
      throw Malformed(description: "the output folder can't be written: \(error). Choose another with ‘--output DIR’")
    }
  }

  private var targets: [String] { formats.map { "\(folder)/\(name).\($0.rawValue)" } }

  private func isSameFile(_ a: String, _ b: String) -> Bool {
    func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    return resolved(a) == resolved(b)
  }

  /// What was written, and what the reader should know about it.
  struct Written {
    var paths: [String]
    var notice: String?
  }

  /// Writes every format, and the page's pictures and tables beside it. A file that can't be written leaves what was there
  /// before.
  func write(_ notebook: Notebook, outcomes: [CellOutcome]) throws -> Written {
    let filesFolder = FilesFolder(pageFolder: folder, name: name + "_files")
    var obstacle: RasterizationError?
    let files = PageFiles(notebook, outcomes: outcomes, folder: filesFolder.name) { svg in
      // Once it is known that no picture can be drawn, none is tried.
      if case .missingLibrary? = obstacle { return nil }
      do throws(RasterizationError) {
        return try SVGRaster.png(svg)
      } catch {
        obstacle = error
        return nil
      }
    }
    do {
      try filesFolder.write(files.files)
      for (format, target) in zip(formats, targets) {
        try AtomicFile.write(Array(text(of: notebook, outcomes, as: format).utf8), to: target)
      }
    } catch {
      throw Malformed(description: "the page can't be written: \(error)")
    }
    let count = files.missingPNGs
    return Written(
      paths: targets + (files.files.isEmpty ? [] : [filesFolder.path]),
      notice: obstacle.map { "\(count) \(count == 1 ? "picture has" : "pictures have") no PNG file: \($0)" })
  }

  private func text(of notebook: Notebook, _ outcomes: [CellOutcome], as format: PageFormat) -> String {
    switch format {
    case .html: html(of: notebook, outcomes)
    case .ipynb: JupyterNotebook(notebook, outcomes: outcomes).text
    case .md: MarkdownPage(notebook, outcomes: outcomes, filesFolder: name + "_files").text
    }
  }

  /// The page as HTML, with the pictures that lie beside it in it.
  func html(of notebook: Notebook, _ outcomes: [CellOutcome], live: LiveCopy? = nil) -> String {
    HTMLPage(notebook, outcomes: outcomes, live: live) { address in
      FileManager.default.contents(atPath: "\(pageFolder)/\(address.removingPercentEncoding ?? address)").map(
        Array.init)
    }.text
  }
}
