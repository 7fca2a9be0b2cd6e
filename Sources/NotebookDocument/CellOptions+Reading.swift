import Yams

extension CellOptions {
  /// Reads the entries of a cell's options; appends what is wrong with them to `problems`.
  init(_ entries: [YAMLEntry], spelling: CellSpelling, problems: inout [NotebookError]) {
    for entry in entries {
      do throws(NotebookError) {
        if let name = OptionName(rawValue: entry.name) {
          try set(name, from: entry)
        } else if spelling == .myst, let name = OptionName.MyST(rawValue: entry.name) {
          try set(name, from: entry)
        } else {
          let known = OptionName.allCases.map(\.rawValue)
          throw NotebookError(
            file: entry.file, line: entry.line, message: "unknown option ‘\(entry.name)’",
            hint: NearestName.hint(for: entry.name, among: known) ?? "options are \(known.joined(separator: ", "))")
        }
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func set(_ name: OptionName, from entry: YAMLEntry) throws(NotebookError) {
    switch name {
    case .label: label = try entry.label()
    case .eval: eval = try entry.bool()
    case .echo: echo = try entry.bool()
    case .output: output = try entry.choice(["true": .shown, "false": .hidden, "asis": .asis])
    case .error: error = try entry.bool()
    case .include: include = try entry.bool()
    case .codeFold: codeFold = try entry.choice(["false": .never, "true": .folded, "show": .open])
    case .codeSummary: codeSummary = try entry.text()
    case .codeLineNumbers: codeLineNumbers = try entry.bool()
    case .cache: cache = try entry.bool()
    case .figureCaption: figureCaption = try entry.text()
    case .figureAlternative: figureAlternative = try entry.text()
    case .figureWidth: figureWidth = try entry.positiveNumber(of: "inches")
    case .figureHeight: figureHeight = try entry.positiveNumber(of: "inches")
    case .tableCaption: tableCaption = try entry.text()
    case .timeout: timeout = try entry.positiveNumber(of: "seconds")
    case .expect: expect = try entry.text()
    case .parameters: parameters = try entry.bool()
    }
  }

  private mutating func set(_ name: OptionName.MyST, from entry: YAMLEntry) throws(NotebookError) {
    switch name {
    case .name: label = try entry.label()
    case .caption: figureCaption = try entry.text()
    case .tags:
      for (name, value) in try entry.words().compactMap(OptionName.MyST.meaning) {
        var option = entry
        option.value = Node(value ? "true" : "false")
        try set(name, from: option)
      }
    // MyST writes it without a value.
    case .lineNumbers: codeLineNumbers = (try? entry.bool()) ?? true
    case .classes, .firstLineNumber, .emphasizedLines: break
    }
  }
}

extension YAMLEntry {
  /// A name of letters, digits and `-_.:`, so that it can be an address in the page.
  fileprivate func label() throws(NotebookError) -> String {
    let label = try text()
    guard !label.isEmpty, label.allSatisfy({ $0.isLetter || $0.isNumber || "-_.:".contains($0) }) else {
      throw error("‘\(name)’ must be letters, digits, ‘-’, ‘_’, ‘.’ or ‘:’, and is ‘\(label)’")
    }
    return label
  }

  /// A list of words, or words with commas or spaces between them.
  func words() throws(NotebookError) -> [String] {
    if let list = value.sequence { return list.compactMap(\.scalar?.string) }
    return try text().split { $0 == "," || $0.isWhitespace }.map(String.init)
  }
}
