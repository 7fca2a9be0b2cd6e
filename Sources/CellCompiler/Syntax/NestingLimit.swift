/// How deeply brackets may be nested in code that SwiftParser is given.
///
/// One `[` in the other at the beginning of a statement costs the parser twice the time each time, and every other
/// bracket some of the stack. No code that a person wrote comes near.
public enum NestingLimit {
  /// The line of the code, from 1, in which the limit is passed; nil where it is kept.
  public static func firstLineBeyond(in code: some Sequence<UInt8>) -> Int? {
    var (line, depth, squareDepth) = (1, 0, 0)
    for byte in code {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "["): (depth, squareDepth) = (depth + 1, squareDepth + 1)
      case UInt8(ascii: "]"): (depth, squareDepth) = (max(0, depth - 1), max(0, squareDepth - 1))
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      if depth > 64 || squareDepth > 12 { return line }
    }
    return nil
  }
}

extension CompilerDiagnostic {
  static func nestedTooDeeply(line: Int) -> CompilerDiagnostic {
    CompilerDiagnostic(
      severity: .error, message: "brackets are nested too deeply", line: line, column: nil,
      notes: [Note(message: "give inner parts names of their own, or read the data from a file")])
  }
}
