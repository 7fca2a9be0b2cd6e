import ArgumentParser
import CellCompiler
import Foundation
import NotebookDocument
import NotebookExecution
import NotebookPages

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compile every cell of a page, run none, and report all errors at once.",
    discussion: """
      Nothing is executed and nothing written. A cell that does not compile is left out for the cells after it, so that \
      one mistake is told once.

      EXAMPLES:
        notebook check notebooks/module1.md
        notebook check notebooks/*.md && echo fine
      """)

  @Argument(help: "The pages' Markdown files.", completion: .file(extensions: ["md"]))
  var files: [String]

  @Flag(help: "Neither read nor write caches.")
  var noCache = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one page") }
  }

  func run() async throws {
    let pages = try PageToRun.read(files)
    let signals = InterruptSignals { InterruptSignals.endAtOnce() }
    defer { signals.stop() }
    let environment = try await RunEnvironment.current(remembers: !noCache)
    var errorCount = 0
    for page in pages {
      let check = NotebookCheck(
        page.notebook, page: PageLocation(path: page.path), environment: environment,
        cachePolicy: noCache ? .ignore : .use)
      let findings = try await check.findings()
      for finding in findings {
        if let failure = finding.failure {
          if !finding.cell.options.error { errorCount += failure.problems.count }
          for paragraph in FailureText(failure: failure, notebook: page.notebook).paragraphs { print(paragraph) }
        }
        for warning in finding.warnings {
          let text = FailureText(
            failure: CellFailure(kind: .compileError, problems: [warning]), notebook: page.notebook)
          for paragraph in text.paragraphs { print("warning: " + paragraph) }
        }
      }
      let failed = findings.count { $0.failure != nil && !$0.cell.options.error }
      if failed == 0 { print("\(page.path): all \(findings.count) cells compile") }
    }
    if errorCount > 0 {
      standardError("\(errorCount) \(errorCount == 1 ? "error" : "errors")")
      throw ExitStatus.cellFailed
    }
  }
}
