import Glibc

/// Ends, by SIGKILL, all processes that descend from the given one, and that one itself where asked.
///
/// A process that forks meanwhile is found in the next round.
func killTree(of root: pid_t, including isIncluded: Bool) {
  for _ in 0..<10 {
    let victims = descendants(of: root) + (isIncluded ? [root] : [])
    let killed = victims.filter { kill($0, SIGKILL) == 0 }
    if killed.isEmpty || killed == [root] { return }
  }
}

/// The living descendants of a process, from `/proc`.
private func descendants(of root: pid_t) -> [pid_t] {
  let parents = parentsOfLivingProcesses()
  return parents.keys.filter { process in
    var ancestor = parents[process]
    while let candidate = ancestor, candidate != root { ancestor = parents[candidate] }
    return ancestor == root
  }
}

private func parentsOfLivingProcesses() -> [pid_t: pid_t] {
  var parents: [pid_t: pid_t] = [:]
  for name in namesInFolder("/proc") {
    guard let process = pid_t(name), let status = contents(ofFile: "/proc/\(name)/stat") else { continue }
    // "12 (any (name)) S 1 …": the name may hold anything, so read behind its last parenthesis.
    guard let end = status.lastIndex(of: ")") else { continue }
    let fields = status[end...].split(separator: " ").dropFirst()
    if let state = fields.first, state != "Z", let parent = fields.dropFirst().first.flatMap({ pid_t($0) }) {
      parents[process] = parent
    }
  }
  return parents
}

/// The names in a folder; none where it can't be read.
func namesInFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}

private func contents(ofFile path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
    count = max(0, read(descriptor, buffer.baseAddress!, buffer.count))
  }
  return String(decoding: bytes, as: UTF8.self)
}
