import ArgumentParser
import CellCompiler
import Foundation
import NotebookExecution
import Rasterization

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, what is missing, and the command that installs it.",
    discussion: """
      It finds the toolchain, compares it with the one that built this command, compiles a cell and runs it in a kernel. \
      The status is 0 where pages can be run.
      """)

  @Flag(help: "Only list the files that must lie in one folder for pages to run, relative to it.")
  var files = false

  func run() async throws {
    if files {
      for file in ["notebook"] + Installation.files { print(file) }
      return
    }
    let signals = InterruptSignals { InterruptSignals.endAtOnce() }
    defer { signals.stop() }
    var isHealthy = true
    func tell(_ isGood: Bool, _ what: String, advice: String? = nil) {
      print((isGood ? "✓ " : "✗ ") + what + (isGood ? "" : advice.map { "\n  → \($0)" } ?? ""))
      if !isGood { isHealthy = false }
    }

    let installation = Installation.current
    do {
      let toolchain = try await Toolchain.find()
      tell(true, "\(toolchain.version), in \(toolchain.programs)")
      do {
        try installation.check(against: toolchain)
        tell(true, "kernel and library, in \((installation.kernel as NSString).deletingLastPathComponent)")
        tell(
          toolchain.backtracer != nil, "the toolchain's swift-backtrace, which finds a crash's line",
          advice: "install the complete toolchain from https://swift.org/install")
        let environment = RunEnvironment(toolchain: toolchain, installation: installation)
        await tellTrial(of: environment, tell: { tell($0, $1, advice: $2) })
      } catch {
        tell(false, "kernel and library: \(error)", advice: "make build")
      }
    } catch {
      tell(
        false, "a Swift toolchain: \(error)",
        advice: "install Swift from https://swift.org/install and put its usr/bin on the PATH")
    }
    let obstacle = SVGRaster.obstacle()
    tell(
      obstacle == nil, obstacle.map { "\($0)" } ?? "librsvg, which draws plots in pixels",
      advice: "sudo apt-get install librsvg2-2 fonts-dejavu-core")
    let caches = RunEnvironment.defaultCaches
    let isWritable =
      (try? FileManager.default.createDirectory(atPath: caches, withIntermediateDirectories: true)) != nil
      && (try? AtomicFile.checkWritable(folder: caches)) != nil
    tell(isWritable, "caches, in \(caches)", advice: "make the folder writable, or set XDG_CACHE_HOME to one that is")
    if !isHealthy { throw ExitStatus.cellFailed }
  }

  /// Compiles and runs one cell, and tells how long it took.
  private func tellTrial(of environment: RunEnvironment, tell: (Bool, String, String?) -> Void) async {
    let advice = "make build; if that does not help, run ‘notebook clean’ and try again"
    do {
      let trial = try await KernelTrial.run(in: environment)
      tell(
        true,
        String(
          format: "a cell compiled in %.2f s and ran in a kernel that was ready in %.3f s", trial.compileSeconds,
          trial.startSeconds), nil)
    } catch {
      tell(false, "a trial cell: \(error)", advice)
    }
  }
}
