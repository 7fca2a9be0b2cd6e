import Glibc

/// Where a known set of data is looked for: the folder that the page names, else the one that an environment variable
/// names, else the data cache.
struct DataFolder {
  let path: String
  /// The variable that named it, where one did.
  private(set) var variable: String?

  init(_ folder: String?, variable: String, name: String) {
    if let folder {
      path = folder
    } else if let folder = Self.environment(variable) {
      path = folder
      self.variable = variable
    } else {
      path = "\(Self.cache)/\(name)"
    }
  }

  /// `$XDG_CACHE_HOME/swift-notebook/data`, by default in `~/.cache`.
  static var cache: String {
    let caches = environment("XDG_CACHE_HOME") ?? (environment("HOME") ?? "") + "/.cache"
    return "\(caches)/swift-notebook/data"
  }

  /// The path of the first of some names that a file there has.
  func file(_ names: [String]) -> String? {
    names.lazy.map { "\(path)/\($0)" }.first { path in
      var status = stat()
      return stat(path, &status) == 0
    }
  }

  /// A variable's value, where it has one.
  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
