import NotebookDocument
import Testing

@Suite struct NotebookEditingTests {
  private func edit(_ text: String, cell: Int = 0, to source: String) throws -> String {
    String(decoding: try read(text).replacingSource(ofCell: cell, with: source).serialized(), as: UTF8.self)
  }

  @Test("every byte outside the edited text stays as it is")
  func otherBytes() throws {
    let text = "\u{FEFF}# T\r\n\r\n```swift\r\na\r\nb\r\n```\r\nend"
    #expect(try edit(text, to: "a\nc\nd\n") == "\u{FEFF}# T\r\n\r\n```swift\r\na\r\nc\r\nd\r\n```\r\nend")
    #expect(try edit(text, to: "") == "\u{FEFF}# T\r\n\r\n```swift\r\n```\r\nend")
  }

  @Test("the same text changes nothing, in any cell")
  func identity() throws {
    let page = try read(richPage)
    for cell in page.cells {
      #expect(try page.replacingSource(ofCell: cell.index, with: cell.source).serialized() == page.serialized())
    }
    #expect(try edit("```swift\n\n```\n", to: "") == "```swift\n\n```\n")
  }

  @Test("new lines in a list or quote get its indentation, old ones keep theirs")
  func containers() throws {
    #expect(
      try edit("1. ```swift\n   a\n\n    b\n   ```\n", to: "a\n\n b\n\nc")
        == "1. ```swift\n   a\n\n    b\n\n   c\n   ```\n")
    #expect(try edit("> - ```swift\n>   a\n>   ```", to: "x\n\ny") == "> - ```swift\n>   x\n>\n>   y\n>   ```")
    #expect(try edit("- ```swift\n  ```\n", to: "a") == "- ```swift\n  a\n  ```\n")
  }

  @Test("a text that would close its fence gets a longer fence")
  func longerFence() throws {
    #expect(try edit("```swift\na\n```  \n", to: "\"\"\"\n```\n\"\"\"") == "````swift\n\"\"\"\n```\n\"\"\"\n````\n")
  }

  @Test(
    "after any edit the cell's text is the new one, and the other cells are the same",
    arguments: [
      "x", "", "x\n\ny", "```", "~~~~~", "  indented\n\ttab", "//| echo: false\nb", "> quoted", "- item",
    ])
  func editedText(source: String) throws {
    let page = try read(richPage)
    for cell in page.cells {
      let edited = try page.replacingSource(ofCell: cell.index, with: source)
      #expect(edited.cells.map(\.source) == page.cells.map { $0.index == cell.index ? source : $0.source })
    }
  }

  @Test("an edit that breaks an option is refused with its line")
  func refused() throws {
    #expect(throws: NotebookErrors.self) { try edit("```swift\na\n```\n", to: "//| ehco: true") }
  }
}
