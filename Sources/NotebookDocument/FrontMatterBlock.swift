/// The lines of a page's front matter.
struct FrontMatterBlock {
  /// The YAML between the two lines `---`.
  var yaml: String
  /// The line of the closing `---`.
  var closingLine: Int

  /// Nil where the page has no front matter; throws where it has no end.
  init?(of page: SourceLines, file: String) throws(NotebookError) {
    func isRule(_ line: Int) -> Bool {
      let trimmed = page[line].reversed().drop(while: \.isBlank).reversed()
      return trimmed.elementsEqual("---".utf8)
    }
    // Before an empty line `---` is a rule across the page, as Pandoc has it.
    guard page.count >= 1, isRule(1), page.count > 1, !page[2].allSatisfy(\.isBlank) else { return nil }
    guard let closing = (2...page.count).first(where: isRule) else {
      throw NotebookError(
        file: file, line: 1, message: "the front matter that begins here never ends", hint: "end it with a line ‘---’")
    }
    let lines = (2..<closing).map { String(decoding: page[$0], as: UTF8.self) + "\n" }
    yaml = lines.joined()
    closingLine = closing
  }
}
