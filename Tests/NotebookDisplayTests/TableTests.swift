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
}
