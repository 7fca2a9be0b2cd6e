/// A page: Markdown with Swift cells, read from its file's text and written back byte for byte.
public struct Notebook: Sendable {
  /// The name by which errors call the page: `notebooks/module2.md`.
  public let name: String
  /// The file's text, unchanged.
  public let source: String
  public let frontMatter: FrontMatter
  /// The Swift cells in order, also those that are not run.
  public let cells: [CodeCell]
  /// What is run, in order: the cells, and those of the expressions in the prose between them.
  ///
  /// An expression's cell has its index behind those of all ``cells``.
  public let steps: [CodeCell]
  /// The first line below the front matter.
  public let bodyLine: Int
  /// What its text can refer to.
  public let crossReferences: CrossReferences
  let page: SourceLines
  let blocks: [FencedBlock]

  /// Reads a page; throws every problem that it has.
  public init(source bytes: some Collection<UInt8>, name: String) throws(NotebookErrors) {
    let page = SourceLines(Array(bytes))
    var problems: [NotebookError] = []
    var frontMatter = FrontMatter()
    var bodyLine = 1
    do throws(NotebookError) {
      source = try PageText.decode(page.bytes, file: name)
      if let block = try FrontMatterBlock(of: page, file: name) {
        bodyLine = block.closingLine + 1
        let yaml = YAMLBlock(file: name, firstLine: 2, text: block.yaml)
        do throws(NotebookError) {
          frontMatter = FrontMatter(try yaml.entries(of: "front matter"), problems: &problems)
        } catch {
          problems.append(error)
        }
      }
    } catch {
      throw NotebookErrors(error)
    }

    let fences = FencedBlock.all(in: page, from: bodyLine)
    var cells: [CodeCell] = []
    var blocks: [FencedBlock] = []
    for fence in fences {
      guard let closingLine = fence.closingLine else {
        problems.append(
          NotebookError(
            file: name, line: fence.openingLine, message: "the code block that begins here never ends",
            hint:
              "close it with \(String(repeating: Character(Unicode.Scalar(fence.fenceCharacter)), count: fence.fenceLength))"
          ))
        continue
      }
      let info = FenceInfo(fence.info)
      guard let spelling = info.spelling else { continue }
      cells.append(
        CodeCell(
          fence, info: info, spelling: spelling, index: cells.count, closingLine: closingLine, page: page, file: name,
          problems: &problems))
      blocks.append(fence)
    }
    let prose = ParsedProse(String(decoding: page[bodyLine..<page.count + 1], as: UTF8.self))
    problems += prose.problems.map {
      NotebookError(file: name, line: $0.line + bodyLine - 1, message: $0.message, hint: $0.hint)
    }
    problems += Self.repeatedLabels(of: cells, file: name)
    crossReferences = CrossReferences(prose, cells: cells, bodyLine: bodyLine, file: name, problems: &problems)
    if let errors = NotebookErrors(problems) { throw errors }

    self.name = name
    self.frontMatter = frontMatter
    self.cells = cells
    steps = Self.steps(cells, prose.expressions, bodyLine: bodyLine, page: page)
    self.bodyLine = bodyLine
    self.page = page
    self.blocks = blocks
  }

  /// The file's bytes, as they were read.
  public func serialized() -> [UInt8] { page.bytes }

  private static func steps(
    _ cells: [CodeCell], _ expressions: [InlineExpression], bodyLine: Int, page: SourceLines
  ) -> [CodeCell] {
    let offset = page.start(ofLine: bodyLine)
    var steps: [CodeCell] = []
    var rest = expressions[...]
    var inlineCount = 0
    func takeExpressions(before end: Int) {
      let group = rest.prefix { $0.range.lowerBound + offset < end }
      rest = rest.dropFirst(group.count)
      guard !group.isEmpty else { return }
      steps.append(CodeCell(Array(group), at: offset, index: cells.count + inlineCount, page: page))
      inlineCount += 1
    }
    for cell in cells {
      takeExpressions(before: page.start(ofLine: cell.fenceLine))
      steps.append(cell)
    }
    takeExpressions(before: page.bytes.count)
    return steps
  }

  private static func repeatedLabels(of cells: [CodeCell], file: String) -> [NotebookError] {
    var lines: [String: Int] = [:]
    return cells.compactMap { cell in
      guard let label = cell.label else { return nil }
      guard let first = lines[label] else {
        lines[label] = cell.line
        return nil
      }
      return NotebookError(
        file: file, line: cell.line, message: "the label ‘\(label)’ is already that of the cell in line \(first)",
        hint: "give this cell another label")
    }
  }
}
