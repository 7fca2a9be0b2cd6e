import Foundation
import NotebookDocument

/// A Jupyter notebook as it is on disk, read: nbformat 3, and 4 with any minor version.
struct JupyterFile {
  let cells: [JupyterCell]
  let metadata: JSONValue
  /// What the notebook says of its code's language; nil where it says nothing.
  let language: String?

  /// - Throws: What is wrong with the file; `name` is what errors call it.
  init(_ bytes: [UInt8], name: String) throws(NotebookError) {
    func error(_ message: String, _ hint: String? = nil) -> NotebookError {
      NotebookError(file: name, line: nil, message: message, hint: hint)
    }
    let file: JSONValue
    do { file = try Self.value(of: Data(bytes)) } catch let failure {
      throw error("this is not JSON, so not a Jupyter notebook\(Self.reason(failure))")
    }
    guard case .integer(let version)? = file["nbformat"] else {
      throw error("this is JSON, but not a Jupyter notebook: it has no ‘nbformat’")
    }
    guard version == 3 || version == 4 else {
      throw error("nbformat \(version) can't be read", "‘jupyter nbconvert --to notebook’ writes nbformat 4")
    }
    guard case .array(let values)? = version == 4 ? file["cells"] : Self.worksheetCells(of: file) else {
      throw error("this is not a whole Jupyter notebook: it has no list ‘cells’")
    }
    var cells: [JupyterCell] = []
    for (index, value) in values.enumerated() {
      guard let cell = JupyterCell(value) else {
        throw error("cell \(index + 1) is none that Jupyter writes: it needs a ‘cell_type’ and a ‘source’")
      }
      cells.append(cell)
    }
    self.cells = cells
    metadata = file["metadata"] ?? [:]
    let kernel = metadata["kernelspec"]
    let names = [kernel?["language"], metadata["language_info"]?["name"], kernel?["name"]]
    let named =
      names.lazy.compactMap { $0?.textValue }.first { !$0.isEmpty }
      ?? (version == 3 ? cells.lazy.compactMap(\.language).first : nil)
    language = named.map { $0.lowercased().hasPrefix("swift") ? "swift" : $0.lowercased() }
  }

  /// What the JSON says; also where it has NaN and Infinity as Python writes them, which JSON5 has and JSON has not.
  private static func value(of json: Data) throws -> JSONValue {
    let decoder = JSONDecoder()
    do { return try decoder.decode(JSONValue.self, from: json) } catch {
      decoder.allowsJSON5 = true
      guard let value = try? decoder.decode(JSONValue.self, from: json) else { throw error }
      return value
    }
  }

  private static func worksheetCells(of file: JSONValue) -> JSONValue? {
    guard case .array(let sheets)? = file["worksheets"] else { return nil }
    return .array(
      sheets.flatMap { sheet -> [JSONValue] in if case .array(let cells)? = sheet["cells"] { cells } else { [] } })
  }

  /// What the decoder says, where it says something.
  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "" }
    let words = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
    return words.map { ": \($0.trimmingCharacters(in: CharacterSet(charactersIn: ".")))" } ?? ""
  }
}

extension JupyterCell {
  /// Nil where a value is no cell.
  fileprivate init?(_ value: JSONValue) {
    guard let type = value["cell_type"]?.textValue else { return nil }
    let metadata = value["metadata"]
    // nbformat 3 calls a code cell's text `input`, and has headings of their own.
    guard let source = (value["source"] ?? value["input"])?.multilineText else { return nil }
    identifier = value["id"]?.textValue
    switch type {
    case "code": (kind, self.source) = (.code, source)
    case "markdown", "html": (kind, self.source) = (.markdown, source)
    case "raw": (kind, self.source) = (.raw, source)
    case "heading":
      guard case .integer(let level)? = value["level"], 1...6 ~= level else { return nil }
      (kind, self.source) = (.markdown, String(repeating: "#", count: level) + " " + source)
    default: return nil
    }
    if case .array(let values)? = metadata?["tags"] { tags = values.compactMap(\.textValue) }
    if metadata?["jupyter"]?["source_hidden"] == .bool(true) { tags.append("hide-input") }
    language = (value["language"] ?? metadata?["vscode"]?["languageId"])?.textValue?.lowercased()
    rawFormat = (metadata?["raw_mimetype"] ?? metadata?["format"])?.textValue
    if case .array(let outputs)? = value["outputs"] { hasOutputs = !outputs.isEmpty }
    guard case .object(let files)? = value["attachments"] else { return }
    for (name, bundle) in files {
      guard case .object(let bundle) = bundle, let (type, data) = bundle.min(by: { $0.key < $1.key }) else { continue }
      let text = data.multilineText ?? ""
      attachments[name] = "data:\(type);base64,\(text.filter { !$0.isWhitespace })"
    }
  }
}

extension JSONValue {
  /// The value under a name, nil where this is no object or has no such name.
  subscript(name: String) -> JSONValue? {
    if case .object(let values) = self { values[name] } else { nil }
  }

  /// The text of a string, nil for any other value.
  var textValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A text, or the lines of one.
  var multilineText: String? {
    switch self {
    case .string(let text): return text
    case .array(let lines):
      let texts = lines.compactMap(\.textValue)
      return texts.count == lines.count ? texts.joined() : nil
    default: return nil
    }
  }
}
