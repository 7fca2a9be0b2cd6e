import Yams

/// A cell's text between its fences, taken from one spelling to another: the options change their marks, and where
/// MyST has names of its own, their names. The code stays as it is.
public struct RespelledSource: Hashable, Sendable {
  public private(set) var text: String
  /// How many of the text's first lines are options.
  public private(set) var optionLineCount = 0
  /// The options that the other spelling has no name for; they are left out.
  public private(set) var lost: [String] = []

  public init(_ source: String, from old: CellSpelling, to new: CellSpelling) {
    text = source
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let options = try? OptionLines(of: lines, spelling: old) else { return }
    optionLineCount = options.count
    guard old != new, !options.yaml.isEmpty else { return }
    let yaml = renamed(options.yaml, isFromMyST: old == .myst, isToMyST: new == .myst)
    let optionLines = Self.lines(yaml, in: new)
    optionLineCount = optionLines.count
    text = (optionLines + lines.dropFirst(options.count)).joined(separator: "\n")
  }

  private static func lines(_ yaml: [String], in spelling: CellSpelling) -> [String] {
    switch spelling {
    case .plain: return yaml.map { $0.isEmpty ? "//|" : "//| " + $0 }
    case .quarto: return yaml.map { $0.isEmpty ? "#|" : "#| " + $0 }
    case .myst:
      let lines = yaml.map { ":" + $0 }
      // What takes several lines can only stand in a block of YAML.
      let isSimple = zip(lines, yaml).allSatisfy { line, yaml in
        OptionLines.mystOption(line) == yaml && !yaml.hasSuffix(":") && !"|>".contains(yaml.last!)
      }
      return isSimple || yaml.isEmpty ? lines : ["---"] + yaml + ["---"]
    }
  }

  /// The entries, each under the name that it has in the other spelling.
  private mutating func renamed(_ yaml: [String], isFromMyST: Bool, isToMyST: Bool) -> [String] {
    let block = YAMLBlock(file: "", firstLine: 1, text: yaml.joined(separator: "\n"))
    guard isFromMyST != isToMyST, let entries = try? block.entries(of: "options") else { return yaml }
    var lines = Array(yaml[..<((entries.first?.line ?? 1) - 1)])
    var tags: [String] = []
    for (index, entry) in entries.enumerated() {
      let end = index + 1 < entries.count ? entries[index + 1].line : yaml.count + 1
      let own = Array(yaml[entry.line - 1..<end - 1])
      if isToMyST {
        if let tag = OptionName.MyST.tag(for: entry) {
          tags.append(tag)
        } else {
          lines += entry.name == OptionName.figureCaption.rawValue ? Self.renaming(entry.name, "caption", in: own) : own
        }
        continue
      }
      switch OptionName.MyST(rawValue: entry.name) {
      case .name: lines += Self.renaming(entry.name, OptionName.label.rawValue, in: own)
      case .caption: lines += Self.renaming(entry.name, OptionName.figureCaption.rawValue, in: own)
      case .tags:
        for tag in (try? entry.words()) ?? [] {
          if let option = OptionName.MyST.option(ofTag: tag) {
            lines.append(option)
          } else {
            lost.append("the tag ‘\(tag)’")
          }
        }
      case .classes, .lineNumbers, .firstLineNumber, .emphasizedLines: lost.append("the option ‘\(entry.name)’")
      case nil: lines += own
      }
    }
    return (tags.isEmpty ? [] : ["tags: [\(tags.joined(separator: ", "))]"]) + lines
  }

  private static func renaming(_ old: String, _ new: String, in lines: [String]) -> [String] {
    guard let first = lines.first, first.hasPrefix(old) else { return lines }
    return [new + first.dropFirst(old.count)] + lines.dropFirst()
  }
}

extension OptionName.MyST {
  /// The tags of MyST's cells, which Jupyter's have too, and the options that say the same.
  private static let meanings: KeyValuePairs<String, (name: OptionName, value: Bool)> = [
    "hide-input": (.codeFold, true), "remove-input": (.echo, false), "remove-output": (.output, false),
    "remove-cell": (.include, false), "skip-execution": (.eval, false), "raises-exception": (.error, true),
    "parameters": (.parameters, true),
  ]

  /// The option that a tag sets, and to what; nil for a tag that means nothing here.
  static func meaning(ofTag tag: String) -> (name: OptionName, value: Bool)? {
    meanings.first { $0.key == tag }?.value
  }

  /// The option that a tag stands for, as YAML.
  static func option(ofTag tag: String) -> String? {
    meaning(ofTag: tag).map { "\($0.name.rawValue): \($0.value)" }
  }

  /// The tag that says the same as an option.
  static func tag(for entry: YAMLEntry) -> String? {
    guard let value = try? entry.bool() else { return nil }
    return meanings.first { $0.value.name.rawValue == entry.name && $0.value.value == value }?.key
  }
}

extension CodeCell {
  /// The option lines that say what the tags of a Jupyter cell say, and the tags that mean nothing here.
  public static func optionLines(ofTags tags: [String]) -> (lines: [String], unknown: [String]) {
    let options = tags.map(OptionName.MyST.option)
    return (options.compactMap { $0.map { "//| " + $0 } }, zip(tags, options).filter { $0.1 == nil }.map(\.0))
  }
}
