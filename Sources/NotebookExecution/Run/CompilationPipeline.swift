import CellCompiler
import NotebookDocument

/// Compiles a page's cells one after the other, ahead of their run: a cell needs the module of the one before, not its run.
struct CompilationPipeline: Sendable {
  /// A cell's compilation, and the chain of those after which the next is compiled.
  struct Step: Sendable {
    let compilation: Compilation
    let chain: CellChain
  }

  private let steps: [Int: Task<Step, any Error>]

  /// Begins to compile the cells that are to be run.
  ///
  /// - Parameters:
  ///   - cells: The cells, by their place in the page.
  ///   - chain: The cells that ran well before them.
  ///   - number: What tells a cell's module from the others of its chain; by default the cell's place.
  ///   - onFailure: Called as soon as a cell is known not to compile.
  init(
    _ cells: [CodeCell], after chain: CellChain, file: String, compiler: CellCompiler,
    number: @escaping @Sendable (CodeCell) -> Int = \.index,
    onFailure: @escaping @Sendable (CodeCell, CellFailure) -> Void = { _, _ in }
  ) {
    var steps: [Int: Task<Step, any Error>] = [:]
    var previous: Task<Step, any Error>?
    for cell in cells {
      let step = Task { [previous] in
        let chain = try await previous?.value.chain ?? chain
        try Task.checkCancellation()
        let compilation = try await compiler.compile(CellSource(cell, file: file), index: number(cell), after: chain)
        switch compilation {
        case .compiled(let compiled): return Step(compilation: compilation, chain: chain.appending(compiled))
        case .failed(let diagnostics, let lost):
          onFailure(cell, CellFailure(diagnostics, in: cell))
          return Step(compilation: compilation, chain: chain.losing(lost))
        }
      }
      steps[cell.index] = step
      previous = step
    }
    self.steps = steps
  }

  /// The compilation of a cell, waited for.
  func step(for cell: CodeCell) async throws -> Step { try await steps[cell.index]!.value }

  func cancel() {
    for step in steps.values { step.cancel() }
  }

  /// Stops what is still being compiled, and waits until no program runs any more.
  func end() async {
    cancel()
    for step in steps.values {
      if case .compiled(let cell)? = try? await step.value.compilation { _ = try? await cell.linked }
    }
  }
}

extension CellSource {
  init(_ cell: CodeCell, file: String) {
    self.init(
      code: cell.compilableSource, file: file, line: cell.line,
      expressionCount: cell.isInline ? cell.expressions.count : nil)
  }
}

extension CellFailure {
  /// What the compiler found wrong, with the warnings left out.
  init(_ diagnostics: [CompilerDiagnostic], in cell: CodeCell) {
    let errors = diagnostics.filter { $0.severity == .error }
    self.init(kind: .compileError, problems: errors.map { Problem($0, in: cell) })
  }
}

extension [CompilerDiagnostic] {
  /// The warnings among them.
  func warnings(in cell: CodeCell) -> [CellFailure.Problem] {
    filter { $0.severity == .warning }.map { CellFailure.Problem($0, in: cell) }
  }
}

extension CellFailure.Problem {
  init(_ diagnostic: CompilerDiagnostic, in cell: CodeCell) {
    // The cell may stand in a list; the compiler saw it without its indentation.
    let column = diagnostic.column.map { $0 + (diagnostic.line.map(cell.indentation(ofLine:)) ?? 0) }
    self.init(
      message: diagnostic.message, line: diagnostic.line, column: column,
      notes: diagnostic.notes.map { CellFailure.Note(message: $0.message, line: $0.line) })
  }
}
