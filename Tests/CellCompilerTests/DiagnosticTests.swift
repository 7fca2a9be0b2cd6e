import Testing

@testable import CellCompiler

@Suite("The compiler's words, read and said again")
struct DiagnosticTests {
  private let declarations = [
    Declaration(name: "S", kind: .type, line: 41), Declaration(name: "total", kind: .constant, line: 45),
    Declaration(name: "S", kind: .type, line: 52),
  ]
  private var wording: DiagnosticWording { DiagnosticWording(declarations: declarations) }

  private func read(_ output: String, code: String = "let x = 1\ny") -> [CompilerDiagnostic] {
    let source = CellSource(code: code, file: "page.md", line: 11)
    let syntax = CellSyntax(source, after: [])
    let reader = DiagnosticReader(
      source: source, compiledFile: "/tmp/a/Cell2.swift", rewritten: syntax.rewritten, wording: wording)
    return reader.read(output)
  }

  @Test("lines that begin a diagnostic are read, and the excerpts between them left out")
  func output() {
    let text = """
      page.md:12:9: error: cannot find 'y' in scope
      let a: error: b = 1
          |   `- error: cannot find
      page.md:3: warning: odd: really
      <unknown>:0: error: module is broken
      /tmp/a/Cell2.swift:7:1: note: here
      """
    let entries = DiagnosticOutput(text).entries
    #expect(entries.map(\.file) == ["page.md", "page.md", "<unknown>", "/tmp/a/Cell2.swift"])
    #expect(entries.map(\.line) == [12, 3, 0, 7] && entries.map(\.column) == [9, 0, 0, 1])
    #expect(entries.map(\.kind) == ["error", "warning", "error", "note"])
    #expect(entries[1].message == "odd: really")
    #expect(DiagnosticOutput("").entries.isEmpty)
  }

  @Test("a diagnostic comes back in the page's column, with its notes, and once")
  func reading() {
    let column = "NotebookCell.mark(12); NotebookCell.showResult(".utf8.count + 1
    let error = "page.md:12:\(column): error: cannot find 'y' in scope\npage.md:11:1: note: did you mean 'x'?\n"
    let found = read(error + error)
    #expect(
      found == [
        CompilerDiagnostic(
          severity: .error, message: "cannot find 'y' in scope", line: 12, column: 1,
          notes: [.init(message: "did you mean 'x'?", line: 11)])
      ])
  }

  @Test("nobody is warned of what was written into the cell")
  func insertedWarnings() {
    #expect(read("page.md:12:3: warning: something about the mark\n").isEmpty)
    #expect(read("page.md:11:28: warning: never used\n").count == 1)
  }

  @Test("what is missing at the cell's end is told in its last line")
  func end() {
    let found = read(
      "/tmp/a/Cell2.swift:5:1: error: expected '}' at end of brace statement\n", code: "for i in 0..<3 {\n  print(i)\n")
    #expect(found.map(\.line) == [12])
  }

  @Test("the names of the cells' modules do not show, and types of one name are told apart by their lines")
  func modules() {
    #expect(wording.plain("cannot convert 'Cell2.S' to 'Int'") == "cannot convert 'S' to 'Int'")
    #expect(wording.plain("cannot convert 'Cell9.S' to 'Cell10.S'") == "cannot convert 'S (line 41)' to 'S (line 52)'")
    #expect(wording.plain("[Cell10.S] is not [Cell9.S], nor Cell9.T") == "[S (line 52)] is not [S (line 41)], nor T")
    #expect(wording.plain("Cellular.S and myCell1.S") == "Cellular.S and myCell1.S")
  }

  @Test("a constant that a later cell assigns is told where it was declared")
  func laterAssignment() throws {
    let found = read("page.md:12:1: error: cannot assign to value: 'total' is a 'let' constant\n")
    let note = try #require(found.first?.notes.first)
    #expect(
      note == .init(message: "a ‘let’ has the value that its own cell gives it: write ‘var total’ there", line: 45))
  }

  @Test("notes about how cells are compiled are left out; one about an earlier cell names its line")
  func notes() {
    #expect(wording.note("use '-parse-as-library' to compile", file: "page.md", line: 1) == nil)
    #expect(
      wording.note("'S' declared here", file: "Cell4.S", line: nil) == .init(message: "'S' declared here", line: 52))
    #expect(wording.note("found Cell4.S", file: "page.md", line: 7) == .init(message: "found S", line: 7))
  }
}
