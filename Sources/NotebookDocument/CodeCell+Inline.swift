extension CodeCell {
  /// The cell of the expressions that stand in the prose between two cells, each in its own line and column of the page;
  /// `offset` is where the prose begins in it.
  init(_ expressions: [InlineExpression], at offset: Int, index: Int, page: SourceLines) {
    let places = expressions.map { expression in
      let place = expression.codeOffset + offset
      let line = page.line(at: place)
      return (line: line, column: place - page.start(ofLine: line))
    }
    line = places.first?.line ?? 1
    lines = line...(places.last?.line ?? line)
    var code = ""
    var (end, column) = (line, 0)
    for (expression, place) in zip(expressions, places) {
      if place.line > end {
        (code, end, column) = (code + String(repeating: "\n", count: place.line - end), place.line, 0)
      }
      code += String(repeating: " ", count: max(0, place.column - column)) + expression.code + ";"
      column = max(place.column, column) + expression.code.utf8.count + 1
    }
    self.index = index
    self.expressions = expressions
    (source, compilableSource, body) = (code, code, code)
    (options, spelling, isNoEval, optionLineCount) = (CellOptions(), .plain, false, 0)
    (openingPrefix, linePrefix, indentations) = ("", "", [])
  }
}
