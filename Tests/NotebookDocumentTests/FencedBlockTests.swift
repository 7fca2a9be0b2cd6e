import NotebookDocument
import Testing

@Suite struct FencedBlockTests {
  @Test("an unclosed fence is an error in the line that opens it, whatever its language")
  func unclosed() {
    #expect(
      problems(of: "a\n\n```swift\nlet a = 1\n") == [
        "page.md:3: the code block that begins here never ends (close it with ```)"
      ])
    #expect(
      problems(of: "~~~~python\nx\n~~~\n") == [
        "page.md:1: the code block that begins here never ends (close it with ~~~~)"
      ])
    #expect(problems(of: "```").count == 1)
  }

  @Test(
    "a list or a quote that ends before its fence leaves it unclosed",
    arguments: [
      "- ```swift\n  a\n```\nb\n```\n",
      "> ```swift\n> a\n\ntext\n",
      "> ```swift\n> a\n```\nb\n```\n",
      "> ```swift\n> a\n\n[x]: y\n",
    ])
  func unclosedInContainer(text: String) {
    #expect(problems(of: text) == ["page.md:1: the code block that begins here never ends (close it with ```)"])
  }

  @Test("a longer fence holds a shorter one")
  func longFence() throws {
    let page = try read("`````swift\n```\n````\n`````\n")
    #expect(page.cells.map(\.source) == ["```\n````"])
  }

  @Test(
    "an indented block is no fence",
    arguments: [
      "    ```swift\n    a\n    ```\n", "- a\n\n\n      ```swift\n      a\n", "\t```swift\n\ta\n",
    ])
  func indented(text: String) throws {
    #expect(try read(text).cells.isEmpty)
  }

  @Test("a fence whose first line is its opening line again is a fence")
  func repeatedOpening() throws {
    #expect(try read("```swift\n```swift\n```\n").cells.map(\.source) == ["```swift"])
  }

  @Test("a cell under a list's marker loses the list's indentation, tabs too")
  func listIndentation() throws {
    let page = try read("- ```swift\n  if a {\n    b\n\n  }\n  ```\n\n1.\t~~~swift\n\tc\n\t~~~\n")
    #expect(page.cells.map(\.source) == ["if a {\n  b\n\n}", "c"])
    #expect(page.cells[0].indentation(ofLine: 2) == 2)
    #expect(page.cells[0].indentation(ofLine: 4) == 0)
  }
}
