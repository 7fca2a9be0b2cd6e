import ArgumentParser
import Foundation
import NotebookDocument
import NotebookPages

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Make a Jupyter notebook of a page, or a page of a notebook, without running it.",
    discussion: """
      A page that was made a notebook and is made a page again is the same, byte for byte; what was changed in Jupyter \
      meanwhile is taken over, and nothing else changes. A page can also be written as Quarto or MyST write theirs.

      The new file lies beside the old one. A file that is there already, with other content, is only replaced with \
      ‘--force’.

      EXAMPLES:
        notebook convert page.md --to ipynb
        notebook convert notes.ipynb --to md --output pages
        notebook convert page.md --to md --spelling quarto --output page.qmd
      """)

  @Argument(help: "Pages (.md) and Jupyter notebooks (.ipynb).", completion: .file(extensions: ["md", "ipynb", "qmd"]))
  var files: [String]

  @Option(help: "What to write: ipynb or md.")
  var to: ConvertedFormat

  @Option(help: "How cells and callouts are written: notebook, quarto or myst; by default as they are.")
  var spelling: SpellingName?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The folder to write to; or, for one page, the file.", valueName: "path"), completion: .directory
  )
  var output: String?

  @Flag(name: [.short, .long], help: "Replace files that are there.")
  var force = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one file") }
  }

  func run() throws {
    let targets = try self.targets()
    let conversions = try zip(files, targets).map {
      try Conversion(of: $0, to: to, spelling: spelling?.spelling, target: $1)
    }
    for (file, (target, conversion)) in zip(files, zip(targets, conversions)) {
      let present = FileManager.default.contents(atPath: target)
      if FileManager.default.fileExists(atPath: target), present != Data(conversion.text.utf8), !force {
        let isItself = target == file
        throw Malformed(
          description: isItself
            ? "\(file) would be written over itself: name another file with ‘--output’, or say ‘--force’"
            : "\(target) is there already: say ‘--force’ to replace it, or name another with ‘--output’")
      }
    }
    for (target, conversion) in zip(targets, conversions) {
      do { try AtomicFile.write(Array(conversion.text.utf8), to: target) } catch {
        throw Malformed(description: "the file can't be written: \(error)")
      }
      for note in conversion.notes { standardError("\(target): \(note)") }
      print(target)
    }
    let problems = conversions.flatMap(\.problems)
    if !problems.isEmpty {
      standardError("before the page can be run, there is something to mend:")
      for problem in problems { standardError("\(problem)") }
      throw ExitStatus.cellFailed
    }
  }

  /// The file that each one is written to.
  private func targets() throws -> [String] {
    var sources: [String: String] = [:]
    return try files.map { file in
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension + ".\(to.rawValue)"
      let target: String
      if let output, files.count == 1, [".md", ".qmd", ".ipynb"].contains(where: output.hasSuffix) {
        target = output
      } else {
        let folder = output ?? (file as NSString).deletingLastPathComponent
        target = (folder as NSString).appendingPathComponent(name)
      }
      if let other = sources.updateValue(file, forKey: target) {
        throw Malformed(description: "\(other) and \(file) would both be written to \(target)")
      }
      return target
    }
  }
}

/// What a file is converted to.
enum ConvertedFormat: String, CaseIterable, ExpressibleByArgument {
  case ipynb, md
}

/// A spelling of cells, as the command line names it.
enum SpellingName: String, CaseIterable, ExpressibleByArgument {
  case notebook, quarto, myst

  var spelling: CellSpelling {
    switch self {
    case .notebook: .plain
    case .quarto: .quarto
    case .myst: .myst
    }
  }
}

/// One file in its new form.
private struct Conversion {
  let text: String
  /// What could not be kept, or not as it was.
  var notes: [String] = []
  /// What keeps the new page from being run.
  var problems: [NotebookError] = []

  init(of file: String, to format: ConvertedFormat, spelling: CellSpelling?, target: String) throws {
    do {
      var source: String
      if file.hasSuffix(".ipynb") {
        let page = try ImportedPage(jupyter: Notebook.bytes(ofFile: file), name: file)
        (source, notes) = (page.text, page.notes)
      } else {
        source = try Notebook(contentsOfFile: file).source
      }
      // What is wrong is told by the lines of the page that is written.
      let notebook: Notebook
      do { notebook = try Notebook(source: Array(source.utf8), name: target) } catch {
        guard format == .md, spelling == nil else { throw error }
        (text, problems) = (source, error.problems)
        return
      }
      guard let spelling else {
        text = format == .md ? source : JupyterNotebook(notebook).text
        return
      }
      let (spelled, lost) = notebook.spelled(spelling)
      notes += lost.map { "line \($0.line ?? 1): \($0.message)" }
      source = spelled
      text = format == .md ? source : JupyterNotebook(try Notebook(source: Array(source.utf8), name: file)).text
    } catch let errors as NotebookErrors {
      throw Malformed(description: errors.description)
    } catch let error as NotebookError {
      throw Malformed(description: error.description)
    }
  }
}
