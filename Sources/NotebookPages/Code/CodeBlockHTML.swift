/// How a page shows a block of code: its lines, each an element, so that the page can number them without the numbers
/// becoming part of the text.
struct CodeBlockHTML {
  let code: ColoredCode
  /// The language that the block names, nil where it names none.
  let language: String?
  var isCell = false
  var isNumbered = false

  var html: HTML {
    let classes = [isCell ? "code" : nil, isNumbered ? "numbered" : nil].compactMap(\.self).joined(separator: " ")
    return HTML.preformatted(["class": classes.isEmpty ? nil : classes]) {
      HTML.element("code", ["class": language.map { "language-\($0)" }]) {
        if language == nil && !isNumbered {
          code.html
        } else {
          for line in code.lines {
            HTML.element("span", ["class": "line"]) { line.code.html }
            if line.isEnded { HTML.lineEnd }
          }
        }
      }
    }
  }
}
