import NotebookDocument
import Testing

@testable import NotebookExecution

@Suite("Parameters from outside")
struct ParameterInjectionTests {
  private static let cell = """
    //| parameters: true
    let title = "A title", epochs = 5
    var rate: Float = 0.1  // how fast
    let sizes = [1, 2]
    let model = makeModel()
    let options: [String: Int] = [
      "a": 1,
    ]
    let shuffled = true
    let path: String? = nil
    func epochsOf() -> Int { let inner = 1; return inner }
    """

  /// The cell's lines after the given parameters are set, or what is wrong.
  private func lines(_ values: (String, String)...) throws -> [Substring] {
    let page = try Notebook(source: Array(PageTrial.page([Self.cell, "print(1)"]).utf8), name: "page.md")
    let changed = try page.settingParameters(values.map { (name: $0.0, value: $0.1) })
    #expect(changed.cells[1].line == page.cells[1].line && changed.cells[1].source == page.cells[1].source)
    return changed.cells[0].source.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func problem(_ name: String, _ value: String) -> String? {
    do {
      _ = try lines((name, value))
      return nil
    } catch {
      return (error as? NotebookErrors)?.description
    }
  }

  @Test(
    "text is quoted, whatever is in it",
    arguments: [
      ("short", #""short""#), (#"with "quotes""#, #""with \"quotes\"""#), (#"back\slash"#, #""back\\slash""#),
      (#"\(interpolation)"#, #""\\(interpolation)""#), ("two\nlines\tand more\r", #""two\nlines\tand more\r""#),
      ("", #""""#),
      ("5", #""5""#), ("né 😀", #""né 😀""#), ("a=b", #""a=b""#),
    ])
  func text(value: String, literal: String) throws {
    #expect(try lines(("title", value))[1] == "let title = \(literal), epochs = 5")
  }

  @Test(
    "what is no text is a literal",
    arguments: [
      ("epochs", "10", 1, "let title = \"A title\", epochs = 10"),
      ("epochs", "-3", 1, "let title = \"A title\", epochs = -3"),
      ("rate", "1e-3", 2, "var rate: Float = 1e-3  // how fast"),
      ("rate", "1", 2, "var rate: Float = 1.0  // how fast"), ("rate", "-2", 2, "var rate: Float = -2.0  // how fast"),
      ("rate", " 0x10 ", 2, "var rate: Float = 0x10  // how fast"),
      ("sizes", "[1, -2, 3]", 3, "let sizes = [1, -2, 3]"), ("sizes", "[]", 3, "let sizes = []"),
      ("sizes", "[[1], [2]]", 3, "let sizes = [[1], [2]]"),
      ("shuffled", "false", 8, "let shuffled = false"), ("path", "\"data.csv\"", 9, "let path: String? = \"data.csv\""),
      ("model", "nil", 4, "let model = nil"),
    ])
  func literals(name: String, value: String, line: Int, text: String) throws {
    #expect(try lines((name, value))[line] == text)
  }

  @Test("a value of several lines gives way to one of one, and the lines below stay where they are")
  func severalLines() throws {
    let lines = try lines(("options", "[\"b\":\n 2]"))
    #expect(
      lines[5] == "let options: [String: Int] = [\"b\":  2]" || lines[5] == "let options: [String: Int] = [\"b\": 2]")
    #expect(lines[8] == "let shuffled = true")
  }

  @Test("several are set at once, the last of a name")
  func several() throws {
    let lines = try lines(("epochs", "1"), ("title", "T"), ("epochs", "2"), ("shuffled", "false"))
    #expect(lines[1] == "let title = \"T\", epochs = 2")
    #expect(lines[8] == "let shuffled = false")
  }

  @Test(
    "code is refused",
    arguments: [
      "f()", "1 + 1", "[f()]", "1; import Glibc", "{ 1 }()", "", "x", "[1", "\"\\(f())\"", "1\nprint(2)", "#file",
      ".pi",
    ])
  func code(value: String) {
    #expect(problem("epochs", value)?.contains("is not a literal, so ‘epochs’ can't be set to it") == true)
  }

  @Test("an undeclared name is refused, and the nearest one named")
  func undeclared() {
    #expect(problem("epoch", "1") == "page.md:5: ‘epoch’ is not a parameter of this page (did you mean ‘epochs’?)")
    #expect(problem("zzz", "1")?.contains("its parameters are ‘epochs’, ‘model’, ‘options’") == true)
    #expect(problem("inner", "1")?.contains("is not a parameter") == true)
  }

  @Test("a page without parameters says how to have some")
  func none() throws {
    let page = try Notebook(source: Array("```swift\nlet a = 1\n```\n".utf8), name: "page.md")
    #expect(throws: NotebookErrors.self) { try page.settingParameters([(name: "a", value: "1")]) }
    #expect(try page.settingParameters([]).source == page.source)
  }

  @Test("the new values are what the cells see")
  func run() async throws {
    let text = "//| parameters: true\nlet title = \"\"\nvar n = 1"
    let page = try Notebook(source: Array(PageTrial.page([text, "print(title, n)"]).utf8), name: "page.md")
      .settingParameters([(name: "title", value: #"a "b" \(c)"#), (name: "n", value: "-7")])
    let trial = try await PageTrial(cells: page.cells.map(\.source))
    #expect(trial.lastText == "a \"b\" \\(c) -7\n")
  }
}
