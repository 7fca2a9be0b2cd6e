import Foundation

/// The living processes of this machine and their parents, from `/proc`.
struct ProcessTable {
  private let parents: [pid_t: pid_t]

  init() {
    var parents: [pid_t: pid_t] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name), let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let end = status.lastIndex(of: ")")
      else { continue }
      let fields = status[end...].split(separator: " ")
      if fields.count > 2, fields[1] != "Z", let parent = pid_t(fields[2]) { parents[process] = parent }
    }
    self.parents = parents
  }

  /// The processes that descend from another.
  func descendants(of root: pid_t) -> [pid_t] {
    parents.keys.filter { process in
      var ancestor = parents[process]
      while let candidate = ancestor, candidate != root { ancestor = parents[candidate] }
      return ancestor == root
    }
  }

  /// All processes of the kernel that a process belongs to, the supervisor first.
  func kernel(of process: pid_t) -> [pid_t] {
    var supervisor = process
    while let parent = parents[supervisor], isKernel(parent) { supervisor = parent }
    return [supervisor] + descendants(of: supervisor)
  }

  private func isKernel(_ process: pid_t) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe"))?.hasSuffix("/notebook-kernel")
      ?? false
  }
}
