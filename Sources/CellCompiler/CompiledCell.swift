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
  /// - Throws: ``LinkingError`` where the cell can't be linked.
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
  /// What cells declare that failed: no later cell sees it.
  private(set) var lost: [Declaration] = []
  /// What cells import that compiled but failed when they ran: an import is no part of the state that was lost.
  private var importsOfFailed: [String] = []

  public init() {}

  /// The chain after a cell that did not compile: it is the same, but knows what it lacks.
  public func losing(_ declarations: [Declaration]) -> CellChain {
    var chain = self
    chain.lost += declarations
    return chain
  }

  /// The chain after a cell that compiled but did not run to its end.
  public func losing(_ cell: CompiledCell) -> CellChain {
    var chain = losing(cell.declarations)
    chain.importsOfFailed += cell.imports
    return chain
  }

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
    return (importsOfFailed + cells.flatMap(\.imports)).filter { seen.insert($0).inserted }
  }
}

/// What became of the attempt to compile a cell.
public enum Compilation: Sendable {
  /// It compiled.
  case compiled(CompiledCell)
  /// It did not: at least one error, and perhaps warnings. What the cell would have declared is lost to the cells after it.
  case failed([CompilerDiagnostic], lost: [Declaration])
}

/// The linker refused a compiled cell.
public struct LinkingError: Error, CustomStringConvertible {
  /// What the linker said.
  public let description: String
}
