import Foundation
import NotebookPages

/// The folder beside a page that has its pictures and tables as files.
///
/// A list in it names the files that a run has written: a later run removes those that it no longer writes, and touches no
/// other.
struct FilesFolder {
  /// The folder that holds the page and this folder.
  let pageFolder: String
  /// `module2_files`.
  let name: String

  var path: String { "\(pageFolder)/\(name)" }
  private var list: String { path + "/.written-by-notebook" }

  /// Writes the files, and removes those of an earlier run; the folder goes with the last one.
  func write(_ files: [PageFile]) throws {
    let before = writtenNames
    if files.isEmpty && before.isEmpty { return }
    let names = files.map { ($0.path as NSString).lastPathComponent }
    // Named first: where this is stopped half way, the next run still knows what is the page's own.
    try AtomicFile.write(Self.text(Set(names).union(before).sorted()), to: list)
    for file in files { try AtomicFile.write(file.bytes, to: "\(pageFolder)/\(file.path)") }
    for name in before.subtracting(names) { unlink("\(path)/\(name)") }
    if names.isEmpty {
      unlink(list)
      rmdir(path)
    } else {
      try AtomicFile.write(Self.text(names.sorted()), to: list)
    }
  }

  /// The files of earlier runs.
  private var writtenNames: Set<String> {
    let text = FileManager.default.contents(atPath: list).map { String(decoding: $0, as: UTF8.self) } ?? ""
    // Only of this folder, whatever the list says.
    return Set(text.split(separator: "\n").map(String.init).filter { !$0.contains("/") && !$0.hasPrefix(".") })
  }

  private static func text(_ names: [String]) -> [UInt8] { names.flatMap { Array($0.utf8) + [0x0A] } }
}
