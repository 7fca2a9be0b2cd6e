import CKernelProcess
@preconcurrency import Glibc

// The kernel: the processes that load and run a page's cells. The runner starts it with the arguments below, standard
// input at its end, and standard output and error as pipes that the runner reads.
//
// The first process supervises. Its child holds the state before the first cell, and every cell runs in a child forked
// from the state before it.

let arguments = CommandLine.arguments
guard arguments.count == 6 || arguments.count == 7 else {
  fputs("notebook-kernel is started by the command notebook, not by hand\n", stderr)
  exit(2)
}
let socketPath = arguments[1], libraryPath = arguments[2], linePath = arguments[3], observationsPath = arguments[4]
let directory = arguments[5], seed = arguments.count == 7 ? UInt64(arguments[6]) : nil

// Files that the runner happened to have open when it started this process: a pipe among them would never end.
kernel_close_inherited_files()
guard chdir(directory) == 0 else {
  fputs("notebook-kernel: \(directory): \(String(cString: strerror(errno)))\n", stderr)
  exit(2)
}
kernel_become_subreaper()
var isReady: [Int32] = [0, 0]
guard pipe(&isReady) == 0 else { exit(2) }
switch kernel_fork() {
case -1: exit(2)
case 0:
  let library = CellLibrary(path: libraryPath, linePath: linePath, observationsPath: observationsPath, seed: seed)
  write(isReady[1], "!", 1)
  for end in isReady { close(end) }
  StateProcess.start(state: 1, socketPath: socketPath, library: library)
default:
  // Where the library can't be loaded there is nothing to supervise, and the runner need not wait.
  close(isReady[1])
  var mark: UInt8 = 0
  guard read(isReady[0], &mark, 1) == 1 else { exit(2) }
  close(isReady[0])
  Supervisor(socketPath: socketPath).supervise()
}
