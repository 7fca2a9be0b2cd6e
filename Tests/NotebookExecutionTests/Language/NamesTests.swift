import Testing

@Suite("Names that a cell binds for itself")
struct NamesTests {
  @Test("a closure's parameter is not the name that a guard binds")
  func closuresInGuards() async throws {
    let page = try await PageTrial(
      "let maybe: Int? = 7\nguard let n = maybe, [1, 2].contains(where: { n in n == 1 }), n > 5 else { fatalError() }\nn",
      "n + 1")
    #expect(page.text(0) == "7")
    #expect(page.lastText == "8")
  }

  @Test("a key path's property and a catch's error are no uses of a variable")
  func keyPathsAndCatches() async throws {
    let page = try await PageTrial(
      "let count = 3\nlet error = 0.1",
      "let count = [\"a\", \"bc\"].map(\\.count)\ndo { throw CancellationError() } catch { print(\"\\(error)\") }\nlet error = 0.2\nprint(count, error)"
    )
    #expect(page.lastText == "CancellationError()\n[1, 2] 0.2\n")
  }

  @Test("a loop around a for await is left by its label")
  func labels() async throws {
    let page = try await PageTrial(
      """
      let stream = AsyncStream(Int.self) { c in for i in 1...2 { c.yield(i) }; c.finish() }
      outer: for i in 0..<3 { for await x in stream { if x == 1 { continue outer }; print(i, x) } }
      """)
    #expect(page.lastText == "1 2\n")
  }

  @Test("a conditional import is handed on")
  func conditionalImports() async throws {
    let page = try await PageTrial(
      "import Foundation\n#if canImport(FoundationNetworking)\nimport FoundationNetworking\n#endif",
      "URLRequest(url: URL(string: \"http://localhost\")!).httpMethod!")
    #expect(page.lastText == "\"GET\"")
  }

  @Test("brackets in text do not count as nesting")
  func bracketsInText() async throws {
    let page = try await PageTrial((0..<20).map { _ in "print(\"\\u{1B}[1mbold\\u{1B}[0m\")" }.joined(separator: "\n"))
    #expect(page.statuses == ["ran"])
  }
}
