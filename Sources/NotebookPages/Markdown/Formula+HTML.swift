import NotebookDocument

extension Formula {
  /// The TeX between the brackets that typesetters look for.
  var html: HTML {
    HTML.element("span", ["class": isDisplay ? "math display" : "math inline"]) {
      isDisplay ? "\\[\(tex)\\]" : "\\(\(tex)\\)"
    }
  }

  /// The formula, with the number by which the text refers to it.
  func html(number: Int?) -> HTML {
    guard let number, let label else { return html }
    return HTML.element("span", ["class": "equation", "id": label]) {
      html
      HTML.element("span", ["class": "equation-number"]) { "(\(number))" }
    }
  }
}

extension Formula {
  /// The formula of a value's `text/latex`, which by custom stands between dollars or brackets, on a line of its own
  /// where it has none.
  init(latex: String) {
    let text = latex.split(separator: "\n").joined(separator: "\n")
    let pairs = [("$$", "$$", true), ("\\[", "\\]", true), ("$", "$", false), ("\\(", "\\)", false)]
    for (open, close, isDisplay) in pairs
    where text.hasPrefix(open) && text.hasSuffix(close) && text.count > open.count + close.count {
      self.init(
        source: latex, tex: String(text.dropFirst(open.count).dropLast(close.count)), isDisplay: isDisplay)
      return
    }
    self.init(source: latex, tex: text, isDisplay: true)
  }
}
