import ArgumentParser
import Foundation
import NotebookDocument

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a short page to begin with.",
    discussion: """
      The page shows what a page can hold: a title, cells, a table with a caption, a formula, a callout. Its title is made \
      of the name. A file that is there already is left alone.

      EXAMPLES:
        notebook new first-steps              writes first-steps.md
        notebook new notebooks/gan.md && notebook watch notebooks/gan.md
      """)

  @Argument(help: "The page's file, with or without ‘.md’.")
  var name: String

  func validate() throws {
    if (name as NSString).lastPathComponent.isEmpty || name.hasSuffix("/") {
      throw ValidationError("name a file, such as ‘first-steps’")
    }
  }

  func run() throws {
    let path = name.hasSuffix(".md") ? name : name + ".md"
    do { try AtomicFile.create(Array(PageTemplate(path: path).text.utf8), at: path) } catch let error
      as AtomicFile.Failure
      where error.code == EEXIST
    {
      throw Malformed(description: "\(path) is already there, and stays as it is. Choose another name")
    } catch {
      throw Malformed(description: "the page can't be written: \(error)")
    }
    print(path)
    standardError("run it with ‘notebook run \(path)’, or ‘notebook watch \(path)’ while you write")
  }
}
