/// What it takes to colour a language that pages show and do not run.
struct CodeLanguage {
  var lineComment: String?
  var blockComment: (open: String, close: String)?
  /// What strings begin and end with, the longer ones first.
  var quotes: [String] = ["\"", "'"]
  var keywords: Set<String> = []

  /// Nil where the language is not known.
  init?(named name: String) {
    switch name.lowercased() {
    case "python", "py":
      lineComment = "#"
      quotes = ["\"\"\"", "'''", "\"", "'"]
      keywords = Self.words(
        """
        and as assert async await break class continue def del elif else except False finally for from global if import \
        in is lambda None nonlocal not or pass raise return True try while with yield
        """)
    case "bash", "sh", "shell", "zsh":
      lineComment = "#"
      keywords = Self.words("case do done elif else esac export fi for function if in local return then while")
    case "json":
      quotes = ["\""]
      keywords = ["true", "false", "null"]
    case "yaml", "yml", "toml":
      lineComment = "#"
      keywords = ["true", "false", "null"]
    case "javascript", "js", "typescript", "ts":
      readLikeC(
        """
        async await break case catch class const continue default else export extends false finally for from function if \
        import in let new null of return switch this throw true try typeof undefined var while yield interface type
        """)
      quotes.append("`")
    case "c", "cpp", "c++", "java", "rust", "go":
      readLikeC(
        """
        auto bool break case char class const continue default double else enum false float fn for func if impl import int \
        let long match mut namespace new null nullptr package private public pub return short static struct switch \
        template this true type typedef unsigned use using var void while
        """)
    default: return nil
    }
  }

  private mutating func readLikeC(_ keywords: String) {
    lineComment = "//"
    blockComment = ("/*", "*/")
    self.keywords = Self.words(keywords)
  }

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}

extension ColoredCode {
  /// Code of another language than Swift: its comments, strings, numbers and keywords.
  init(_ code: String, in language: CodeLanguage) {
    self.init()
    var rest = code[...]
    var previous: Character?
    while let first = rest.first {
      let (length, color) = language.token(at: rest, after: previous)
      let text = rest.prefix(length)
      add(String(text), color)
      previous = text.last ?? first
      rest = rest.dropFirst(length)
    }
  }
}

extension CodeLanguage {
  /// How many characters the token takes that begins here, and its colour.
  fileprivate func token(at text: Substring, after previous: Character?) -> (length: Int, color: ColoredCode.Color?) {
    if let lineComment, text.hasPrefix(lineComment), lineComment != "#" || previous?.isWhitespace ?? true {
      return (text.prefix { !$0.isNewline }.count, .comment)
    }
    if let blockComment, text.hasPrefix(blockComment.open) {
      let end = text.dropFirst(2).firstRange(of: blockComment.close)?.upperBound ?? text.endIndex
      return (text[..<end].count, .comment)
    }
    if let quote = quotes.first(where: text.hasPrefix) { return (string(text, quote: quote), .string) }
    guard let first = text.first, first.isLetter || first.isNumber || first == "_" else { return (1, nil) }
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    if first.isNumber {
      return (text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.count, .number)
    }
    return (word.count, keywords.contains(String(word)) ? .keyword : nil)
  }

  /// The length of a string with its quotes; one with a single mark ends with its line.
  private func string(_ text: Substring, quote: String) -> Int {
    var length = quote.count
    var rest = text.dropFirst(quote.count)
    while let character = rest.first {
      if rest.hasPrefix(quote) { return length + quote.count }
      if character.isNewline, quote.count == 1, quote != "`" { return length }
      let step = character == "\\" ? min(2, rest.count) : 1
      length += step
      rest = rest.dropFirst(step)
    }
    return length
  }
}
