import CellCompiler
public import NotebookDocument
import SwiftParser
import SwiftSyntax

extension Notebook {
  /// The page with other values for its parameters: variables declared at the top level of the cell marked
  /// `parameters: true`, whose initialisers are replaced.
  ///
  /// - Parameter values: For each name the new value: text where the initialiser is a string literal, otherwise a literal.
  /// - Throws: Where a name is not a parameter, or a value not a literal.
  public func settingParameters(_ values: [(name: String, value: String)]) throws(NotebookErrors) -> Notebook {
    guard !values.isEmpty else { return self }
    guard let cell = cells.first(where: \.options.parameters) else {
      throw NotebookErrors(
        NotebookError(
          file: name, line: nil, message: "the page has no parameters, so ‘\(values[0].name)’ can't be set",
          hint: "mark the cell that declares them with ‘//| parameters: true’"))
    }
    let initializers = ParameterCell(cell).initializers
    var problems: [NotebookError] = []
    var edits: [(range: Range<Int>, text: String)] = []
    for (parameter, value) in values {
      guard let initializer = initializers[parameter] else {
        problems.append(
          NotebookError(
            file: name, line: cell.bodyLine, message: "‘\(parameter)’ is not a parameter of this page",
            hint: NearestName.hint(for: parameter, among: initializers.keys.sorted())
              ?? "its parameters are \(initializers.keys.sorted().map { "‘\($0)’" }.joined(separator: ", "))"))
        continue
      }
      guard let literal = initializer.literal(for: value) else {
        problems.append(
          NotebookError(
            file: name, line: cell.bodyLine,
            message: "‘\(value)’ is not a literal, so ‘\(parameter)’ can't be set to it",
            hint:
              "write a number, true, false, nil, or a list such as [1, 2]; text is taken where the page's own value is text"
          ))
        continue
      }
      edits.removeAll { $0.range == initializer.range }
      edits.append((initializer.range, literal))
    }
    if let errors = NotebookErrors(problems) { throw errors }
    var source = Array(cell.source.utf8)
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      // As many lines as before, so that every place in the page stays where it is.
      let lines = source[edit.range].count { $0 == UInt8(ascii: "\n") }
      source.replaceSubrange(
        edit.range, with: Array(edit.text.utf8) + Array(repeating: UInt8(ascii: "\n"), count: lines))
    }
    return try replacingSource(ofCell: cell.index, with: String(decoding: source, as: UTF8.self))
  }
}

/// The cell of a page's parameters.
private struct ParameterCell {
  struct Initializer {
    let range: Range<Int>
    let isText: Bool
    /// Whether the page's own value has a fraction, or is a list of such: then `1` is meant as `1.0`.
    let isFloatingPoint: Bool

    /// A value as Swift; nil where it is no literal.
    func literal(for value: String) -> String? {
      if isText { return value.asStringLiteral }
      guard NestingLimit.firstLineBeyond(in: value.utf8) == nil else { return nil }
      let expression = Parser.parse(source: value).statements
      guard expression.count == 1, let item = expression.first, !item.hasError,
        let literal = item.item.as(ExprSyntax.self),
        literal.isLiteral
      else { return nil }
      let text = isFloatingPoint ? literal.trimmed.withFractions : literal.trimmedDescription
      return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
  }

  /// The variables at top level that have an initialiser.
  let initializers: [String: Initializer]

  init(_ cell: CodeCell) {
    var found: [String: Initializer] = [:]
    for item in Parser.parse(source: cell.compilableSource).statements {
      for binding in item.item.as(VariableDeclSyntax.self)?.bindings ?? [] {
        guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text,
          let value = binding.initializer?.value
        else { continue }
        let range =
          value.positionAfterSkippingLeadingTrivia.utf8Offset..<value.endPositionBeforeTrailingTrivia.utf8Offset
        found[name] = Initializer(
          range: range, isText: value.is(StringLiteralExprSyntax.self), isFloatingPoint: value.hasFractions)
      }
    }
    initializers = found
  }
}

extension ExprSyntax {
  /// Whether this is a literal that contains a floating-point one.
  fileprivate var hasFractions: Bool {
    isLiteral
      && tokens(viewMode: .sourceAccurate).contains { if case .floatLiteral = $0.tokenKind { true } else { false } }
  }

  /// The literal with its whole numbers as floating-point ones.
  fileprivate var withFractions: String {
    tokens(viewMode: .sourceAccurate).map { token in
      var isWhole = false
      if case .integerLiteral(let digits) = token.tokenKind { isWhole = digits.allSatisfy { $0.isNumber || $0 == "_" } }
      return token.text + (isWhole ? ".0" : "") + (token.trailingTrivia.isEmpty ? "" : " ")
    }.joined()
  }

  fileprivate var isLiteral: Bool {
    switch Syntax(self).as(SyntaxEnum.self) {
    case .integerLiteralExpr, .floatLiteralExpr, .booleanLiteralExpr, .nilLiteralExpr: true
    case .stringLiteralExpr(let node): node.segments.allSatisfy { $0.is(StringSegmentSyntax.self) }
    case .prefixOperatorExpr(let node): node.operator.text == "-" && node.expression.isLiteral
    case .arrayExpr(let node): node.elements.allSatisfy(\.expression.isLiteral)
    case .dictionaryExpr(let node):
      switch node.content {
      case .colon: true
      case .elements(let elements): elements.allSatisfy { $0.key.isLiteral && $0.value.isLiteral }
      @unknown default: false
      }
    case .tupleExpr(let node): node.elements.allSatisfy(\.expression.isLiteral)
    default: false
    }
  }
}

extension String {
  /// The text as a Swift string literal of one line.
  fileprivate var asStringLiteral: String {
    var literal = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case "\0": literal += "\\0"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
