import Datasets
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@Suite struct CSVTests {
  private let folder = TemporaryFolder()

  private func table(_ text: String, header: Bool = true, delimiter: Character = ",") throws -> CSVTable {
    try loadCSV(folder.write(Array(text.utf8), "table.csv"), header: header, delimiter: delimiter)
  }

  @Test("columns become numbers and classes by their names")
  func columns() throws {
    let flowers = try table("length,width,species\n5.1,3.5,setosa\n 4.9 ,3e0,virginica\n7,-0.5,setosa\n")
    #expect(flowers.columns == ["length", "width", "species"] && flowers.count == 3)
    let x = try flowers.tensor(["width", "length"], dtype: .float64)
    #expect(x.shape == [3, 2] && x.scalars == [3.5, 5.1, 3, 4.9, -0.5, 7])
    let (labels, names) = try flowers.labels("species")
    #expect(labels.scalars == [0, 1, 0] && labels.dtype == .int64 && names == ["setosa", "virginica"])
    #expect(flowers[1] == [" 4.9 ", "3e0", "virginica"])
    #expect(try flowers.column("species") == ["setosa", "virginica", "setosa"])
    #expect(try table("a\n10\n9\nx\n9\n").labels("a").classNames == ["9", "10", "x"])
  }

  @Test(
    "quoted fields hold delimiters, line ends and quotation marks; rows end with LF, CRLF or CR, the last with or without"
  )
  func quoting() throws {
    let rows = try table("\u{FEFF}a,b\r\n\"1,5\",\"x \"\"y\"\"\r\nz\"\r\n\r\n\"\",é")
    #expect(rows.columns == ["a", "b"] && rows.count == 2)
    #expect(rows[0] == ["1,5", "x \"y\"\r\nz"] && rows[1] == ["", "é"])
    let plain = try table("1;2\n3;4", header: false, delimiter: ";")
    #expect(plain.columns == ["column 1", "column 2"] && plain.count == 2)
    #expect(try plain.tensor().scalars == [1, 2, 3, 4])
    // A row of one empty field is a row where rows have one.
    #expect(try table("a\n1\n\n2\n").count == 3)
    let old = try table("a,b\r1,2\r\r3,4\r")
    #expect(old.columns == ["a", "b"] && old.count == 2 && old[1] == ["3", "4"])
  }

  @Test("missing values are refused, unless it is said what to take for them")
  func missing() throws {
    let gaps = try table("a,b\n1,x\nNA,y\n?,\n4,z\n")
    expectRefusal("line 3, column 1: column ‘a’: the value is missing") { try gaps.tensor(["a"]) }
    #expect(try gaps.tensor(["a"], missing: .mean).scalars == [1, 2.5, 2.5, 4])
    #expect(try gaps.tensor(["a"], missing: .value(-1)).scalars == [1, -1, -1, 4])
    #expect(try gaps.tensor(["a"], missing: .nan).isnan().scalars == [0, 1, 1, 0])
    expectRefusal("the value is missing, and int64 has no NaN: take a floating-point type") {
      try gaps.tensor(["a"], missing: .nan, dtype: .int64)
    }
    #expect(try gaps.droppingMissing(["a"]).column("b") == ["x", "z"] && gaps.droppingMissing(["b"]).count == 3)
    expectRefusal("line 4, column 1: column ‘b’: the class is missing") { try gaps.labels("b") }
    expectRefusal("every value is missing") { try table("a\nNaN\n").tensor(missing: .mean) }
  }

  @Test("archives, and texts in UTF-16, are refused with what to do")
  func otherFiles() {
    expectRefusal("byte 0: is compressed. Unpack it first: gunzip") { try loadCSV(folder.write([0x1F, 0x8B, 8])) }
    expectRefusal("is a zip archive, as spreadsheets are too") { try loadCSV(folder.write([0x50, 0x4B, 3, 4, 20])) }
    expectRefusal("is in UTF-16. Convert it: iconv") { try loadCSV(folder.write([0xFF, 0xFE, 0x61, 0])) }
    expectRefusal("is in UTF-16. Convert it: iconv") {
      try TextCorpus(contentsOf: folder.write([0xFE, 0xFF, 0, 0x61]))
    }
  }

  @Test("what is no table is refused, with line and column")
  func refusals() throws {
    expectRefusal("is empty") { try table("") }
    expectRefusal("is empty") { try table("\n\n\n") }
    expectRefusal("line 3, column 1: the row has 3 fields, and the first one 2: ‘3,4,5’") {
      try table("a,b\n1,2\n3,4,5\n")
    }
    expectRefusal("line 2, column 3: the quotation mark that begins here is never closed") {
      try table("a,b\n1,\"2\n3,4\n")
    }
    expectRefusal("line 4, column 7: something follows the quotation mark") { try table("a,b\n\"x\n\ny\",\"é\"z\n") }
    expectRefusal("line 2, column 2: a quotation mark stands inside a field") { try table("a,b\n1\"2\",3\n") }
    expectRefusal("two columns are called ‘a’") { try table("a,b,a\n") }
    expectRefusal("there is no column ‘lenght’. Is ‘length’ meant?") { try table("length,b\n1,2\n").column("lenght") }
    expectRefusal("There are ‘length’, ‘b’") { try table("length,b\n1,2\n").tensor(["temperature"]) }
    expectRefusal("line 2, column 1: column ‘a’: ‘1,5’ is not a number: its decimal point must be a dot") {
      try table("a;b\n1,5;2\n", delimiter: ";").tensor()
    }
    expectRefusal("line 2, column 3: the field is not UTF-8") {
      try loadCSV(folder.write(Array("a,b\n".utf8) + [0x31, 0x2C, 0xE9, 0x0A]))
    }
    expectRefusal("more than 100000 fields") { try table(String(repeating: ",", count: 100_001)) }
    expectRefusal("can't be opened") { try loadCSV("\(folder.path)/none") }
  }

  @Test("it shows as a table whose numbers stand to the right")
  func display() throws {
    let bundle = try table("name,age\nAda,36\n").mimeBundle
    #expect(
      bundle.plainText.hasSuffix("table.csv: name, age") && bundle.plainText.hasPrefix("1 row of 2 columns from"))
    #expect(bundle.text(.html)?.contains("<td class=\"number\">36</td>") == true)
  }

  @Test("thousands of damaged files end in an error or in a table")
  func damage() throws {
    let whole = Array("a,\"b \"\"c\"\"\",d\r\n1,\"x,\ny\",3\n4,5,\"é\"\n7,8,9\n".utf8)
    var random = Generator(seed: 5)
    var read = 0
    for round in 0..<2000 {
      let bytes = damaged(whole, round, &random)
      do {
        let table = try loadCSV(folder.write(bytes))
        for row in 0..<table.count { #expect(table[row].count == table.columns.count) }
        _ = try? table.tensor(missing: .nan)
        read += 1
      } catch let error as DataFileError {
        #expect(!error.problem.isEmpty)
      }
    }
    #expect(read > 100)
  }
}
