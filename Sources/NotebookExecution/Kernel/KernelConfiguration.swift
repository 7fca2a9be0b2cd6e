/// How a page's kernel is started.
public struct KernelConfiguration: Hashable, Sendable {
  /// The kernel's executable.
  public var executable: String
  /// The dynamic library that the cells import.
  public var library: String
  /// The program that writes crash reports; nil leaves crashes unexplained.
  public var backtracer: String?
  /// The folder that the cells' relative paths start from: the page's own.
  public var directory: String
  /// The page's file, as the cells were compiled with it.
  public var file: String
  /// The library's random numbers start here.
  public var seed: UInt64?

  public init(
    executable: String, library: String, backtracer: String?, directory: String, file: String, seed: UInt64? = nil
  ) {
    self.executable = executable
    self.library = library
    self.backtracer = backtracer
    self.directory = directory
    self.file = file
    self.seed = seed
  }
}

/// Why a kernel is not there, or no longer.
public enum KernelError: Error, Hashable, CustomStringConvertible {
  /// The kernel's process can't be started.
  case notStarted(String)
  /// No state can be forked.
  case forkFailed(String)
  /// The reader stopped the run while the kernel was starting.
  case interrupted

  public var description: String {
    switch self {
    case .notStarted(let reason): "the kernel can't be started: \(reason)"
    case .forkFailed(let reason): "the kernel can't go on: \(reason)"
    case .interrupted: "interrupted"
    }
  }
}
