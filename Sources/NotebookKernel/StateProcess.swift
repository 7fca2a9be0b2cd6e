import CKernelProcess
import Glibc
import KernelProtocol
import Synchronization

/// A process that holds the state after some of the page's cells, and forks or runs the next as the runner says.
final class StateProcess {
  /// This process's state. C functions, which carry no context, find it here.
  nonisolated(unsafe) private(set) static var shared: StateProcess!

  private let socketPath: String
  private let library: CellLibrary
  private var channel: MessageChannel
  private var isMuted = false
  private let isExchanging = Mutex(())

  private init(socketPath: String, library: CellLibrary, channel: MessageChannel) {
    self.socketPath = socketPath
    self.library = library
    self.channel = channel
  }

  /// Connects to the runner and serves it until it says to quit or has gone.
  static func start(state: UInt32, socketPath: String, library: CellLibrary) -> Never {
    guard let channel = connect(state: state, to: socketPath) else { _exit(2) }
    shared = StateProcess(socketPath: socketPath, library: library, channel: channel)
    kernel_order_streams { StateProcess.shared.fence() }
    shared.serve()
  }

  private func serve() -> Never {
    while let command = channel.receiveCommand() {
      switch command {
      case .fork(let state): fork(state)
      case .run(let call): run(call)
      case .reap(let process): channel.send(.reaped(status: waitFor(process)))
      case .quit: _exit(0)
      case .acknowledge, .kill: break
      }
    }
    _exit(0)
  }

  private static func connect(state: UInt32, to socketPath: String) -> MessageChannel? {
    guard let channel = MessageChannel(connectingTo: socketPath) else { return nil }
    channel.send(.ready(state: state, process: getpid()))
    return channel
  }

  /// In the parent nothing changes; the child goes on as the given state, with a connection of its own in place of its parent's.
  private func fork(_ state: UInt32) {
    let process = kernel_fork()
    if process < 0 { channel.send(.forkFailed(code: errno)) }
    guard process == 0 else { return }
    guard let own = Self.connect(state: state, to: socketPath) else { _exit(2) }
    channel = own
  }

  private func run(_ call: CellCall) {
    guard let handle = dlopen(call.library, RTLD_NOW | RTLD_GLOBAL), let address = dlsym(handle, call.entryPoint) else {
      channel.send(.loadFailed(String(cString: dlerror())))
      return
    }
    isMuted = false
    let main = unsafeBitCast(address, to: (@convention(c) (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> Int32).self)
    library.beginCell(call)
    kernel_begin_cell()
    _ = main(0, nil)
    let threads = library.finishCell()
    fflush(nil)
    channel.send(.finished(foreignThreads: threads))
  }

  /// Returns when the runner has recorded all that this process wrote until now.
  func fence() {
    if !isMuted { exchange(.streamsChange) }
  }

  func display(kind: UInt8, message: [UInt8]) {
    fflush(nil)
    exchange(.displayed(kind: kind, message: message))
  }

  private func exchange(_ report: KernelReport) {
    isExchanging.withLock { _ in
      channel.send(report)
      guard case .acknowledge(let isMuted)? = channel.receiveCommand() else { _exit(0) }
      self.isMuted = isMuted
    }
  }

  func endWithUncaughtError(_ message: String) -> Never {
    fflush(nil)
    channel.send(.uncaughtError(message))
    _exit(1)
  }
}
