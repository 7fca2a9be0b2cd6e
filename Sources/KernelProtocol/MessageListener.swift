import Glibc

/// Where a kernel's processes connect to the runner: a Unix socket at a path.
public struct MessageListener: Sendable {
  public let descriptor: Int32

  /// Listens at `path`; nil where that can't be done (`errno` says why). A path holds at most 107 bytes.
  public init?(path: String) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let bound = withSocketAddress(path) { address, length in bind(descriptor, address, length) }
    guard descriptor >= 0, bound == 0, listen(descriptor, 16) == 0 else {
      Glibc.close(descriptor)
      return nil
    }
  }

  /// The next connection, waited for.
  public func accept() -> MessageChannel? {
    let accepted = Glibc.accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    return MessageChannel(descriptor: accepted)
  }

  public func close() { Glibc.close(descriptor) }
}

/// Calls `body` with a Unix socket's address; -1 where the path is too long for one.
func withSocketAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let fits = withUnsafeMutableBytes(of: &address.sun_path) { field in
    guard path.utf8.count < field.count else { return false }
    field.copyBytes(from: path.utf8)
    return true
  }
  guard fits else {
    errno = ENAMETOOLONG
    return -1
  }
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
  }
}
