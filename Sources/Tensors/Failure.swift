import Glibc

/// Ends the program with a message for the student: `module1.md:41: Fatal error: matmul: shapes …`.
///
/// `file` and `line` are those of the caller's page, handed down from the defaults `#fileID` and `#line` of the public
/// function; only what follows the last slash is printed. Without a place the notebook's runner finds it in the crash's
/// backtrace, where the first frame of the page is the place.
@inline(never)
package func fail(_ message: String, file: StaticString = "", line: UInt = 0) -> Never {
  let site = CallSite.innermost(file, line)
  let place = site.map { "\($0.file):\($0.line): " } ?? ""
  // Written as the runtime writes its own traps, and ended as they end, for the sake of whoever reads the crash.
  let text = Array("\(place)Fatal error: \(message)\n".utf8)
  write(2, text, text.count)
  ck_trap()
  fatalError("unreachable")
}

/// The place in the student's page from which the library was entered.
///
/// A module's `forward` calls operations from the library's own files; what the student wrote is `model(x)`. So calling
/// a module notes its place, and a failure inside the library names it.
package enum CallSite {
  nonisolated(unsafe) private static var file: StaticString = ""
  nonisolated(unsafe) private static var line: UInt = 0

  /// Runs `body`, whose failures inside the library are reported at `file` and `line`.
  @inline(__always)
  package static func at<R>(_ file: StaticString, _ line: UInt, _ body: () throws -> R) rethrows -> R {
    let outer = (self.file, self.line)
    (self.file, self.line) = (file, line)
    defer { (self.file, self.line) = outer }
    return try body()
  }

  fileprivate static func innermost(_ file: StaticString, _ line: UInt) -> (file: Substring, line: UInt)? {
    let isStudents = file.utf8CodeUnitCount > 0 && !libraries.contains { file.description.hasPrefix($0 + "/") }
    let site = isStudents ? (file, line) : (self.file, self.line)
    guard site.0.utf8CodeUnitCount > 0 else { return nil }
    let name = site.0.description
    return (name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...], site.1)
  }

  /// The modules whose files are not the student's.
  private static let libraries = [
    "Tensors", "NeuralNetworks", "Distributions", "ClassicalModels", "GenerativeModels", "Evaluation", "Datasets",
    "Plotting",
  ]
}
