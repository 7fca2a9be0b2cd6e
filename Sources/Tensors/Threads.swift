/// The number of threads that share the work of an operation: PyTorch's `torch.get_num_threads`. By default the processors
/// that this process may use.
public func getNumThreads() -> Int { Int(ck_thread_count()) }

/// Sets the number of threads: PyTorch's `torch.set_num_threads`. Results do not depend on it. Traps below 1.
public func setNumThreads(_ count: Int, file: StaticString = #fileID, line: UInt = #line) {
  if count < 1 { fail("setNumThreads: at least one thread is needed, not \(count)", file: file, line: line) }
  ck_set_thread_count(Int32(clamping: count))
}
