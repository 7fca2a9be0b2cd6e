extension NotebookCell {
  /// The value of an asynchronous expression, waited for: what a cell's `await` at top level becomes.
  ///
  /// While it waits, the other tasks run. It throws what `body` throws.
  public static func runBlocking<T, Failure: Error>(
    _ body: @escaping () async throws(Failure) -> T
  ) throws(Failure) -> T {
    let call = BlockingCall(body)
    // Detached, so that the body runs on no actor's behalf; it still runs on this thread.
    Task.detached { await call.run() }
    jobQueueDrain(until: call.done)
    return try call.result!.get()
  }

  /// Runs the tasks that a cell left behind and that need not wait, so that their output appears below that cell.
  static func finishReadyTasks() { jobQueueDrainDue(0.1) }
}

/// An asynchronous call in progress. One thread runs it and waits for it, so there is no race.
private final class BlockingCall<T, Failure: Error>: @unchecked Sendable {
  let body: () async throws(Failure) -> T
  var result: Result<T, Failure>?
  let done = UnsafeMutablePointer<Bool>.allocate(capacity: 1)

  init(_ body: @escaping () async throws(Failure) -> T) {
    self.body = body
    done.initialize(to: false)
  }

  deinit { done.deallocate() }

  func run() async {
    do throws(Failure) { result = .success(try await body()) } catch { result = .failure(error) }
    done.pointee = true
  }
}
