import CellCompiler
import Foundation
import KernelProtocol

/// What a run depended on outside the page, as its cells were observed.
struct Dependencies {
  /// What a cell did that another run would not repeat, or that is more than to give outputs: "reads the clock".
  struct Deed: Hashable, Codable {
    /// The cell's place in the page.
    let cell: Int
    let words: String
  }

  private(set) var deeds: [Deed] = []
  private(set) var variables: Set<String> = []
  private(set) var readsEnvironment = false
  private var reads: Set<String> = []
  private var lookUps: Set<String> = []
  private var writes: Set<String> = []
  private let pageFolder: String

  init(pageFolder: String) { self.pageFolder = pageFolder }

  var writesFiles: Bool { !writes.isEmpty }

  /// Adds what a cell was seen to do; nil is more than could be kept track of.
  mutating func add(_ observations: [Observation]?, ofCell cell: Int) {
    guard let observations else { return add("opens more files than can be kept track of", cell) }
    for observation in observations {
      switch observation {
      case .read(let path): addReading(path, cell, isRead: true)
      case .lookedUp(let path): addReading(path, cell, isRead: false)
      case .wrote(let path):
        // The standard streams, and what swallows all.
        if path.hasPrefix("/dev/") || path.hasPrefix("/proc/self/fd/") { continue }
        writes.insert(path)
        add("writes ‘\(WatchedFile.name(path, pageFolder: pageFolder))’", cell)
      case .variable(let name): variables.insert(name)
      case .environment: readsEnvironment = true
      case .clock: add("reads the clock", cell)
      case .random: add("draws random numbers that do not depend on the seed", cell)
      case .network: add("uses the network", cell)
      case .process: add("starts another program", cell)
      case .identity: add("asks which process or machine it runs in", cell)
      }
    }
  }

  private mutating func add(_ words: String, _ cell: Int) {
    let deed = Deed(cell: cell, words: words)
    if !deeds.contains(deed) { deeds.append(deed) }
  }

  private mutating func addReading(_ path: String, _ cell: Int, isRead: Bool) {
    switch path {
    case "/dev/null", "/dev/zero", "/dev/full", "/dev/stdin", "/dev/stdout", "/dev/stderr": return
    case "/dev/random", "/dev/urandom": if isRead { add("draws random numbers that do not depend on the seed", cell) }
    case "/proc/self/exe", "/proc/self/cgroup": return
    case _ where path.hasPrefix("/proc/") || path.hasPrefix("/dev/"):
      add("reads ‘\(path)’, which says what the machine is doing", cell)
    // How many processors and how much memory there are, which libraries ask for.
    case _ where path.hasPrefix("/sys/"): return
    case _ where isRead: reads.insert(path)
    default: lookUps.insert(path)
    }
  }

  /// The files that were read or looked for, as they are now. What the cells themselves wrote is their own doing.
  var files: [WatchedFile] {
    reads.subtracting(writes).sorted().map { WatchedFile(path: $0, isRead: true) }
      + lookUps.subtracting(writes).subtracting(reads).sorted().map { WatchedFile(path: $0, isRead: false) }
  }
}

/// The value of an environment variable that a cell read, or of all: kept as a digest, for it may be a secret.
struct WatchedVariable: Codable {
  /// Nil stands for all variables.
  let name: String?
  private let value: Digest?

  init(_ name: String?) {
    self.name = name
    let environment = ProcessInfo.processInfo.environment
    if let name {
      value = environment[name].map { Digest(of: $0) }
    } else {
      // What a shell keeps for itself.
      let lines = environment.filter { !["_", "SHLVL", "OLDPWD"].contains($0.key) }.map { "\($0)=\($1)" }
      value = Digest(of: lines.sorted().map { Array($0.utf8) })
    }
  }

  /// What is not as it was; nil where it is.
  var change: String? {
    guard WatchedVariable(name).value != value else { return nil }
    return name.map { "the environment variable ‘\($0)’ changed" } ?? "the environment variables changed"
  }
}
