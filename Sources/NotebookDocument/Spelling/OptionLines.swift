/// The lines at a cell's beginning that hold its options.
struct OptionLines {
  /// How many lines of the cell they are.
  var count = 0
  /// The YAML that they spell, a line for each line from `yamlOffset` on.
  var yaml: [String] = []
  /// How many of the lines stand before the YAML.
  var yamlOffset = 0

  /// No options.
  init() {}

  /// Finds the options of a cell.
  init(of lines: [String], spelling: CellSpelling) throws(NotALine) {
    if spelling == .myst, let first = lines.first {
      if first.trimmingBlanks() == "---" {
        guard let end = lines.dropFirst().firstIndex(where: { $0.trimmingBlanks() == "---" }) else {
          throw NotALine(
            offset: 0, message: "the options that begin here never end", hint: "end them with a line ‘---’")
        }
        yaml = Array(lines[1..<end])
        yamlOffset = 1
        count = end + 1
        return
      }
      yaml = lines.prefix { Self.mystOption($0) != nil }.compactMap(Self.mystOption)
      if !yaml.isEmpty {
        count = yaml.count
        return
      }
    }
    let markers = spelling == .plain ? ["//|"] : ["//|", "#|"]
    yaml = lines.lazy.map { Self.text(of: $0, after: markers) }.prefix { $0 != nil }.compactMap { $0 }
    count = yaml.count
    if spelling == .plain, count < lines.count, Self.text(of: lines[count], after: ["#|"]) != nil {
      throw NotALine(
        offset: count, message: "‘#|’ is not Swift", hint: "the options of a ‘swift’ cell begin with ‘//|’")
    }
  }

  /// A line of a cell that is no option, but was meant to be.
  struct NotALine: Error {
    /// The line in the cell, from 0.
    var offset: Int
    var message: String
    var hint: String
  }

  /// The cell's lines with the option lines turned into comments, each of its own length where that can be.
  func commentedOut(in lines: [String]) -> [String] {
    lines.enumerated().map { index, line in
      guard index < count, !line.trimmingBlanks().hasPrefix("//") else { return line }
      let text = line.drop(while: \.isWhitespace)
      return line.prefix(line.count - text.count) + "//" + text.dropFirst(2)
    }
  }

  private static func text(of line: String, after markers: [String]) -> String? {
    let line = line.drop { $0 == " " || $0 == "\t" }
    guard let marker = markers.first(where: line.hasPrefix) else { return nil }
    let rest = line.dropFirst(marker.count)
    return String(rest.hasPrefix(" ") ? rest.dropFirst() : rest)
  }

  /// The YAML of a line `:name: value`.
  static func mystOption(_ line: String) -> String? {
    guard line.hasPrefix(":"), let end = line.dropFirst().firstIndex(of: ":") else { return nil }
    let name = line[line.index(after: line.startIndex)..<end]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else { return nil }
    return "\(name): \(line[line.index(after: end)...].trimmingBlanks())"
  }
}
