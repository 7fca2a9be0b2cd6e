import ArgumentParser
import Foundation
import NotebookDocument

/// The command line.
@main
struct NotebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Runs course pages: Markdown with Swift cells, compiled and executed in order.",
    discussion: """
      A page is one Markdown file. Its code cells are fences whose info string is ‘swift’:

          ```swift
          let x = Tensor.randn(3, 2)
          x.mean()
          ```

      Every cell is compiled natively and sees what the cells before it declared; the value of its last expression is \
      shown below it. Options stand at the top of a cell: ‘//| label: fig-loss’.

      A page runs with your rights: run only pages that you trust.

      EXAMPLES:
        notebook new page                       write a page to begin with
        notebook run page.md                    run it, write _build/page.html
        notebook run page.md --to html,ipynb    … and a Jupyter notebook
        notebook run page.md -p epochs=5        … with another parameter
        notebook watch page.md                  … again at each save, shown live in the browser
        notebook check page.md                  compile every cell, run none
        notebook convert page.md --to ipynb     a Jupyter notebook, without running it
        notebook doctor                         is everything installed?
        notebook --generate-completion-script bash
                                                completion; also zsh, fish

      EXIT STATUS: 0 all cells ran · 1 a cell failed · 2 the command line or the page is malformed · 130 interrupted
      """,
    version: "0.1.0",
    subcommands: [
      NewCommand.self, RunCommand.self, WatchCommand.self, CheckCommand.self, ConvertCommand.self, DoctorCommand.self,
      CleanCommand.self,
    ])

  static func main() async {
    // A reader that has enough of what is printed ends nothing else.
    signal(SIGPIPE, SIG_IGN)
    do {
      try requireKnownCommand(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch let failure as Malformed {
      standardError(failure.description)
      Foundation.exit(ExitStatus.malformed.rawValue)
    } catch  where exitCode(for: error) == .success {
      // Help and version are answers, not errors.
      print(fullMessage(for: error))
    } catch  where exitCode(for: error) == .validationFailure {
      standardError(fullMessage(for: error))
      Foundation.exit(ExitStatus.malformed.rawValue)
    } catch {
      standardError("notebook: \(error)")
      Foundation.exit(ExitStatus.malformed.rawValue)
    }
  }
}

extension NotebookCommand {
  /// Throws where the first argument is no command: `notebook rum page.md`.
  private static func requireKnownCommand(_ name: String?) throws {
    guard let name, !name.hasPrefix("-") else { return }
    let commands = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !commands.contains(name) else { return }
    let hint =
      FileManager.default.fileExists(atPath: name)
      ? "to run a page, write ‘notebook run \(name)’"
      : NearestName.hint(for: name, among: commands) ?? "there are \(commands.sorted().joined(separator: ", "))"
    throw Malformed(description: "‘\(name)’ is no command of notebook: \(hint)")
  }
}

/// How the command ends.
enum ExitStatus: Int32, Error {
  case success = 0
  /// A cell failed, or `check` found an error.
  case cellFailed = 1
  /// The command line, the page or this machine does not allow to begin.
  case malformed = 2
  case interrupted = 130
}

/// Why nothing was begun, in words for the terminal.
struct Malformed: Error, CustomStringConvertible {
  let description: String
}

/// Writes a line to standard error.
func standardError(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
