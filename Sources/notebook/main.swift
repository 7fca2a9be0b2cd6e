import CellCompiler
import Foundation
import NotebookDocument
import NotebookExecution

let path = CommandLine.arguments[1]
let notebook = try Notebook(contentsOfFile: path)
let environment = try await RunEnvironment.current()
let run = NotebookRun(notebook, page: PageFile(path: path), environment: environment, options: RunOptions(timeout: 3, allowsErrors: CommandLine.arguments.contains("-e")))
let outcomes = try await run.execute { event in
  if case .finished(let cell, let outcome, let cost) = event {
    print("— line \(cell.line)", outcome.status, cost.compilation ?? "", cost.run ?? "", cost.isCompilationCached)
    for o in outcome.outputs { print("   ", o) }
    for w in outcome.warnings { print("   warning", w) }
  }
}
