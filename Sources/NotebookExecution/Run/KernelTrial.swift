import CellCompiler
import Foundation

/// One cell that imports the library, compiled and run: whether this machine can run pages, and how fast it begins.
public struct KernelTrial: Sendable {
  public let compileSeconds: Double
  public let startSeconds: Double

  /// Why a trial did not succeed.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Compiles and runs the cell, without the cache of cells.
  public static func run(in environment: RunEnvironment) async throws -> KernelTrial {
    try await environment.withCompiler(.ignore) { try await run(in: environment, compiler: $0) }
  }

  private static func run(in environment: RunEnvironment, compiler: CellCompiler) async throws -> KernelTrial {
    let source = CellSource(code: "import GenerativeAI\nprint(\"ready\")", file: "trial.md", line: 1)
    // The first compilation fills the compiler's module cache.
    _ = try await compiler.compile(source, index: 0, after: CellChain())
    guard case .compiled(let cell) = try await compiler.compile(source, index: 0, after: CellChain()) else {
      throw Failure(description: "the compiler refuses a cell that imports GenerativeAI")
    }
    let executable = ExecutableCell(
      library: try await cell.linked.path, entryPoint: cell.entryPoint, line: 1, timeout: .seconds(20))
    let page = PageLocation(path: NSTemporaryDirectory() + "/trial.md")
    let kernel = KernelSession(environment.kernelConfiguration(for: page, seed: nil))
    let start = ContinuousClock.now
    try await kernel.start()
    let startDuration = ContinuousClock.now - start
    let run = try await kernel.run(executable)
    await kernel.end()
    guard run.failure == nil, run.outputs == [.stream(.output, "ready\n")] else {
      throw Failure(description: run.failure?.problems.first?.message ?? "the kernel does not run a cell")
    }
    return KernelTrial(compileSeconds: cell.duration.seconds, startSeconds: startDuration.seconds)
  }
}
