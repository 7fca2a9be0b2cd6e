/// How deeply brackets may be nested in code that SwiftParser is given.
///
/// One `[` in the other at the beginning of a statement costs the parser twice the time each time, and every other
/// bracket some of the stack.
public enum NestingLimit {
  /// The line of the code, from 1, in which the limit is passed; nil where it is kept.
  ///
  /// Brackets in text and comments do not count.
  public static func firstLineBeyond(in code: some Sequence<UInt8>) -> Int? {
    var (line, depth, squareDepth) = (1, 0, 0)
    var scanner = BracketScanner(Array(code))
    while let byte = scanner.next() {
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

/// Passes over Swift code and gives its line feeds and brackets, but not those in text and comments.
private struct BracketScanner {
  private enum Context {
    /// Code, and in an interpolation how many parentheses are open.
    case code(parentheses: Int)
    /// A string literal with its number of `#`, on one line or on several.
    case text(hashes: Int, isMultiline: Bool)
  }

  private let code: [UInt8]
  private var position = 0
  private var contexts = [Context.code(parentheses: 0)]

  init(_ code: [UInt8]) { self.code = code }

  mutating func next() -> UInt8? {
    while position < code.count {
      let byte = code[position]
      if byte == UInt8(ascii: "\n") {
        if case .text(_, false)? = contexts.last { contexts.removeLast() }  // a literal that is not closed
        position += 1
        return byte
      }
      switch contexts.last! {
      case .code(let parentheses):
        if skipComment() || openText() { continue }
        position += 1
        guard "[](){}".utf8.contains(byte) else { continue }
        let change = byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
        if contexts.count > 1 && parentheses + change < 0 {
          contexts.removeLast()
        } else {
          contexts[contexts.count - 1] = .code(parentheses: parentheses + change)
          return byte
        }
      case .text(let hashes, let isMultiline):
        if skip(String(repeating: "\"", count: isMultiline ? 3 : 1) + String(repeating: "#", count: hashes)) {
          contexts.removeLast()
        } else if skip("\\" + String(repeating: "#", count: hashes)) {
          if skip("(") { contexts.append(.code(parentheses: 0)) } else { position += 1 }
        } else {
          position += 1
        }
      }
    }
    return nil
  }

  private mutating func skip(_ text: String) -> Bool {
    guard code[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func skipComment() -> Bool {
    if code[position...].starts(with: "//".utf8) {
      position = code[position...].firstIndex(of: UInt8(ascii: "\n")) ?? code.count
      return true
    }
    guard skip("/*") else { return false }
    var depth = 1
    while depth > 0 && position < code.count {
      if skip("/*") { depth += 1 } else if skip("*/") { depth -= 1 } else { position += 1 }
    }
    return true
  }

  private mutating func openText() -> Bool {
    let hashes = code[position...].prefix { $0 == UInt8(ascii: "#") }.count
    let rest = code[(position + hashes)...]
    guard rest.first == UInt8(ascii: "\"") else { return false }
    let isMultiline = rest.starts(with: "\"\"\"".utf8)
    position += hashes + (isMultiline ? 3 : 1)
    contexts.append(.text(hashes: hashes, isMultiline: isMultiline))
    return true
  }
}

extension CompilerDiagnostic {
  static func nestedTooDeeply(line: Int) -> CompilerDiagnostic {
    CompilerDiagnostic(
      severity: .error, message: "brackets are nested too deeply", line: line, column: nil,
      notes: [Note(message: "give inner parts names of their own, or read the data from a file")])
  }
}
