import CKernelProcess
@preconcurrency import Glibc
import KernelProtocol

/// The dynamic library that cells import, loaded and made ready for them.
///
/// The kernel's executable links nothing of it, so that there is one copy of everything in the process.
struct CellLibrary {
  private let setFigureSize: @convention(c) (Double, Double) -> Void
  private let finishTasks: @convention(c) () -> Void
  private let shutDownThreads: (@convention(c) () -> Void)?

  private typealias Emit = @convention(c) (UInt8, UnsafeRawPointer, Int) -> Void
  private typealias ReportError = @convention(c) (UnsafePointer<CChar>) -> Void
  private typealias Clock = @convention(c) () -> Double
  private typealias Start = @convention(c) (Emit, ReportError, UnsafeMutablePointer<Int32>, Clock) -> Void

  /// Loads the library and starts its runtime. Ends the process, with a message, where it can't.
  init(path: String, linePath: String, observationsPath: String, seed: UInt64?) {
    guard dlopen(path, RTLD_NOW | RTLD_GLOBAL) != nil else {
      Self.fail("the library of the cells can't be loaded: \(String(cString: dlerror()))")
    }
    setFigureSize = Self.function("cell_runtime_begin_cell")
    finishTasks = Self.function("cell_runtime_finish_cell")
    shutDownThreads = dlsym(nil, "ck_stop_threads").map {
      unsafeBitCast($0, to: (@convention(c) () -> Void).self)
    }

    let start: Start = Self.function("cell_runtime_start")
    start(
      { kind, bytes, count in
        StateProcess.shared.display(kind: kind, message: Array(UnsafeRawBufferPointer(start: bytes, count: count)))
      },
      { message in StateProcess.shared.endWithUncaughtError(String(cString: message)) },
      Self.shared(linePath, size: MemoryLayout<Int32>.size).bindMemory(to: Int32.self, capacity: 1), kernel_clock)
    kernel_observe(Self.shared(observationsPath, size: kernel_observations_size()))
    if let seed {
      let manualSeed: @convention(c) (UInt64) -> Void = Self.function("notebook_manual_seed")
      manualSeed(seed)
    }
  }

  /// Tells the library what the cell that is about to run asks of it.
  func beginCell(_ call: CellCall) { setFigureSize(call.figureWidth ?? .nan, call.figureHeight ?? .nan) }

  /// Runs what the cell's tasks have ready, and says how many threads the cell left behind.
  func finishCell() -> Int32 {
    finishTasks()
    kernel_end_cell()
    shutDownThreads?()
    // A thread that has just ended is still listed for a moment.
    for _ in 0..<20 where namesInFolder("/proc/self/task").count > 1 { usleep(1_000) }
    return Int32(namesInFolder("/proc/self/task").count - 1)
  }

  private static func function<F>(_ name: String) -> F {
    guard let address = dlsym(nil, name) else { fail("the library of the cells has no function \(name)") }
    return unsafeBitCast(address, to: F.self)
  }

  /// Memory in which the runner reads what this process tells it.
  private static func shared(_ path: String, size: Int) -> UnsafeMutableRawPointer {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard descriptor >= 0, let memory, memory != MAP_FAILED else { fail("\(path) can't be mapped") }
    close(descriptor)
    return memory
  }

  private static func fail(_ message: String) -> Never {
    fputs("notebook-kernel: \(message)\n", stderr)
    exit(2)
  }
}
