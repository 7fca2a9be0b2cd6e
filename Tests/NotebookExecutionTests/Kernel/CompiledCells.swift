import CellCompiler
import Foundation

@testable import NotebookExecution

/// Cells compiled one after the other, for a kernel session of the test's own; the page's lines are ten to a cell.
struct CompiledCells {
  let environment: RunEnvironment
  let folder = TrialFolder()
  private let compiler: CellCompiler
  private var chain = CellChain()
  private(set) var executables: [ExecutableCell] = []

  init(_ cells: String...) async throws {
    environment = try await .trial()
    compiler = try environment.makeCompiler(.use)
    for code in cells { executables.append(try await compile(code)) }
  }

  subscript(index: Int) -> ExecutableCell { executables[index] }

  /// Compiles a cell after those that are there.
  private mutating func compile(_ code: String) async throws -> ExecutableCell {
    let line = 1 + 10 * executables.count
    let source = CellSource(code: code, file: "page.md", line: line)
    guard case .compiled(let cell) = try await compiler.compile(source, index: executables.count, after: chain) else {
      throw CellCompilerError.compilerFailed(code)
    }
    chain = chain.appending(cell)
    return ExecutableCell(library: try await cell.library, entryPoint: cell.entryPoint, line: line)
  }

  func session(
    seed: UInt64? = nil, policy: KernelSession.CheckpointPolicy = .last, interruption: Interruption = Interruption()
  ) -> KernelSession {
    let page = PageLocation(path: folder.path + "/page.md")
    return KernelSession(
      environment.kernelConfiguration(for: page, seed: seed), interruption: interruption, policy: policy)
  }
}

extension KernelSession {
  /// What a cell prints and shows when it is run next.
  func text(_ cell: ExecutableCell) async throws -> String { try run(cell).outputs.map(\.plainText).joined() }
}
