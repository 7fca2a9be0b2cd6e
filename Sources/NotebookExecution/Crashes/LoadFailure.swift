import Foundation
import CellCompiler

/// Why the dynamic loader refused a compiled cell: as a rule, the cell uses something of the library that the compiler
/// sees but the library does not offer.
struct LoadFailure {
  private let message: String

  /// - Parameter message: The loader's own words: `…/Cell3.so: undefined symbol: $s7Tensors4helpyyF`.
  init(_ message: String) { self.message = message }

  func failure(wording: DiagnosticWording) -> CellFailure {
    guard let symbol = message.firstMatch(of: /undefined symbol: (\S+)/)?.1 else {
      return CellFailure(
        kind: .compileError, problems: [.init(message: "the compiled cell can't be loaded: \(message)", line: nil)])
    }
    let name = wording.plain(demangled(String(symbol)))
    return CellFailure(
      kind: .compileError,
      problems: [
        .init(
          message: "‘\(name)’ is not part of the library's API", line: nil,
          notes: [.init(message: "it is internal to its module: use the library's public declarations")])
      ])
  }
}

@_silgen_name("swift_demangle")
private func demangle(
  _ name: UnsafePointer<UInt8>, _ length: Int, _ output: UnsafeMutablePointer<UInt8>?,
  _ outputSize: UnsafeMutablePointer<Int>?,
  _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?

/// A symbol as its author wrote it.
private func demangled(_ symbol: String) -> String {
  let bytes = Array(symbol.utf8)
  guard let text = demangle(bytes, bytes.count, nil, nil, 0) else { return symbol }
  defer { free(text) }
  return String(cString: text)
}
