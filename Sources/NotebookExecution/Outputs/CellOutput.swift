import NotebookDisplay

/// One thing that a cell printed or displayed, in the order in which it was made.
public enum CellOutput: Hashable, Sendable, Codable {
  /// Text on standard output or standard error; neighbours of one stream are one output.
  case stream(StandardStream, String)
  /// A value shown by `display(_:)`, in its latest version.
  case display(MIMEBundle)
  /// The value of the cell's last expression.
  case result(MIMEBundle)
  /// What the runner has to say about the output, such as how much of it was dropped.
  case notice(String)
}

extension CellOutput {
  /// The output of a cell that is done: how far its loops were, and how fast, is no part of the page.
  var withoutProgress: CellOutput {
    if case .display(let bundle) = self { .display(bundle.removing(.progress)) } else { self }
  }
}

/// A stream that a cell's text arrives on.
public enum StandardStream: String, Hashable, Sendable, Codable {
  case output = "stdout"
  case error = "stderr"
}
