import Foundation

/// How much memory a process holds.
struct ProcessMemory {
  let process: pid_t

  /// Bytes of its own, those included that it shares with the processes it was forked from or that were forked from it:
  /// at least as much as ``proportional``, and known at once.
  var anonymous: Int {
    let fields = contents(of: "statm").split(separator: " ").compactMap { Int($0) }
    return fields.count > 2 ? (fields[1] - fields[2]) * Int(getpagesize()) : 0
  }

  /// Bytes, of what it shares with others its part: the sum over processes is what they take together. It is counted page
  /// by page.
  var proportional: Int {
    let line = contents(of: "smaps_rollup").split(separator: "\n").first { $0.hasPrefix("Pss:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (kilobytes ?? 0) << 10
  }

  private func contents(of name: String) -> String {
    (try? String(contentsOfFile: "/proc/\(process)/\(name)", encoding: .utf8)) ?? ""
  }
}
