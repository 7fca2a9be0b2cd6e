import Yams

/// A piece of YAML that stands in a page: its front matter, or a cell's options.
struct YAMLBlock {
  /// The page's display name.
  var file: String
  /// The line of the page in which `text` begins.
  var firstLine: Int
  var text: String

  /// The entries of the mapping that the text is; none for an empty text. `owner` names it in errors: "front matter".
  func entries(of owner: String) throws(NotebookError) -> [YAMLEntry] {
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch {
      throw problem(error as? YamlError)
    }
    guard let root, root.null == nil else { return [] }
    guard let mapping = root.mapping else {
      throw NotebookError(
        file: file, line: line(of: root), message: "the \(owner) must be ‘name: value’ lines",
        hint: "write a colon and a space after the name")
    }
    return mapping.map { key, value in
      YAMLEntry(
        file: file, name: key.string ?? "", line: line(of: key), value: value, valueLine: line(of: value))
    }
  }

  private func line(of node: Node) -> Int { firstLine + max(1, node.mark?.line ?? 1) - 1 }

  private func problem(_ yamlError: YamlError?) -> NotebookError {
    func failure(_ message: String, line: Int) -> NotebookError {
      // At the text's end the parser points past its last line.
      let count = max(1, SourceLines(Array(text.utf8)).count)
      return NotebookError(file: file, line: firstLine + min(max(1, line), count) - 1, message: message)
    }
    switch yamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return failure("this is not YAML: \(problem)", line: mark.line)
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(offset ?? 0)
      return failure("this is not YAML: \(problem)", line: before.count { $0 == UInt8(ascii: "\n") } + 1)
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.first ?? ""
      let lines = SourceLines(Array(text.utf8))
      let places = (1..<lines.count + 1).filter {
        String(decoding: lines[$0], as: UTF8.self).trimmingBlanks().hasPrefix("\(name):")
      }
      guard places.count > 1 else { return failure("‘\(name)’ is given twice", line: context.mark.line) }
      return failure("‘\(name)’ is given twice, first in line \(firstLine + places[0] - 1)", line: places[1])
    default:
      return failure("this is not YAML", line: 1)
    }
  }
}
