import NotebookDisplay

extension NotebookCell {
  /// Shows the value of a cell's last expression, unless it is nothing to look at.
  public static func showResult<T>(_ value: T) {
    if value is Void || value is DisplayHandle || value is any RunningTask { return }
    // Text is quoted, so that it is told from a number.
    let text = (value as? any StringProtocol).map { String(reflecting: String($0)) }
    DisplaySink.sendResult(text.map(MIMEBundle.init(plainText:)) ?? MIMEBundle(showing: value))
  }

  /// Shows the value of an expression in the prose; one without a value shows nothing.
  public static func showInline<T>(_ value: T) {
    DisplaySink.sendResult(value is Void ? MIMEBundle(plainText: "") : MIMEBundle(showing: value))
  }
}

/// A task that a cell started: its description says nothing to a reader.
private protocol RunningTask {}
extension Task: RunningTask {}
