import ArgumentParser

/// What every command takes that executes cells.
struct ExecutionOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .customLong("parameter")],
    help: ArgumentHelp(
      "Replace the value of a variable in the cell marked ‘parameters: true’; may be given several times.",
      valueName: "name=value"))
  var parameters: [Parameter] = []

  @Option(help: ArgumentHelp("The seed of the random numbers, in place of the page's own.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("How long a cell may run, where it does not say itself.", valueName: "seconds"))
  var timeout: Double?

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout <= 1e9) {
      throw ValidationError("--timeout must be a positive number of seconds")
    }
  }

  var namedValues: [(name: String, value: String)] { parameters.map { ($0.name, $0.value) } }
}

/// `NAME=VALUE` on the command line.
struct Parameter: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let separator = argument.firstIndex(of: "="), separator > argument.startIndex else { return nil }
    name = String(argument[..<separator])
    value = String(argument[argument.index(after: separator)...])
  }
}
