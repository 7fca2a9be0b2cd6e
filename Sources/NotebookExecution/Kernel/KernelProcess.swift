import CellCompiler
import Foundation
import KernelProtocol

/// A kernel's processes as the runner holds them: the pipes that their output arrives on, the socket that they connect
/// to, and the files that they share with the runner. Not thread-safe: a ``KernelSession`` owns it.
final class KernelProcess {
  /// What ``next(from:accepting:until:interruptible:)`` waited for.
  enum Event {
    case report(KernelReport)
    /// The process at the other end has gone.
    case closed
    case connected(MessageChannel)
    case deadline
    case interrupted
  }

  /// Receives text as it arrives.
  var onText: (StandardStream, ArraySlice<UInt8>) -> Void = { _, _ in }

  private let temporary: TemporaryFolder
  private let folder: String
  private let process: pid_t
  private let listener: MessageListener
  private let output: Int32
  private let error: Int32
  private let interruption: Interruption
  private let line: UnsafeMutablePointer<Int32>
  /// What the cells look at and do.
  let observations: ObservationLog

  /// Starts the kernel.
  init(_ configuration: KernelConfiguration, interruption: Interruption) throws(KernelError) {
    self.interruption = interruption
    do { temporary = try TemporaryFolder() } catch { throw .notStarted(error.description) }
    folder = temporary.path
    do throws(KernelError) {
      guard let listener = MessageListener(path: folder + "/socket") else { throw .notStarted(systemError()) }
      self.listener = listener
      guard let line = mapSharedLine(folder + "/line"),
        let observations = ObservationLog(path: folder + "/observations"), mkdir(folder + "/crashes", 0o700) == 0
      else {
        throw .notStarted(systemError())
      }
      self.line = line
      self.observations = observations
      guard let output = OutputPipe(), let error = OutputPipe() else { throw .notStarted(systemError()) }
      (self.output, self.error) = (output.reading, error.reading)

      var arguments = [
        configuration.executable, folder + "/socket", configuration.library, folder + "/line", folder + "/observations",
        configuration.directory,
      ]
      if let seed = configuration.seed { arguments.append(String(seed)) }
      process = try spawn(arguments, Self.environment(configuration, folder: folder), output.writing, error.writing)
      close(output.writing)
      close(error.writing)
    } catch {
      temporary.remove()
      throw error
    }
  }

  private static func environment(_ configuration: KernelConfiguration, folder: String) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    // Sets and dictionaries are iterated in the same order in every run.
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    if let backtracer = configuration.backtracer {
      environment["SWIFT_BACKTRACE"] =
        "enable=yes,interactive=no,color=no,format=json,output-to=\(folder)/crashes,swift-backtrace=\(backtracer)"
    }
    return environment
  }

  /// The folder where crash reports appear.
  var crashes: String { folder + "/crashes" }

  /// The line of the page that the running cell is at; nil before its first statement.
  var currentLine: Int? {
    get { line.pointee > 0 ? Int(line.pointee) : nil }
    set { line.pointee = Int32(newValue ?? 0) }
  }

  /// Waits for the next report on a channel, and where `accepting` for a connection. Meanwhile it passes text on.
  ///
  /// - Parameter due: A moment before the deadline, asked for again after each text that came.
  func next(
    from channel: MessageChannel?, accepting: Bool = false, until deadline: ContinuousClock.Instant?,
    orWhen due: () -> ContinuousClock.Instant? = { nil }, interruptible: Bool = true
  ) -> Event {
    func wakeUp() -> ContinuousClock.Instant? { [deadline, due()].compactMap(\.self).min() }
    while true {
      // A negative descriptor is passed over.
      var descriptors = [
        output, error, interruptible ? interruption.descriptor : -1, channel?.descriptor ?? -1,
        accepting ? listener.descriptor : -1,
      ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: wakeUp()))
      if ready < 0 && errno != EINTR { return .closed }
      if descriptors[2].revents != 0 { return .interrupted }
      if descriptors[4].revents != 0 { return listener.accept().map(Event.connected) ?? .closed }
      let report = descriptors[3].revents != 0 ? channel?.receiveReport() : nil
      // What was written before the report was sent is recorded before it is heeded.
      readAvailableText()
      if descriptors[3].revents != 0 { return report.map(Event.report) ?? .closed }
      // Every process of the kernel holds the pipes' other ends.
      if descriptors[..<2].allSatisfy({ $0.revents == Int16(POLLHUP) }) { return .closed }
      // Also where text never stops coming.
      if let moment = wakeUp(), moment <= .now { return .deadline }
    }
  }

  /// Asks a process to end, and waits until it has, for a second at most: what it printed is handed out first.
  func requestEnd(of process: pid_t, _ channel: MessageChannel) {
    kill(process, SIGTERM)
    let deadline = ContinuousClock.now + .seconds(1)
    while case .report = next(from: channel, until: deadline, interruptible: false) {}
  }

  private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    return Int32(min(max(((deadline - .now).seconds * 1e3).rounded(.up), 0), 1e9))
  }

  /// Passes on what the two pipes hold; of text that comes faster than it is read, a part.
  func readAvailableText() {
    for (descriptor, stream) in [(output, StandardStream.output), (error, .error)] {
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
      defer { bytes.deallocate() }
      for _ in 0..<64 {
        let count = read(descriptor, bytes.baseAddress, bytes.count)
        guard count > 0 else { break }
        onText(stream, Array(bytes[..<count])[...])
      }
    }
  }

  /// Ends all processes, by way of the supervisor where it is there, and removes the files.
  func end(supervisor: MessageChannel?, states: [pid_t]) {
    if supervisor?.send(.quit) != true {
      for process in states + [process] { kill(process, SIGKILL) }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    listener.close()
    close(output)
    close(error)
    munmap(line, MemoryLayout<Int32>.size)
    temporary.remove()
  }
}

/// A pipe whose reading end does not wait and whose ends no other process inherits.
private struct OutputPipe {
  let reading: Int32
  let writing: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }
}

private func systemError() -> String { String(cString: strerror(errno)) }

private func mapSharedLine(_ path: String) -> UnsafeMutablePointer<Int32>? {
  let size = MemoryLayout<Int32>.size
  let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0 else { return nil }
  defer { close(descriptor) }
  let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
  return memory == MAP_FAILED ? nil : memory?.bindMemory(to: Int32.self, capacity: 1)
}

/// Starts a program in a process group of its own, so that an interrupt from the keyboard does not reach it, with
/// nothing to read on standard input.
private func spawn(
  _ arguments: [String], _ environment: [String: String], _ output: Int32, _ error: Int32
) throws(KernelError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, output, 1)
  posix_spawn_file_actions_adddup2(&actions, error, 2)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  posix_spawnattr_setpgroup(&attributes, 0)
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  var argv = arguments.map { strdup($0) } + [nil]
  var envp = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for string in argv + envp { free(string) } }
  var process: pid_t = 0
  let code = posix_spawn(&process, arguments[0], &actions, &attributes, &argv, &envp)
  guard code == 0 else { throw .notStarted("\(arguments[0]): \(String(cString: strerror(code)))") }
  return process
}
