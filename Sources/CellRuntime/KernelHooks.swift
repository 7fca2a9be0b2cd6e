import Glibc
public import NotebookDisplay

// What the kernel's executable, which links nothing of this library, finds in it by name.

/// Receives what an uncaught error says, as UTF-8 valid during the call, and does not return.
nonisolated(unsafe) private var reportUncaughtError: (@convention(c) (UnsafePointer<CChar>) -> Void)?

/// Prepares this process for cells. Called once, before the first task and the first cell.
///
/// - Parameters:
///   - emit: Receives what cells display.
///   - report: Receives an uncaught error's description, which is valid during the call.
///   - line: Where the line that is executing is to be kept.
///   - clock: Reads a monotonic clock without making the page one that reads the clock.
@_cdecl("cell_runtime_start")
public func cellRuntimeStart(
  emit: @escaping DisplaySink.Emit, reportUncaughtError report: @escaping @convention(c) (UnsafePointer<CChar>) -> Void,
  line: UnsafeMutablePointer<Int32>, clock: @escaping @convention(c) () -> Double
) {
  DisplaySink.emit = emit
  reportUncaughtError = report
  NotebookCell.currentLine = line
  DisplayClock.read = clock
  jobQueueUseClock(clock)
  CooperativeExecutor.install()
}

/// Called before each cell, with the size of its figures in inches; what is not a number is the standard size's.
@_cdecl("cell_runtime_begin_cell")
public func cellRuntimeBeginCell(figureWidth: Double, figureHeight: Double) {
  let standard = FigureSize.standard
  FigureSize.ofCell = FigureSize(
    width: figureWidth.isNaN ? standard.width : figureWidth,
    height: figureHeight.isNaN ? standard.height : figureHeight)
}

/// Called after each cell that ran to its end.
@_cdecl("cell_runtime_finish_cell")
public func cellRuntimeFinishCell() {
  NotebookCell.finishReadyTasks()
  PendingUpdates.flush()
}

/// Stands in for the runtime's `swift_errorInMain`, which a cell calls when nothing caught an error; the cell is linked
/// with `--wrap=swift_errorInMain`. It must not return: the code after the call is a trap.
@_cdecl("__wrap_swift_errorInMain")
public func cellRuntimeErrorInMain(_ error: UnsafeRawPointer) {
  unsafeBitCast(error, to: (any Error).self).inWords.withCString { reportUncaughtError?($0) }
  _exit(1)
}
