/// Turns the compiler's output about one cell into diagnostics in the page's lines, columns and words.
struct DiagnosticReader {
  let source: CellSource
  /// The file that was compiled, whose lines after the prelude's are the cell's.
  let compiledFile: String
  let rewritten: RewrittenSource
  let wording: DiagnosticWording

  func read(_ output: String) -> [CompilerDiagnostic] {
    var diagnostics: [CompilerDiagnostic] = []
    for var entry in DiagnosticOutput(output).entries {
      if entry.file == compiledFile { entry = inPage(entry) }
      let isInPage = entry.file == source.file
      if entry.kind == "note" {
        guard !diagnostics.isEmpty,
          let note = wording.note(entry.message, file: entry.file, line: isInPage ? entry.line : nil)
        else { continue }
        diagnostics[diagnostics.count - 1].notes.append(note)
        continue
      }
      // Of what was written into the cell there is nothing to warn its author of.
      if entry.kind == "warning", isInPage,
        rewritten.isInserted(line: entry.line - source.line + 1, column: entry.column)
      {
        continue
      }
      let column = isInPage && isInCell(entry.line) ? originalColumn(entry) : nil
      diagnostics.append(
        wording.diagnostic(
          CompilerDiagnostic(
            severity: entry.kind == "error" ? .error : .warning, message: entry.message,
            line: isInPage ? entry.line : nil, column: column)))
    }
    return diagnostics.map(\.withoutCandidates).removingRepetitions
  }

  /// What is said of a compiler that ended without a word about the cell: it crashed. Its stack names the line it was at.
  func compilerCrash(_ output: String) -> CompilerDiagnostic {
    let place = output.matches(of: /\[([^\[\]:]+):(\d+):\d+/).first { $0.1 == source.file }
    let message = "fatal error encountered during compilation"
    return wording.diagnostic(
      CompilerDiagnostic(
        severity: .error, message: message, line: place.flatMap { Int($0.2) } ?? source.line, column: nil))
  }

  /// What is found at the very end of the code is told of the compiled file: it belongs to the cell's last line.
  private func inPage(_ entry: DiagnosticOutput.Entry) -> DiagnosticOutput.Entry {
    var entry = entry
    let lines = source.code.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
    entry.file = source.file
    entry.line = source.line + last
    entry.column = lines[last].utf8.count + 1
    return entry
  }

  private func isInCell(_ line: Int) -> Bool { line >= source.line }

  private func originalColumn(_ entry: DiagnosticOutput.Entry) -> Int {
    rewritten.originalColumn(line: entry.line - source.line + 1, column: entry.column)
  }
}

extension CompilerDiagnostic {
  /// The diagnostic without the list of all functions of a name, which only says that none fits.
  fileprivate var withoutCandidates: CompilerDiagnostic {
    var diagnostic = self
    if notes.count(where: { $0.line == nil }) > 5 { diagnostic.notes.removeAll { $0.line == nil } }
    return diagnostic
  }
}

extension [CompilerDiagnostic] {
  fileprivate var removingRepetitions: [CompilerDiagnostic] {
    var seen: Set<CompilerDiagnostic> = []
    return filter { seen.insert($0).inserted }
  }
}
