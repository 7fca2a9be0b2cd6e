/// Turns the compiler's output about one cell into diagnostics in the page's lines, columns and words.
struct DiagnosticReader {
  let source: CellSource
  let rewritten: RewrittenSource
  let wording: DiagnosticWording

  func read(_ output: String) -> [CompilerDiagnostic] {
    var diagnostics: [CompilerDiagnostic] = []
    for entry in DiagnosticOutput(output).entries {
      let isInPage = entry.file == source.file
      if entry.kind == "note" {
        guard !diagnostics.isEmpty, let note = wording.note(entry.message, file: entry.file, line: isInPage ? entry.line : nil)
        else { continue }
        diagnostics[diagnostics.count - 1].notes.append(note)
        continue
      }
      // Of what was written into the cell there is nothing to warn its author of.
      if entry.kind == "warning", isInPage, rewritten.isInserted(line: entry.line - source.line + 1, column: entry.column) { continue }
      let column = isInPage && isInCell(entry.line) ? originalColumn(entry) : nil
      diagnostics.append(
        wording.diagnostic(
          CompilerDiagnostic(
            severity: entry.kind == "error" ? .error : .warning, message: entry.message,
            line: isInPage ? entry.line : lastLine(ifBehindCell: entry), column: column)))
    }
    return diagnostics.removingRepetitions
  }

  private func isInCell(_ line: Int) -> Bool { line >= source.line }

  /// What is missing at the cell's end the compiler reports behind it, in the file that was written for it.
  private func lastLine(ifBehindCell entry: DiagnosticOutput.Entry) -> Int? {
    let lines = source.code.reversed().drop(while: \.isNewline).count(where: \.isNewline)
    return entry.file.hasSuffix(".swift") && entry.line > lines ? source.line + lines : nil
  }

  private func originalColumn(_ entry: DiagnosticOutput.Entry) -> Int {
    rewritten.originalColumn(line: entry.line - source.line + 1, column: entry.column)
  }
}

extension [CompilerDiagnostic] {
  fileprivate var removingRepetitions: [CompilerDiagnostic] {
    var seen: Set<CompilerDiagnostic> = []
    return filter { seen.insert($0).inserted }
  }
}
