import Foundation

/// Compiles cells, each as a module of its own, into shared objects that a kernel loads.
public struct CellCompiler: Sendable {
  private let invocation: CompilerInvocation
  private let cache: CellCache
  private let work: WorkFolder
  private let fingerprint: Digest

  /// - Parameter moduleCache: Where the compiler keeps what it makes of imported modules; an absolute path, to be shared
  ///   by all runs with this toolchain.
  public init(toolchain: Toolchain, installation: Installation, cache: CellCache, moduleCache: String, work: WorkFolder)
  {
    invocation = CompilerInvocation(toolchain: toolchain, installation: installation, moduleCache: moduleCache)
    fingerprint = invocation.fingerprint
    self.cache = cache
    self.work = work
  }

  /// Compiles a cell that follows the cells of a chain.
  ///
  /// - Parameter index: The cell's place in the page, from 0; no two cells of a chain share it.
  /// - Throws: Where a program or a file could not be used; an error in the cell is a ``Compilation``.
  public func compile(_ source: CellSource, index: Int, after chain: CellChain) async throws -> Compilation {
    let start = ContinuousClock.now
    if let line = NestingLimit.firstLineBeyond(in: source.code.utf8) {
      return .failed([.nestedTooDeeply(line: source.line + line - 1)], lost: [])
    }
    let syntax = CellSyntax(source, after: chain.declarations)
    if !syntax.objections.isEmpty { return .failed(syntax.objections, lost: syntax.declarations) }

    let name = "Cell\(index + 1)", entryPoint = "cell\(index + 1)_main"
    let code = Self.prelude(of: source, after: chain) + syntax.rewritten.code + "\n"
    let key = Digest(of: fingerprint.description, chain.cells.last?.key.description ?? "", name, code)
    func cell(_ warnings: [CompilerDiagnostic], isFromCache: Bool, linking: Task<LinkedCell, any Error>) -> Compilation
    {
      .compiled(
        CompiledCell(
          moduleName: name, entryPoint: entryPoint, declarations: syntax.declarations, imports: syntax.imports,
          warnings: warnings, isFromCache: isFromCache, duration: .now - start, key: key, linking: linking))
    }

    let folder = try work.makeCellFolder(name)
    if let entry = cache.entry(for: key) {
      let library = "\(folder)/\(name).so", module = "\(folder)/\(name).swiftmodule"
      try entry.library.write(to: URL(fileURLWithPath: library))
      try entry.module.write(to: URL(fileURLWithPath: module))
      try work.publish(module: module, as: name)
      return cell(entry.warnings, isFromCache: true, linking: Task { LinkedCell(path: library, duration: nil) })
    }

    let file = "\(folder)/\(name).swift"
    try Data(code.utf8).write(to: URL(fileURLWithPath: file))
    let (succeeded, output) = try await invocation.compile(
      file, module: name, entryPoint: entryPoint, into: folder, work: work)
    try Task.checkCancellation()  // a compiler that was stopped says nothing of the cell
    let wording = DiagnosticWording(declarations: chain.declarations + syntax.declarations, lost: chain.lost)
    let reader = DiagnosticReader(source: source, compiledFile: file, rewritten: syntax.rewritten, wording: wording)
    let diagnostics = reader.read(output)
    guard succeeded else {
      if !diagnostics.contains(where: { $0.severity == .error }) {
        return .failed(diagnostics + [reader.compilerCrash(output)], lost: syntax.declarations)
      }
      return .failed(diagnostics, lost: syntax.declarations)
    }
    try work.publish(module: "\(folder)/\(name).swiftmodule", as: name)
    let linking = Task { [invocation, cache] in
      let start = ContinuousClock.now
      let (succeeded, output) = try await invocation.link(name, in: folder)
      guard succeeded else { throw LinkingError(description: output) }
      let duration = ContinuousClock.now - start
      cache.store(
        library: "\(folder)/\(name).so", module: "\(folder)/\(name).swiftmodule", warnings: diagnostics, for: key)
      return LinkedCell(path: "\(folder)/\(name).so", duration: duration)
    }
    return cell(diagnostics, isFromCache: false, linking: linking)
  }

  /// What precedes a cell's code: its imports, the chain of cells, and the place in the page where the code begins.
  private static func prelude(of source: CellSource, after chain: CellChain) -> String {
    let conditions = chain.imports.filter { $0.hasPrefix("#") }
    var imports = ["import NotebookDisplay", "import CellRuntime"] + chain.imports.filter { !$0.hasPrefix("#") }
    if let last = chain.cells.last { imports.append("@_exported import \(last.moduleName)") }
    let file = source.file.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let lines = [imports.joined(separator: "; ")] + conditions
    return lines.joined(separator: "\n") + "\n#sourceLocation(file: \"\(file)\", line: \(source.line))\n"
  }
}
