import NotebookDocument
import Testing

@Suite struct NotebookTests {
  @Test("a page is written back byte for byte", arguments: ["", "\u{FEFF}"], ["\n", "\r\n", "\r"])
  func roundTrip(mark: String, lineEnd: String) throws {
    let text = mark + richPage.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let page = try read(text)
    #expect(page.serialized() == Array(text.utf8))
    #expect(page.cells.map(\.source) == (try read(richPage).cells.map(\.source)))
    #expect(page.cells.map(\.line) == (try read(richPage).cells.map(\.line)))
    #expect(page.frontMatter.title == "Generative models: a first look")
  }

  @Test("the cells are the Swift fences, in lists and quotes too, and no other code")
  func cells() throws {
    let page = try read(richPage)
    #expect(page.cells.map(\.spelling) == [.plain, .plain, .quarto, .myst, .plain])
    #expect(page.cells.map(\.body) == ["let a = 1", "let b = \"~~~\"\n~~~", "a + b", "a", "never()"])
    #expect(page.cells.map(\.isEvaluated) == [true, true, true, true, false])
    #expect(page.cells.map(\.label) == ["setup", nil, nil, "myst", nil])
  }

  @Test("a cell knows its lines in the page's file")
  func lines() throws {
    for cell in try read(richPage).cells {
      let page = try read(richPage)
      for (offset, line) in cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let found = try #require(page.text(ofLine: cell.line + offset))
        #expect(String(found.dropFirst(cell.indentation(ofLine: cell.line + offset))) == line)
      }
      #expect(page.text(ofLine: cell.fenceLine)?.contains(cell.index == 1 ? "~~~~" : "```") == true)
    }
  }

  @Test("the front matter and the segments together are the whole page")
  func segments() throws {
    let page = try read(richPage)
    let parts = page.segments.map { segment in
      switch segment {
      case .prose(let prose): prose.text
      case .cell(let index): page.text(ofLines: page.cells[index].lines)
      }
    }
    #expect((page.frontMatterText ?? "") + parts.joined() == richPage)
    #expect(page.body == parts.joined())
  }

  @Test("an empty page and a page of a mark alone are read", arguments: ["", "\u{FEFF}", "\n", "\0"])
  func emptyPages(text: String) throws {
    let page = try read(text)
    #expect(page.cells.isEmpty)
    #expect(page.serialized() == Array(text.utf8))
  }

  @Test("a NUL in a cell does not end it")
  func nul() throws {
    let page = try read("```swift\na\0b\nc\n```\n")
    #expect(page.cells.map(\.source) == ["a\u{FFFD}b\nc"])
  }

  @Test("bytes that are not UTF-8 are an error in their line")
  func notUTF8() {
    #expect(throws: NotebookErrors.self) {
      try Notebook(source: Array("one\ntwo\n".utf8) + [0x61, 0xE9, 0x62], name: "page.md")
    }
    do {
      _ = try Notebook(source: Array("one\ntwo\n".utf8) + [0x61, 0xE9, 0x62], name: "page.md")
    } catch {
      #expect(error.description.hasPrefix("page.md:3: not UTF-8: byte 0xE9"))
    }
  }

  @Test("an emphasised, a linked, a nested fence: whatever bytes come, reading returns or throws")
  func anyBytes() {
    var generator = SplitMix(state: 7)
    let pieces = [
      "```", "~~~", "swift", "{swift}", "{code-cell}", " .noeval", "---", "//|", "#|", ": ", "- ", "> ", "\n", "\r",
      "\t", "    ", "label", "eval", "true", "[", "{", "&a ", "*a ", "\"", "|", "\u{FEFF}", "\0", "1. ", "é", "$$",
      "<!--",
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        if Int.random(in: 0..<12, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          bytes += pieces.randomElement(using: &generator)!.utf8
        }
      }
      expectFaithful(bytes)
    }
  }

  @Test("every beginning of a page returns or throws")
  func prefixes() {
    let bytes = Array(richPage.utf8)
    for count in bytes.indices { expectFaithful(Array(bytes[..<count])) }
  }

  @Test("deep nesting is survived", arguments: [">", "[", "- ", "{a: ", "*", "//| ["])
  func nesting(piece: String) {
    let deep = String(repeating: piece, count: 20_000)
    expectFaithful(Array(deep.utf8))
    expectFaithful(Array("---\na: \(deep)\n---\n".utf8))
    expectFaithful(Array("```swift\n//| label: \(deep)\n```\n".utf8))
  }

  private func expectFaithful(_ bytes: [UInt8]) {
    guard let page = try? Notebook(source: bytes, name: "page.md") else { return }
    #expect(page.serialized() == bytes)
    let parts = page.segments.map { segment in
      switch segment {
      case .prose(let prose): prose.text
      case .cell(let index): page.text(ofLines: page.cells[index].lines)
      }
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? "\u{FEFF}" : ""
    #expect(Array((mark + (page.frontMatterText ?? "") + parts.joined()).utf8) == bytes)
  }
}

/// A small random source, the same in each run (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
