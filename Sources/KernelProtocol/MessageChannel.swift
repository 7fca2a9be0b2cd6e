import Glibc

/// One end of the connection between the runner and a process of its kernel: a Unix stream socket.
///
/// Reading and writing wait. Nothing is raised where the other side has gone: `send` says false, and `receive…` nil. The
/// connection is closed with the last reference to it.
public final class MessageChannel: Sendable {
  public let descriptor: Int32

  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Connects to the runner, which listens at `path`; nil where it does not.
  public convenience init?(connectingTo path: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let connected = withSocketAddress(path) { address, length in connect(descriptor, address, length) }
    guard descriptor >= 0, connected == 0 else {
      close(descriptor)
      return nil
    }
    self.init(descriptor: descriptor)
  }

  deinit { close(descriptor) }

  @discardableResult public func send(_ command: KernelCommand) -> Bool { send(command.frame) }
  @discardableResult public func send(_ report: KernelReport) -> Bool { send(report.frame) }

  /// The next command; nil at the connection's end, or where what came is no command.
  public func receiveCommand() -> KernelCommand? { receive().flatMap(KernelCommand.init) }

  /// The next report; nil at the connection's end, or where what came is no report.
  public func receiveReport() -> KernelReport? { receive().flatMap(KernelReport.init) }

  private func send(_ frame: Frame) -> Bool {
    var bytes = withUnsafeBytes(of: UInt32(frame.payload.count).littleEndian, Array.init)
    bytes.append(frame.tag)
    bytes += frame.payload
    return bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = Glibc.send(descriptor, buffer.baseAddress! + sent, buffer.count - sent, Int32(MSG_NOSIGNAL))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  private func receive() -> Frame? {
    guard let header = receive(count: 5) else { return nil }
    let count = header.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return receive(count: count).map { Frame(tag: header[4], payload: $0) }
  }

  private func receive(count: Int) -> [UInt8]? {
    var received = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while received < count {
        let more = recv(descriptor, buffer.baseAddress! + received, count - received, 0)
        if more < 0 && errno == EINTR { continue }
        guard more > 0 else { break }
        received += more
      }
      initialized = received
    }
    return received == count ? bytes : nil
  }
}
