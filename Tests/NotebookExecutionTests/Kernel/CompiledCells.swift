import CellCompiler
import Foundation

@testable import NotebookExecution

/// Cells compiled one after the other, for a kernel session of the test's own; the page's lines are ten to a cell.
struct CompiledCells {
  let environment: RunEnvironment
  let folder = TrialFolder()
  private let work: TrialWork
  private let compiler: CellCompiler
  private var chain = CellChain()
  private(set) var executables: [ExecutableCell] = []

  init(_ cells: String...) async throws {
    environment = try await .trial()
    work = TrialWork(folder: try WorkFolder(installation: environment.installation))
    compiler = environment.compiler(.use, in: work.folder)
    for code in cells { executables.append(try await compile(code)) }
  }

  subscript(index: Int) -> ExecutableCell { executables[index] }

  /// Compiles a cell after those that are there.
  private mutating func compile(_ code: String) async throws -> ExecutableCell {
    let line = 1 + 10 * executables.count
    let source = CellSource(code: code, file: "page.md", line: line)
    guard case .compiled(let cell) = try await compiler.compile(source, index: executables.count, after: chain) else {
      throw TrialError.doesNotCompile(code)
    }
    chain = chain.appending(cell)
    return ExecutableCell(library: try await cell.linked.path, entryPoint: cell.entryPoint, line: line)
  }

  func session(
    seed: UInt64? = nil, policy: KernelSession.CheckpointPolicy = .last, interruption: Interruption = Interruption()
  ) -> KernelSession {
    let page = PageLocation(path: folder.path + "/page.md")
    return KernelSession(
      environment.kernelConfiguration(for: page, seed: seed), interruption: interruption, policy: policy)
  }
}

/// The compiled cells' files, gone with the last reference.
private final class TrialWork: Sendable {
  let folder: WorkFolder

  init(folder: WorkFolder) { self.folder = folder }
  deinit { folder.remove() }
}

enum TrialError: Error {
  case doesNotCompile(String)
}

extension KernelSession {
  /// What a cell prints and shows when it is run next.
  func text(_ cell: ExecutableCell) async throws -> String { try run(cell).outputs.map(\.plainText).joined() }
}
