@_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) internal import _Concurrency

/// Runs every task, timer and actor of the cells on the one thread that drains the job queue.
///
/// A process that is forked has only the thread that called `fork`. Because tasks need no other, they go on working
/// in the child; with the runtime's own pool, whose threads are gone there, they would hang.
final class CooperativeExecutor: TaskExecutor, SchedulingExecutor, MainExecutor {
  private let isMain: Bool

  private init(isMain: Bool) { self.isMain = isMain }

  /// Makes this executor the one of every task. Call once, before the first task.
  static func install() { _createExecutors(factory: Factory.self) }

  func enqueue(_ job: consuming ExecutorJob) { push(job, after: 0) }

  func enqueue<C: Clock>(
    _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?, clock: C
  ) {
    let (seconds, attoseconds) = ((delay as? Swift.Duration) ?? .zero).components
    push(job, after: Double(seconds) + Double(attoseconds) * 1e-18)
  }

  private func push(_ job: consuming ExecutorJob, after delay: Double) {
    jobQueuePush(unsafeBitCast(UnownedJob(job), to: UnsafeMutableRawPointer.self), isMain, delay)
  }

  // The main actor's jobs are run by `runBlocking`; there is no loop of the executor's own.
  func run() throws {}
  func stop() {}
  func isMainExecutor() -> Bool { isMain }

  private struct Factory: ExecutorFactory {
    private static let main = CooperativeExecutor(isMain: true)
    private static let pool = CooperativeExecutor(isMain: false)
    static var mainExecutor: any MainExecutor { main }
    static var defaultExecutor: any TaskExecutor { pool }
  }
}
