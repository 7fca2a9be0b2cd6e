import NotebookDocument
import Testing

@Suite struct CellSpellingTests {
  @Test(
    "each spelling of a Swift cell is understood",
    arguments: [
      ("swift", CellSpelling.plain), (" swift ", .plain), ("swift tags=[\"a\"]", .plain), ("{swift}", .quarto),
      ("{code-cell} swift", .myst), ("{code-cell}", .myst),
    ])
  func spellings(info: String, spelling: CellSpelling) throws {
    let cell = try #require(try read("```\(info)\na\n```\n").cells.first)
    #expect(cell.spelling == spelling)
    #expect(cell.isEvaluated)
  }

  @Test(
    "other languages are not cells",
    arguments: ["", "python", "swiftc", "{.swift}", "{python}", "{code-cell} python", "text swift"])
  func otherLanguages(info: String) throws {
    #expect(try read("```\(info)\na\n```\n").cells.isEmpty)
  }

  @Test(".noeval is never run", arguments: ["swift {.noeval}", "swift .noeval", "swift{.noeval}", "{swift .noeval}"])
  func noEval(info: String) throws {
    let cell = try #require(try read("```\(info)\na\n```\n").cells.first)
    #expect(cell.isNoEval && !cell.isEvaluated)
  }

  @Test("a mistyped attribute is an error, not a cell that runs")
  func unknownAttribute() {
    #expect(
      problems(of: "```swift {.noevla}\na\n```\n") == [
        "page.md:1: unknown attribute ‘.noevla’ (did you mean ‘.noeval’?)"
      ])
  }
}
