import CellCompiler
import Foundation
import NotebookDocument

/// All that decides about a page's outputs, apart from the files and variables that its cells read: two runs with the same
/// key are expected to give the same outputs.
///
/// Prose and options that only concern how a page is rendered are no part of it, nor is the line on which a cell stands.
struct PageKey: Hashable, Codable {
  struct Cell: Hashable, Codable {
    let index: Int
    let source: Digest
    let options: Digest
  }

  private let toolchain: Digest
  private let library: Digest
  private let program: Digest
  private let machine: Digest
  private let place: Digest
  private let seed: Digest
  private let options: Digest
  private let cells: [Cell]

  init(_ notebook: Notebook, page: PageLocation, environment: RunEnvironment, options: RunOptions) {
    let installation = environment.installation
    toolchain = environment.toolchain.fingerprint
    library = installation.fingerprint
    // What records outputs changes with this program; 1 is the version of what is kept.
    program = Digest(of: "1", FileStamp(installation.kernel).description, FileStamp("/proc/self/exe").description)
    machine = Machine.fingerprint
    place = Digest(of: page.directory, page.fileName)
    seed = Digest(of: (options.seed ?? notebook.frontMatter.seed).map(String.init) ?? "")
    self.options = Digest(of: String(options.allowsErrors))
    cells = notebook.steps.filter(\.isEvaluated).map { cell in
      let timeout = cell.options.timeout ?? options.timeout ?? notebook.frontMatter.timeout
      let own = cell.options
      return Cell(
        index: cell.index, source: Digest(of: cell.code.map { Array($0.utf8) }),
        options: Digest(
          of: [
            timeout?.description, own.error.description, own.expect.map { "=" + $0 }, own.figureWidth?.description,
            own.figureHeight?.description,
          ].map { Array(($0 ?? "").utf8) }))
    }
  }

  /// The name under which outputs are kept.
  var digest: Digest {
    let parts = [toolchain, library, program, machine, place, seed, options]
    return Digest(
      of: (parts.map(\.description) + cells.map { "\($0.index) \($0.source) \($0.options)" }).map { Array($0.utf8) })
  }

  /// What is not as it was in an earlier key, as the beginning of a sentence; nil where nothing is.
  func change(since earlier: PageKey, in notebook: Notebook) -> String? {
    if toolchain != earlier.toolchain { return "the toolchain changed" }
    if library != earlier.library { return "the library changed" }
    if program != earlier.program { return "this program changed" }
    if machine != earlier.machine { return "the machine, its time zone or its language changed" }
    if place != earlier.place { return "the page was moved" }
    if let index = cells.indices.first(where: { $0 >= earlier.cells.count || cells[$0] != earlier.cells[$0] }) {
      guard let cell = notebook.step(cells[index].index) else { return nil }
      if index < earlier.cells.count, cells[index].source == earlier.cells[index].source,
        cells[index].index == earlier.cells[index].index
      {
        return "the options of \(cell.place) changed"
      }
      return (cell.options.parameters ? "a parameter changed, in " : "") + cell.place
        + (cell.options.parameters ? "" : " changed")
    }
    if cells.count < earlier.cells.count { return "cells at the page's end were removed" }
    if seed != earlier.seed { return "the seed changed" }
    if options != earlier.options { return "‘--allow-errors’ changed" }
    return nil
  }
}

/// What outputs depend on of the machine: how many processors add numbers up and which instructions they have, the time
/// zone, the language.
private enum Machine {
  static let fingerprint: Digest = {
    let environment = ProcessInfo.processInfo.environment
    let names = environment.keys.filter { name in
      name == "TZ" || name == "LANG" || name.hasPrefix("LC_") || name.hasPrefix("OPENBLAS_") || name.hasPrefix("OMP_")
    }
    let zone = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")) ?? ""
    return Digest(
      of: String(ProcessInfo.processInfo.activeProcessorCount), processor, zone,
      names.sorted().map { "\($0)=\(environment[$0] ?? "")" }.joined(separator: "\n"))
  }()

  /// The first processor's name.
  private static var processor: String {
    let descriptor = open("/proc/cpuinfo", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    return lines.prefix { !$0.hasPrefix("processor") || $0.hasSuffix(" 0") }
      .filter {
        $0.hasPrefix("model name") || $0.hasPrefix("flags") || $0.hasPrefix("Features") || $0.hasPrefix("CPU part")
      }
      .joined(separator: "\n")
  }
}
