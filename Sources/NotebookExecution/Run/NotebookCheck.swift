import CellCompiler
import Foundation
public import NotebookDocument

/// Compiles a page's cells and runs none.
public struct NotebookCheck: Sendable {
  private let notebook: Notebook
  private let page: PageLocation
  private let environment: RunEnvironment
  private let cachePolicy: CellCache.Policy

  public init(
    _ notebook: Notebook, page: PageLocation, environment: RunEnvironment, cachePolicy: CellCache.Policy = .use
  ) {
    self.notebook = notebook
    self.page = page
    self.environment = environment
    self.cachePolicy = cachePolicy
  }

  /// What the compiler says of one cell.
  public struct Finding: Hashable, Sendable {
    public let cell: CodeCell
    /// What is wrong with the cell; nil where it compiles.
    public let failure: CellFailure?
    public let warnings: [CellFailure.Problem]
  }

  /// Compiles every cell that would be run, each after those before it that compile, and returns what was found in order.
  public func findings() async throws -> [Finding] {
    try await environment.withCompiler(cachePolicy) { try await findings(compiler: $0) }
  }

  private func findings(compiler: CellCompiler) async throws -> [Finding] {
    let cells = notebook.steps.filter(\.isEvaluated)
    let pipeline = CompilationPipeline(cells, after: CellChain(), file: page.fileName, compiler: compiler)
    var findings: [Finding] = []
    for cell in cells {
      let diagnostics: [CompilerDiagnostic]
      var failure: CellFailure?
      switch try await pipeline.step(for: cell).compilation {
      case .compiled(let compiled):
        _ = try await compiled.linked
        diagnostics = compiled.warnings
      case .failed(let errors, _):
        diagnostics = errors
        failure = CellFailure(errors, in: cell)
      }
      findings.append(Finding(cell: cell, failure: failure, warnings: diagnostics.warnings(in: cell)))
    }
    return findings
  }
}
