import ArgumentParser
import CellCompiler
import Foundation
import NotebookDocument
import NotebookExecution

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run every cell of a page in order and write the page with its results.",
    discussion: """
      The page goes to _build/NAME.html, one file that needs nothing else. Where a cell fails, the page is written all \
      the same, with the error in its place and the cells after it marked as not run.

      EXAMPLES:
        notebook run notebooks/module1.md
        notebook run notebooks/*.md --jobs 2
        notebook run page.md --to html,ipynb,md --output out
        notebook run page.md -p epochs=5 -p title="A short run"
        notebook run page.md --json | jq .runSeconds
      """)

  @Argument(help: "The pages' Markdown files.", completion: .file(extensions: ["md"]))
  var files: [String]

  @Option(help: ArgumentHelp("What to write: html, ipynb, md, or several with commas.", valueName: "formats"))
  var to = PageFormats(formats: [.html])

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
  var output = "_build"

  @OptionGroup var execution: ExecutionOptions

  @Flag(help: "Run the cells after a failed one too, and end with status 0.")
  var allowErrors = false

  @Flag(help: "Neither read nor write caches.")
  var noCache = false

  @Flag(help: "Compile and run every cell anew, and renew the caches.")
  var cacheRefresh = false

  @Option(name: [.short, .long], help: ArgumentHelp("How many pages to run at once.", valueName: "n"))
  var jobs = 1

  @Flag(name: [.short, .long], help: "Say nothing on standard error unless something fails.")
  var quiet = false

  @Flag(help: "Print a JSON object a finished cell on standard output.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one page") }
    if jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if noCache && cacheRefresh { throw ValidationError("--no-cache and --cache-refresh exclude each other") }
  }

  func run() async throws {
    let parameters = execution.namedValues
    let pages = try PageToRun.read(files) { try $0.settingParameters(parameters) }
    let outputs = try PageOutput.plan(for: pages.map(\.path), folder: output, formats: to.formats)
    let environment = try await RunEnvironment.current(remembers: !noCache)

    try PageOutput.prepare(folder: output)

    let options = RunOptions(
      seed: execution.seed, timeout: execution.timeout, allowsErrors: allowErrors,
      cachePolicy: noCache ? .ignore : cacheRefresh ? .refresh : .use)
    let reporter = RunReporter(quiet: quiet, json: json)
    let runs = pages.map {
      NotebookRun($0.notebook, page: PageLocation(path: $0.path), environment: environment, options: options)
    }
    let signals = InterruptSignals { for run in runs { run.interrupt() } }
    defer { signals.stop() }

    let statuses = try await runs.indices.concurrentMap(limit: jobs) { index in
      try await Self.run(
        pages[index], runs[index], output: outputs[index], allowErrors: allowErrors, reporter: reporter)
    }
    if runs.contains(where: \.isInterrupted) { throw ExitStatus.interrupted }
    if statuses.contains(.cellFailed) { throw ExitStatus.cellFailed }
  }

  private static func run(
    _ page: PageToRun, _ run: NotebookRun, output: PageOutput, allowErrors: Bool, reporter: RunReporter
  ) async throws -> ExitStatus {
    // A page that was not begun stays as an earlier run left it.
    if run.isInterrupted { return .success }
    reporter.begin(page)
    let outcomes: [CellOutcome]
    do { outcomes = try await run.execute { reporter.report($0, in: page) } } catch KernelError.interrupted {
      return .success
    }
    if run.isInterrupted, !outcomes.contains(where: { $0.executionCount != nil }) { return .success }
    let written = try output.write(page.notebook, outcomes: outcomes)
    reporter.end(page, outcomes: outcomes, written: written.paths, notice: written.notice)
    let hasFailed = page.notebook.steps.contains { cell in
      if case .failed = outcomes[cell.index].status { !(allowErrors || cell.options.error) } else { false }
    }
    return hasFailed ? .cellFailed : .success
  }
}
