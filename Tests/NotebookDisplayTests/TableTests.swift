import NotebookDisplay
import Testing

@Suite("Tables")
struct TableTests {
  @Test("columns stand side by side, numbers to the right, and no line ends in blanks")
  func text() {
    let table = Table(columns: ["name", "loss", "n"], rows: [["a", 0.5, 10], ["longer", 12.25, 7]])
    #expect(
      table.mimeBundle.plainText == """
        name     loss   n
        ──────  ─────  ──
        a        0.50  10
        longer  12.25   7
        """)
    let names = Table(columns: ["n", "name"], rows: [[1, "a"], [2, "longer"]])
    #expect(names.mimeBundle.plainText == "n  name\n─  ──────\n1  a\n2  longer")
  }

  @Test("floating-point values have six significant digits")
  func numbers() {
    let table = Table(columns: ["x"], rows: [[1.0 / 3], [1e-10], [123_456_789.0], [Double.nan]])
    #expect(table.rows.map { $0[0] } == ["0.333333", "1e-10", "1.23457e+08", "nan"])
    #expect(Table(columns: ["x"], rows: [[2.0], [-0.0], [7]]).rows.map { $0[0] } == ["2", "-0", "7"])
  }

  @Test("the values of a column have the same number of decimals")
  func decimals() {
    let table = Table(columns: ["loss", "n"], rows: [[0.25762, 1], [Float(0.5), 20], [3.0, 3]])
    #expect(table.rows == [["0.25762", "1"], ["0.50000", "20"], ["3.00000", "3"]])
    let slopes = Table(columns: ["slope"], rows: [[1.5728955], [0.393224]])
    #expect(slopes.rows == [["1.572896"], ["0.393224"]])
  }

  @Test("HTML is escaped, and numeric columns are marked")
  func html() {
    let table = Table(columns: ["<a>", "n & m"], rows: [["\"x\" <script>", 1]])
    #expect(
      table.mimeBundle.text(.html) == """
        <table>
        <thead><tr><th>&lt;a&gt;</th><th class="number">n &amp; m</th></tr></thead>
        <tbody>
        <tr><td>&quot;x&quot; &lt;script&gt;</td><td class="number">1</td></tr>
        </tbody>
        </table>
        """)
  }

  @Test("rows that are too short are filled, and too long ones cut")
  func raggedRows() {
    let table = Table(columns: ["a", "b"], rows: [[1], [1, 2, 3], []])
    #expect(table.rows == [["1", ""], ["1", "2"], ["", ""]])
    #expect(Table(columns: ["a"], rows: []).mimeBundle.plainText == "a\n─")
    #expect(Table(columns: [], rows: []).mimeBundle.plainText == "\n")
  }

  @Test("a long table shows its first and its last rows, and says how many are left out")
  func excerpt() throws {
    let table = Table(columns: ["n", "x"], rows: (1...100_000).map { [$0, Double($0)] })
    let lines = table.mimeBundle.plainText.split(separator: "\n")
    #expect(lines.count == 2 + 30 + 1 + 10)
    #expect(
      lines[31] == "    30      30" && lines[32] == "… 99,960 rows are left out …" && lines[33] == " 99991   99991")
    let html = try #require(table.mimeBundle.text(.html))
    #expect(html.hasPrefix("<table data-rows=\"100000\">") && html.utf8.count < 4000)
    #expect(html.contains("<tr class=\"omitted\"><td colspan=\"2\">99,960 rows are left out</td></tr>"))
    let whole = Table(columns: ["n"], rows: (1...60).map { [$0] })
    #expect(whole.mimeBundle.plainText.split(separator: "\n").count == 62)
  }

  @Test("the data are comma-separated values, all of them and in full precision")
  func csv() throws {
    let table = Table(
      columns: ["a,b", "c"],
      rows: [[1.0 / 3, "x \"y\"\nz"], [-1, "=SUM(A1)"], [Double.nan, "@a"], [1e-10, ""], [Float(0.1)]])
    #expect(
      table.mimeBundle.text(.csv)
        == "\"a,b\",c\r\n0.3333333333333333,\"x \"\"y\"\"\nz\"\r\n-1,=SUM(A1)\r\nnan,@a\r\n1e-10,\r\n0.1,\r\n")
    let rows = (0..<100_000).map { [$0] }
    #expect(Table(columns: ["n"], rows: rows).csv.utf8.count { $0 == 0x0A } == 100_001)
  }
}
