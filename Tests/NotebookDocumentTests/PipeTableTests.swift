import Testing

@testable import NotebookDocument

@Suite struct PipeTableTests {
  @Test(
    "a row is divided at each bar that is neither escaped nor code",
    arguments: [
      ("| a | b |", ["a", "b"]), ("a|b", ["a", "b"]), ("| a \\| b | c", ["a | b", "c"]),
      ("| `a|b` | c |", ["`a|b`", "c"]),
      ("`a\\|b`|c", ["`a|b`", "c"]), ("| `a | b |", ["`a", "b"]), ("||", [""]), ("| | b |", ["", "b"]),
      ("a \\\\| b", ["a \\\\", "b"]), ("|", [""]), ("a", ["a"]),
    ])
  func cells(line: String, cells: [String]) {
    #expect(PipeTableRow(line.utf8).cells.map { String(decoding: $0, as: UTF8.self) } == cells)
  }

  @Test("the row below the header aligns the columns")
  func alignments() {
    #expect(PipeTableRow("|---|:--|:-:|-:|".utf8).alignments == [.natural, .left, .center, .right])
    #expect(PipeTableRow("- | :-".utf8).alignments == [.natural, .left])
    for line in ["---", "| a |", "|", "|:|", "| - - |"] { #expect(PipeTableRow(line.utf8).alignments == nil) }
  }

  @Test("a labelled table can be referred to, and is numbered with the cells' tables")
  func references() throws {
    let page = try read(
      "|a|b|\n|-|-|\n|1|@tbl-c|\n\n: A caption {#tbl-a}\n\n```swift\n//| label: tbl-b\n```\n\n> |a|\n> |-|\n> : C {#tbl-c}\n"
    )
    #expect(page.crossReferences.targets.mapValues(\.number) == ["tbl-a": 1, "tbl-b": 2, "tbl-c": 3])
    #expect(page.crossReferences.targets.mapValues(\.line) == ["tbl-a": 1, "tbl-b": 7, "tbl-c": 11])
    #expect(problems(of: "|a|\n|-|\n|@tbl-x|\n").map { $0.prefix(10) } == ["page.md:3:"])
    #expect(problems(of: "a[^1]\n\n[^1]: @tbl-x\n").map { $0.prefix(10) } == ["page.md:3:"])
  }
}
