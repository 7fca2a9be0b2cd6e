import Glibc
import KernelProtocol

/// The kernel's first process. It runs nothing; it adopts the processes whose parents have ended, and ends all when asked
/// to, or when the runner has gone.
struct Supervisor {
  let socketPath: String

  func supervise() -> Never {
    guard let channel = MessageChannel(connectingTo: socketPath) else { end() }
    channel.send(.ready(state: 0, process: getpid()))
    while let command = channel.receiveCommand() {
      switch command {
      case .reap(let process): channel.send(.reaped(status: waitFor(process)))
      case .kill(let process): killTree(of: process, including: true)
      case .quit: end()
      case .fork, .run, .acknowledge: break
      }
    }
    end()
  }

  private func end() -> Never {
    killTree(of: getpid(), including: false)
    while wait(nil) > 0 {}
    exit(0)
  }
}

/// The status of a child that has ended or is about to; nil where there is no such child.
func waitFor(_ process: pid_t) -> Int32? {
  var status: Int32 = 0
  while waitpid(process, &status, 0) != process {
    if errno != EINTR { return nil }
  }
  return status
}
