/// Says what the compiler says in words that fit a page: without the modules that cells are compiled into, and with
/// advice where Swift does not allow in a cell what it allows elsewhere.
public struct DiagnosticWording: Sendable {
  private let declarations: [Declaration]
  private let lost: [Declaration]

  /// - Parameters:
  ///   - declarations: What the cells until now declare, the latest last.
  ///   - lost: What cells would have declared that failed.
  public init(declarations: [Declaration], lost: [Declaration] = []) {
    self.declarations = declarations
    self.lost = lost
  }

  func diagnostic(_ original: CompilerDiagnostic) -> CompilerDiagnostic {
    var diagnostic = original
    diagnostic.message = original.message.replacing(/\s\[#\w+\]$/, with: "")
    if let rule = Self.rules.first(where: { diagnostic.message.firstMatch(of: $0.pattern) != nil }) {
      if let message = rule.message { diagnostic.message = message }
      diagnostic.notes.append(.init(message: rule.advice))
    }
    if let name = diagnostic.message.firstMatch(of: /^cannot assign to value: '(\w+)' is a 'let' constant/)?.1,
      let constant = declarations.last(where: { $0.name == name && $0.kind == .constant })
    {
      diagnostic.notes.append(
        .init(
          message: "a ‘let’ has the value that its own cell gives it: write ‘var \(name)’ there", line: constant.line))
    }
    if let name = diagnostic.message.firstMatch(of: /^cannot find (?:type )?'(\w+)' in scope/)?.1,
      let declaration = lost.last(where: { $0.name == name })
    {
      diagnostic.notes.append(.init(message: "‘\(name)’ is declared in a cell that failed", line: declaration.line))
    }
    diagnostic.message = plain(diagnostic.message)
    return diagnostic
  }

  /// A note, or nil where it speaks of how cells are compiled.
  func note(_ message: String, file: String, line: Int?) -> CompilerDiagnostic.Note? {
    if Self.leakingNotes.contains(where: message.contains) { return nil }
    // A declaration in an earlier cell is named by a generated interface: "Cell1.S:1:17".
    let earlier = file.wholeMatch(of: /Cell(\d+)\.(.+)/).flatMap { match in
      declarations.last { $0.name == match.2 }?.line
    }
    return CompilerDiagnostic.Note(message: plain(message), line: line ?? earlier)
  }

  /// The text without the names of the cells' modules: `Cell9.S` and `Cell10.S` become "S (line 41)" and "S (line 52)".
  public func plain(_ text: String) -> String {
    let named = text.matches(of: /\bCell(\d+)\.(\w+)/)
    let isAmbiguous = Dictionary(grouping: named, by: { $0.2 }).mapValues { Set($0.map(\.1)).count > 1 }
    return text.replacing(/\bCell(\d+)\.(\w+)/) { match in
      guard isAmbiguous[match.2] == true else { return String(match.2) }
      // Of the declarations of one name, the lower module number is the earlier one.
      let numbers = Set(named.filter { $0.2 == match.2 }.compactMap { Int($0.1) }).sorted()
      let lines = declarations.filter { $0.name == match.2 }.map(\.line).suffix(numbers.count)
      guard lines.count == numbers.count, let rank = Int(match.1).flatMap(numbers.firstIndex(of:)) else {
        return String(match.2)
      }
      return "\(match.2) (line \(lines[lines.startIndex + rank]))"
    }
  }

  private struct Rule: Sendable {
    nonisolated(unsafe) let pattern: Regex<AnyRegexOutput>
    /// What to say instead; nil keeps the compiler's message.
    let message: String?
    let advice: String

    init(_ pattern: Regex<Substring>, message: String? = nil, advice: String) {
      self.pattern = Regex(pattern)
      self.message = message
      self.advice = advice
    }
  }

  private static let leakingNotes = [
    "-parse-as-library", "compilation aborted", "'showResult'", "'showInline'", "'runBlocking'",
    "top-level code defined in this source file", "through reference here", "add stubs for conformance",
  ]

  private static let rules = [
    Rule(
      /^return invalid outside of a func/, message: "‘return’ is allowed inside a function only",
      advice: "to end the cell early, put the rest into ‘if … { … }’ or a function"),
    Rule(
      /^'lazy' cannot be used on an already-lazy global/, message: "a cell's own variable can't be ‘lazy’",
      advice: "leave ‘lazy’ out, or put the variable into a type"),
    Rule(
      /^property wrappers are not yet supported in top-level code/,
      message: "a cell's own variable can't have a property wrapper",
      advice: "put the variable into a type or a function"),
    Rule(
      /^'main' attribute cannot be used in a module that contains top-level code/,
      message: "‘@main’ has no place in a cell: its code runs from top to bottom",
      advice: "leave ‘@main’ out and call the function, such as ‘Program.main()’"),
    Rule(
      /prevents automatic synthesis of/,
      advice: "declare the conformance in the cell that declares the type, or write its requirements out here"),
    Rule(
      /^overriding declaration requires an 'override' keyword/,
      advice: "cells are compiled without ‘private’: write ‘override’, or choose another name"),
    Rule(/in a synchronous nonisolated context$/, advice: "write ‘await’ before the call"),
    Rule(
      /^no such module/,
      advice: "a cell can import GenerativeAI and the modules of the Swift toolchain, such as Foundation"),
    Rule(
      /^fatal error encountered during compilation/, message: "the Swift compiler itself failed on this cell",
      advice: "divide the cell, or write it in another way, to find the statement that the compiler can't take"),
    Rule(
      /requires that '(?:Int|Float)' conform to 'DistributionParameter'/,
      advice: "a parameter is a ‘Double’ or a tensor: of a variable n that holds another number, write ‘Double(n)’"),
    Rule(
      /^the compiler is unable to type-check this expression in reasonable time/,
      message: "the compiler takes too long to find the types in this expression",
      advice: "give parts of it a name and a type first, such as ‘let p: [Double] = [1.0 / 6, 5.0 / 6]’"),
    Rule(
      /type 'Any' cannot conform to 'TensorElements'/,
      advice: "a list must say what it holds: write ‘Tensor.zeros(0)’ for an empty one, or ‘Tensor([Double.nan])’"),
    Rule(/^circular reference$/, advice: "a declaration can't use itself: choose another name for the new one"),
  ]
}
