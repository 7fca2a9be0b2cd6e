import Testing

@testable import CellCompiler

@Suite("Code with text inserted")
struct RewrittenSourceTests {
  @Test("columns lead back to the original, in every line")
  func columns() {
    let source = RewrittenSource(
      "ab\ncdef\nx", inserting: [(0, "12"), (2, "!"), (5, "34"), (5, "5"), (7, "6"), (8, "7")])
    #expect(source.code == "12ab!\ncd345ef6\n7x")
    #expect((1...6).map { source.originalColumn(line: 1, column: $0) } == [1, 1, 1, 2, 3, 3])
    #expect((1...8).map { source.originalColumn(line: 2, column: $0) } == [1, 2, 3, 3, 3, 3, 4, 5])
    #expect((1...2).map { source.originalColumn(line: 3, column: $0) } == [1, 1])
    #expect(source.originalColumn(line: 9, column: 4) == 4)
  }

  @Test("what was inserted is known to be so")
  func inserted() {
    let source = RewrittenSource("abc", inserting: [(1, "12")])
    #expect(source.code == "a12bc")
    #expect((1...5).map { source.isInserted(line: 1, column: $0) } == [false, true, true, false, false])
  }

  @Test("columns are bytes")
  func bytes() {
    let source = RewrittenSource("é😀x", inserting: [(2, "--")])
    #expect(source.code == "é--😀x")
    #expect(source.originalColumn(line: 1, column: 5) == 3 && source.originalColumn(line: 1, column: 9) == 7)
  }

  @Test("insertions of one place keep their order, whatever the order of the others")
  func order() {
    #expect(RewrittenSource("ab", inserting: [(1, "x"), (0, "y"), (1, "z"), (2, "w")]).code == "yaxzbw")
    #expect(RewrittenSource("", inserting: [(0, "x")]).code == "x")
    #expect(RewrittenSource("ab", inserting: []).code == "ab")
  }
}
