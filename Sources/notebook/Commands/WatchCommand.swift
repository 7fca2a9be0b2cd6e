import ArgumentParser
import Foundation
import LiveServer
import NotebookDocument
import NotebookExecution

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Run a page at each save, as far as it changed, and show it live in the browser.",
    discussion: """
      At a save the state before the first changed cell is restored, and the cells from there on run; where only the prose \
      changed, none does. The page is written to _build/NAME.html and served on this machine alone, at the address that is \
      printed; in the browser it changes where it stands. Stop with Ctrl-C.

      EXAMPLES:
        notebook watch notebooks/module1.md
        notebook watch page.md --no-browser --port 8000
        notebook watch page.md -p epochs=5
      """)

  @Argument(help: "The page's Markdown file.", completion: .file(extensions: ["md"]))
  var file: String

  @Option(help: ArgumentHelp("The port to serve the page on; by default one that is free.", valueName: "n"))
  var port: UInt16 = 0

  @Flag(help: "Open no browser.")
  var noBrowser = false

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
  var output = "_build"

  @OptionGroup var execution: ExecutionOptions

  @Flag(help: "Run the cells after a failed one too.")
  var allowErrors = false

  func run() async throws {
    do { _ = try Notebook.bytes(ofFile: file) } catch { throw Malformed(description: error.description) }
    let pageOutput = try PageOutput.plan(for: [file], folder: output, formats: [.html])[0]
    let environment = try await RunEnvironment.current()
    try PageOutput.prepare(folder: output)
    let saves = try FileWatch(file)
    let signals = InterruptSignals { saves.cancel() }
    defer { signals.stop() }

    let options = RunOptions(seed: execution.seed, timeout: execution.timeout, allowsErrors: allowErrors)
    let server = try LiveServer(port: port)
    let session = try NotebookSession(page: PageLocation(path: file), environment: environment, options: options)
    let watch = PageWatch(
      path: file, parameters: execution.namedValues, options: options, output: pageOutput,
      session: session, server: server)
    do {
      let address = try await server.start()
      await watch.load()
      FileHandle.standardOutput.write(Data((address + "\n").utf8))
      if !noBrowser { Browser.open(address) }
      for await _ in saves.saves {
        // An editor's save may be several steps.
        try? await Task.sleep(for: .milliseconds(20))
        await watch.load()
      }
    } catch let failure as LiveServer.Failure {
      await session.end()
      throw Malformed(description: failure.description)
    }
    await watch.end()
  }
}

/// The reader's browser.
enum Browser {
  /// Shows a page, where there is a screen.
  static func open(_ address: String) {
    let environment = ProcessInfo.processInfo.environment
    guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { environment[$0]?.isEmpty == false }) else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    (process.standardInput, process.standardOutput, process.standardError) =
      (FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice)
    try? process.run()
  }
}
