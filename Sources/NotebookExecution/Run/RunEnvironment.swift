public import CellCompiler
import Foundation

/// What a run needs of the machine: the toolchain, this command's own parts, and the place of the caches.
public struct RunEnvironment: Sendable {
  public let toolchain: Toolchain
  public let installation: Installation
  /// The folder of all caches.
  public let caches: String

  public init(toolchain: Toolchain, installation: Installation, caches: String = Self.defaultCaches) {
    self.toolchain = toolchain
    self.installation = installation
    self.caches = caches
  }

  /// This machine's, checked.
  ///
  /// - Parameter remembers: Whether what the toolchain says of itself is kept among the caches.
  /// - Throws: `ToolchainError` where cells can't be compiled.
  public static func current(
    installation: Installation = .current, remembers: Bool = true
  ) async throws -> RunEnvironment {
    let toolchain = try await Toolchain.find(memory: remembers ? defaultCaches + "/toolchain.json" : nil)
    try installation.check(against: toolchain)
    return RunEnvironment(toolchain: toolchain, installation: installation)
  }

  /// `$XDG_CACHE_HOME/swift-notebook`, by default below `~/.cache`.
  public static var defaultCaches: String {
    let environment = ProcessInfo.processInfo.environment
    let absolute = { (path: String) in path.hasPrefix("/") ? path : nil }
    let home = environment["HOME"].flatMap(absolute) ?? NSHomeDirectory()
    let base = environment["XDG_CACHE_HOME"].flatMap(absolute) ?? home + "/.cache"
    return base + "/swift-notebook"
  }

  /// Lends a compiler, whose files are gone afterwards.
  func withCompiler<T>(_ policy: CellCache.Policy, _ body: (CellCompiler) async throws -> T) async throws -> T {
    let work = try WorkFolder(installation: installation)
    defer { work.remove() }
    return try await body(compiler(policy, in: work))
  }

  func compiler(_ policy: CellCache.Policy, in work: WorkFolder) -> CellCompiler {
    var caches = caches
    var policy = policy
    do {
      try FileManager.default.createDirectory(atPath: caches + "/cells", withIntermediateDirectories: true)
    } catch {
      // Without a place for caches everything is compiled for this run alone.
      caches = work.path
      policy = .ignore
    }
    return CellCompiler(
      toolchain: toolchain, installation: installation, cache: CellCache(folder: caches + "/cells", policy: policy),
      moduleCache: caches + "/modules", work: work)
  }

  /// Keeps the caches within their sizes; looks only where nobody did so a while ago.
  func limitCaches(_ policy: CellCache.Policy) {
    let mark = caches + "/.limited"
    var status = stat()
    if policy == .ignore || (stat(mark, &status) == 0 && time(nil) - status.st_mtim.tv_sec < 600) { return }
    close(open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
    CacheEviction.touch(mark)
    for (name, limit) in [("cells", 1 << 30), ("outputs", 1 << 30), ("pages", 16 << 20)] {
      CacheEviction(folder: "\(caches)/\(name)", limit: limit).run()
    }
  }

  func kernelConfiguration(for page: PageLocation, seed: UInt64?) -> KernelConfiguration {
    KernelConfiguration(
      executable: installation.kernel, library: installation.library, backtracer: toolchain.backtracer,
      directory: page.directory, file: page.fileName, seed: seed)
  }
}

/// Where a page is on disk.
public struct PageLocation: Hashable, Sendable {
  /// The folder that holds it, as an absolute path.
  public let directory: String
  /// Its name in that folder.
  public let fileName: String

  public init(path: String) {
    let url = URL(fileURLWithPath: path).absoluteURL.standardizedFileURL
    directory = url.deletingLastPathComponent().path
    fileName = url.lastPathComponent
  }
}
