import ArgumentParser
import Foundation
import NotebookExecution

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove the caches and the folder _build.",
    discussion: """
      The next run compiles everything anew; no page and no other file of yours is touched.

      EXAMPLES:
        notebook clean --dry-run      only say what would be removed
        notebook clean
      """)

  @Flag(name: [.short, .long], help: "Say what would be removed, and remove nothing.")
  var dryRun = false

  func run() throws {
    let folders = [RunEnvironment.defaultCaches, "_build"].filter(FileManager.default.fileExists(atPath:))
    if folders.isEmpty { print("nothing to remove") }
    for folder in folders {
      if !dryRun {
        do {
          try FileManager.default.removeItem(atPath: folder)
        } catch {
          throw Malformed(description: "\(folder) can't be removed: \(error.localizedDescription)")
        }
      }
      print(dryRun ? "would remove \(folder)" : "removed \(folder)")
    }
  }
}
