import Foundation
import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// A cell's outputs as Jupyter's format keeps them (nbformat 4.5).
struct JupyterOutput {
  let cell: CodeCell
  let outcome: CellOutcome
  let notebook: Notebook

  var json: JSONValue {
    var outputs = outcome.outputs.map(json)
    if case .failed(let failure) = outcome.status { outputs.append(error(failure)) }
    return .array(outputs)
  }

  private func json(_ output: CellOutput) -> JSONValue {
    switch output {
    case .stream(.output, let text) where cell.options.output == .asis:
      display("display_data", MIMEBundle(plainText: text).adding("text/markdown", text))
    case .stream(let stream, let text): self.stream(stream, text)
    case .notice(let text): stream(.error, text + "\n")
    case .display(let bundle): display("display_data", bundle)
    case .result(let bundle): display("execute_result", bundle)
    }
  }

  private func stream(_ stream: StandardStream, _ text: String) -> JSONValue {
    .object(["output_type": "stream", "name": .string(stream.rawValue), "text": .lines(text)])
  }

  private func display(_ type: String, _ bundle: MIMEBundle) -> JSONValue {
    // What only our own pages show Jupyter would keep for nothing; a table's data are in a file beside the notebook.
    let ours: [MIMEType] = [.csv, .progress, .pictureSequence]
    let data = bundle.representations.filter { !ours.contains($0.type) }.compactMap {
      type, content in
      Self.json(content, of: type).map { (type.rawValue, $0) }
    }
    var output: [String: JSONValue] = [
      "output_type": .string(type), "data": .object(Dictionary(uniqueKeysWithValues: data)), "metadata": .object([:]),
    ]
    if type == "execute_result" { output["execution_count"] = outcome.executionCount.map(JSONValue.integer) ?? .null }
    return .object(output)
  }

  /// Nil where the content is not what its type says.
  private static func json(_ content: MIMEBundle.Content, of type: MIMEType) -> JSONValue? {
    let isJSON = type == .json || type.rawValue.hasSuffix("+json")
    let isText = type.rawValue.hasPrefix("text/") || [.svg, "application/javascript"].contains(type)
    switch content {
    case .text(let text) where isJSON: return JSONValue(parsing: text)
    case .text(let text): return isText ? .lines(text) : .string(text)
    case .data(let bytes) where isText || isJSON:
      return json(.text(String(decoding: bytes, as: UTF8.self)), of: type)
    case .data(let bytes): return .string(Data(bytes).base64EncodedString())
    }
  }

  private func error(_ failure: CellFailure) -> JSONValue {
    let text = FailureText(failure: failure, notebook: notebook)
    let lines = ([text.title] + text.paragraphs).flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map { JSONValue.string(String($0)) }
    }
    return .object([
      "output_type": "error", "ename": .string(text.name),
      "evalue": .string(failure.problems.first?.message ?? text.title), "traceback": .array(lines),
    ])
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .string(value) }
}
