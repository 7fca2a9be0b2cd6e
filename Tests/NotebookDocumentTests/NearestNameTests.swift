import Testing

@testable import NotebookDocument

@Suite struct NearestNameTests {
  @Test(
    "edits are counted, a swap of neighbours as one",
    arguments: [
      ("widht", "width", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("a", "a", 0),
    ])
  func distance(a: String, b: String, edits: Int) {
    #expect(NearestName.distance(a, b) == edits)
  }

  @Test("a name that is like none has no nearest")
  func far() {
    #expect(NearestName.find("zebra", among: ["echo", "eval"]) == nil)
    #expect(NearestName.find("ECHO", among: ["echo", "eval"]) == "echo")
  }
}
