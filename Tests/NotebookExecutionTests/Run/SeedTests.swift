import Testing

@testable import NotebookExecution

@Suite("The seed of a page's random numbers")
struct SeedTests {
  @Test("it is the option's, else the front matter's, else always the same")
  func sources() async throws {
    let cell = "import GenerativeAI\nTensor.randn(4).scalars"
    let numbers = try await [
      PageTrial(cell, frontMatter: "seed: 3").lastText,
      PageTrial(cell, options: RunOptions(seed: 3)).lastText,
      PageTrial(cell, frontMatter: "seed: 4", options: RunOptions(seed: 3)).lastText,
      PageTrial("import GenerativeAI\nmanualSeed(3)\nTensor.randn(4).scalars").lastText,
      PageTrial(cell, frontMatter: "seed: 4").lastText,
      PageTrial(cell).lastText, PageTrial(cell).lastText,
    ]
    #expect(Set(numbers[0...3]).count == 1)
    #expect(numbers[4] != numbers[0])
    #expect(numbers[5] == numbers[6] && numbers[5] != numbers[0] && numbers[5] != numbers[4])
  }
}
