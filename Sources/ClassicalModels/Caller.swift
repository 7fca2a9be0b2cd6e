import Tensors

/// The public function that was called, and where: what a message begins with.
struct Caller {
  let name: String
  let file: StaticString
  let line: UInt

  init(_ name: String, _ file: StaticString, _ line: UInt) {
    self.name = name
    self.file = file
    self.line = line
  }

  func fail(_ message: String) -> Never { Tensors.fail("\(name): \(message)", file: file, line: line) }

  /// Traps unless a hyperparameter is what it must be.
  func require(_ isPossible: Bool, _ name: String, _ rule: String, _ value: some Any) {
    if !isPossible { fail("\(name) must be \(rule), and is \(value)") }
  }
}
