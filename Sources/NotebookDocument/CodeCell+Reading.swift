extension CodeCell {
  /// Reads a fenced block of a page; appends what is wrong with its options to `problems`.
  init(
    _ block: FencedBlock, info: FenceInfo, spelling: CellSpelling, index: Int, closingLine: Int, page: SourceLines,
    file: String, problems: inout [NotebookError]
  ) {
    let firstLine = block.openingLine + 1
    var optionLines = OptionLines()
    var options = CellOptions()
    do {
      optionLines = try OptionLines(of: block.lines, spelling: spelling)
    } catch {
      problems.append(
        NotebookError(file: file, line: firstLine + error.offset, message: error.message, hint: error.hint))
    }
    do {
      let yaml = YAMLBlock(
        file: file, firstLine: firstLine + optionLines.yamlOffset, text: optionLines.yaml.joined(separator: "\n"))
      options = CellOptions(try yaml.entries(of: "options"), spelling: spelling, problems: &problems)
    } catch {
      problems.append(error)
    }
    for name in info.unknownClasses {
      problems.append(
        NotebookError(
          file: file, line: block.openingLine, message: "unknown attribute ‘\(name)’",
          hint: NearestName.hint(for: name, among: [".noeval"]) ?? "‘.noeval’ is the only one"))
    }

    self.index = index
    self.options = options
    self.spelling = spelling
    isNoEval = info.isNoEval
    source = block.lines.joined(separator: "\n")
    compilableSource = optionLines.commentedOut(in: block.lines).joined(separator: "\n")
    body = block.lines.dropFirst(optionLines.count).joined(separator: "\n")
    line = firstLine
    lines = block.openingLine...closingLine
    optionLineCount = optionLines.count
    let prefix = page[block.openingLine].prefix(block.openingColumn)
    openingPrefix = String(decoding: prefix, as: UTF8.self)
    // A list's marker stands in the opening line alone; below it is as much space.
    linePrefix = String(
      decoding: prefix.map { $0.isBlank || $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }, as: UTF8.self)
    expressions = []
    indentations = block.lines.enumerated().map { max(0, page[firstLine + $0].count - $1.utf8.count) }
  }
}
