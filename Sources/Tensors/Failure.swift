import Glibc

/// Ends the program with a message for the student: `module1.md:41: Fatal error: matmul: shapes …`.
///
/// `file` and `line` are those of the caller's page, handed down from the defaults `#fileID` and `#line` of the public
/// function; only what follows the last slash is printed. Operators cannot take them, and pass an empty file. Without a place the notebook's runner finds it in the crash's
/// backtrace, where the first frame of the page is the place.
@inline(never)
package func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
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
  /// The place that was noted before, to go back to.
  package struct Outer {
    fileprivate let state: ThreadState
  }

  /// Notes a place: from here to ``leave(_:)`` what fails inside the library is reported there.
  package static func enter(_ file: StaticString, _ line: UInt) -> Outer {
    let thread = ThreadState.current
    let outer = Outer(state: thread.pointee)
    thread.pointee.file = file.utf8Start
    thread.pointee.fileLength = file.utf8CodeUnitCount
    thread.pointee.line = Int(line)
    return outer
  }

  /// Goes back to the place that was noted before.
  package static func leave(_ outer: Outer) {
    let thread = ThreadState.current
    thread.pointee.file = outer.state.file
    thread.pointee.fileLength = outer.state.fileLength
    thread.pointee.line = outer.state.line
  }

  /// The name and line to report: the given ones where they are the student's, else those of the entry into the library.
  fileprivate static func innermost(_ file: StaticString, _ line: UInt) -> (file: Substring, line: Int)? {
    if file.utf8CodeUnitCount == 0 { return nil }
    if !libraries.contains(where: { file.description.hasPrefix($0 + "/") }) {
      return (lastComponent(file.description), Int(line))
    }
    let entry = ThreadState.current.pointee
    guard let start = entry.file else { return nil }
    let path = String(decoding: UnsafeBufferPointer(start: start, count: entry.fileLength), as: UTF8.self)
    return (lastComponent(path), entry.line)
  }

  /// A place in the student's page as it is named in messages; nil for one in the library.
  static func place(_ file: StaticString, _ line: UInt) -> String? {
    if file.utf8CodeUnitCount == 0 || libraries.contains(where: { file.description.hasPrefix($0 + "/") }) { return nil }
    return "\(lastComponent(file.description)):\(line)"
  }

  private static func lastComponent(_ path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  /// The modules whose files are not the student's.
  private static let libraries = [
    "Tensors", "NeuralNetworks", "Distributions", "ClassicalModels", "GenerativeModels", "Evaluation", "Datasets",
    "Plotting",
  ]
}
