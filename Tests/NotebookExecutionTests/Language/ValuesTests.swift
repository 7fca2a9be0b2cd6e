import Testing

@Suite("Values across cells")
struct ValuesTests {
  @Test("a description declared later is used")
  func descriptions() async throws {
    let page = try await PageTrial(
      "struct Celsius { var degrees: Double }",
      "extension Celsius: CustomStringConvertible { var description: String { \"\\(degrees) °C\" } }",
      "print(Celsius(degrees: 20))\nCelsius(degrees: 21)")
    #expect(page.lastText == "20.0 °C\n21.0 °C")
  }

  @Test("as? finds conformances added later")
  func casts() async throws {
    let page = try await PageTrial(
      "protocol Named { var name: String { get } }\nstruct A {}\nlet value: Any = A()\nprint(value is any Named)",
      "extension A: Named { var name: String { \"a\" } }",
      "(value as? any Named)?.name ?? \"none\"")
    #expect(page.text(0) == "false\n")
    #expect(page.lastText == #""a""#)
  }

  @Test("values of a cell's type are equal as AnyHashable")
  func hashing() async throws {
    let page = try await PageTrial(
      "struct Key: Hashable { var id: Int }", "let counts: [AnyHashable: Int] = [Key(id: 1): 5, \"text\": 6]",
      "print(counts[Key(id: 1)]!, AnyHashable(Key(id: 2)) == AnyHashable(Key(id: 2)))")
    #expect(page.lastText == "5 true\n")
  }

  @Test("the last expression is shown, unless it is nothing, an assignment, or followed by a semicolon")
  func trailingExpressions() async throws {
    let page = try await PageTrial(
      "struct Point { var x = 1 }\nPoint()", "var n = 1\nn = 2", "n += 1", "print(\"only this\")", "n;", "n // why not",
      "[1, 2, 3]\n  .map { $0 * 2 }\n  .filter { $0 > 2 }", "Optional(3)", "n == 3 ? \"yes\" : \"no\"", "")
    #expect(page.statuses == Array(repeating: "ran", count: 10))
    let texts = (0..<10).map { page.text($0) }
    #expect(texts == ["Point(x: 1)", "", "", "only this\n", "", "3", "[4, 6]", "Optional(3)", #""yes""#, ""])
    let warnings = page.outcomes.flatMap(\.warnings)
    #expect(warnings.isEmpty)
  }

  @Test("readLine gets the end of the file")
  func standardInput() async throws {
    let page = try await PageTrial("readLine() ?? \"end\"")
    #expect(page.lastText == #""end""#)
  }

  @Test("files are relative to the page's folder")
  func workingDirectory() async throws {
    let folder = TrialFolder()
    try folder.write("1,2,3", to: "data.csv")
    let page = try await PageTrial(
      "import Foundation\ntry String(contentsOfFile: \"data.csv\", encoding: .utf8)", in: folder)
    #expect(page.lastText == #""1,2,3""#)
  }

  @Test("sets and dictionaries come in the same order in every run")
  func deterministicHashing() async throws {
    let cell = "Set((0..<50).map { \"key \\($0)\" }).joined(separator: \",\")"
    let first = try await PageTrial(cell), second = try await PageTrial(cell)
    #expect(first.lastText == second.lastText)
  }
}
