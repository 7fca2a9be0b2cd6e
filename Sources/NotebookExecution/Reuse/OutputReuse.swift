import CellCompiler
import Foundation
import KernelProtocol
import NotebookDocument

/// Whether a page need not run, because a run before gave outputs that it would give again.
struct OutputReuse {
  private let notebook: Notebook
  private let page: PageLocation
  private let key: PageKey
  private let cache: OutputCache
  private let policy: CellCache.Policy
  private let allowsErrors: Bool
  /// When the run began, by the clock that dates files.
  private let start: Int

  init(_ notebook: Notebook, page: PageLocation, environment: RunEnvironment, options: RunOptions) {
    self.notebook = notebook
    self.page = page
    key = PageKey(notebook, page: page, environment: environment, options: options)
    cache = OutputCache(folder: environment.caches)
    policy = options.cachePolicy
    allowsErrors = options.allowsErrors
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    start = time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// What there is to use again.
  enum Finding {
    case outcomes([CellOutcome])
    /// Nothing; the reason is a sentence's beginning.
    case nothing(because: String)
  }

  func find() -> Finding {
    switch policy {
    case .ignore: return .nothing(because: "the caches are not used in this run")
    case .refresh: return .nothing(because: "the caches are renewed in this run")
    case .use: break
    }
    if let refusal { return .nothing(because: refusal) }
    if let run = cache.run(for: key), run.outcomes.count == notebook.steps.count {
      if let objection = run.objection(for: notebook, page: page) { return .nothing(because: objection) }
      return .outcomes(run.outcomes)
    }
    guard let last = cache.lastRun(of: page) else { return .nothing(because: "no earlier run is known") }
    let reason = key.change(since: last.key, in: notebook) ?? last.notKept?.sentence(in: notebook)
    return .nothing(because: reason ?? "the kept outputs are gone, or were damaged")
  }

  /// Keeps the outcomes of a run that was not interrupted, where another run would give the same.
  ///
  /// - Parameter observations: What each cell that ran was seen to do, by its place in the page.
  func keep(_ outcomes: [CellOutcome], observations: [Int: [Observation]?]) {
    guard policy != .ignore, refusal == nil else { return }
    var notKept: NotKept?
    do throws(NotKept) {
      let run = try keepable(outcomes, observations)
      cache.keep(run, for: key)
    } catch {
      notKept = error
      cache.remove(key)
    }
    cache.note(OutputCache.LastRun(key: key, notKept: notKept), of: page)
  }

  private func keepable(
    _ outcomes: [CellOutcome], _ observations: [Int: [Observation]?]
  ) throws(NotKept) -> KeptRun {
    for cell in notebook.steps {
      guard case .failed(let failure) = outcomes[cell.index].status else { continue }
      if !failure.kind.isRepeatable { throw NotKept(cell: cell.index, words: "was ended from outside") }
      if !cell.options.error, !allowsErrors { throw NotKept(cell: cell.index, words: "failed") }
    }
    var dependencies = Dependencies(pageFolder: page.directory)
    for (cell, observations) in observations.sorted(by: { $0.key < $1.key }) {
      dependencies.add(observations, ofCell: cell)
    }
    if let deed = dependencies.deeds.first(where: { notebook.mayReuse(cell: $0.cell) != true }) {
      throw NotKept(cell: deed.cell, words: deed.words)
    }
    return try KeptRun(outcomes, of: notebook, page: page, dependingOn: dependencies, start: start)
  }

  /// Where the page forbids to use outputs again.
  private var refusal: String? {
    if let cell = notebook.cells.first(where: { $0.isEvaluated && $0.options.cache == false }) {
      return "\(cell.place) says ‘cache: false’"
    }
    return notebook.mayReusePage == false ? "the page says ‘cache: false’" : nil
  }
}

extension CellFailure.Kind {
  /// Whether another run would fail in the same way.
  fileprivate var isRepeatable: Bool {
    switch self {
    case .compileError, .crash, .uncaughtError, .exit, .unexpectedOutput: true
    case .timeout, .interrupted, .killed: false
    }
  }
}
