/// A cell that compiled: its module is there for the cells after it; its library is being linked.
public struct CompiledCell: Sendable {
  /// The name of the cell's module, `Cell` and its place in the page.
  public let moduleName: String
  /// The C name of the function that runs the cell.
  public let entryPoint: String
  /// What the cell declares and imports, for the cells after it.
  public let declarations: [Declaration]
  let imports: [String]
  /// What the compiler warned of.
  public let warnings: [CompilerDiagnostic]
  /// Whether nothing was compiled, because the same cell after the same cells was compiled before.
  public let isFromCache: Bool
  /// How long the compiler took for the module; linking goes on beside the next cell's compilation.
  public let duration: Duration
  let key: Digest
  let linking: Task<LinkedCell, any Error>

  /// The shared object to load, waited for.
  ///
  /// - Throws: ``CellCompilerError`` where the cell can't be linked.
  public var linked: LinkedCell { get async throws { try await linking.value } }
}

/// A compiled cell's shared object.
public struct LinkedCell: Sendable {
  public let path: String
  /// How long the linker took; nil where the object came from the cache.
  public let duration: Duration?
}

/// The cells that a cell is compiled after: each sees the declarations of those before it.
public struct CellChain: Sendable {
  public private(set) var cells: [CompiledCell] = []

  public init() {}

  public func appending(_ cell: CompiledCell) -> CellChain {
    var chain = self
    chain.cells.append(cell)
    return chain
  }

  /// All declarations, the latest last.
  public var declarations: [Declaration] { cells.flatMap(\.declarations) }

  /// The import declarations of all cells, each once.
  var imports: [String] {
    var seen: Set<String> = []
    return cells.flatMap(\.imports).filter { seen.insert($0).inserted }
  }
}

/// What became of the attempt to compile a cell.
public enum Compilation: Sendable {
  /// It compiled.
  case compiled(CompiledCell)
  /// It did not: at least one error, and perhaps warnings.
  case failed([CompilerDiagnostic])
}

/// What went wrong although the cell's code is not to blame.
public enum CellCompilerError: Error, CustomStringConvertible {
  /// The linker refused the compiled cell.
  case linking(String)
  /// The compiler ended without a word about the cell.
  case compilerFailed(String)

  public var description: String {
    switch self {
    case .linking(let message): "the compiled cell can't be linked: \(message)"
    case .compilerFailed(let message): "the Swift compiler failed on this cell: \(message)"
    }
  }
}
