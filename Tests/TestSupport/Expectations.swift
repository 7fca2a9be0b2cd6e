import Tensors
import Testing

/// Checks numbers against those that other software gave: to eight digits, or within a share of the larger of them and
/// 1.
public func expectClose(
  _ own: Tensor, _ golden: [Double], _ what: String = "", within tolerance: Double? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let own = own.scalars
  #expect(own.count == golden.count, "\(what)", sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(own, golden).enumerated() {
    let slack = tolerance.map { $0 * max(1, b.magnitude) } ?? 1e-9 + 1e-7 * b.magnitude
    if !((a - b).magnitude <= slack) {
      Issue.record("\(what) element \(i): \(a) instead of \(b)", sourceLocation: sourceLocation)
    }
  }
}

/// Checks what a process that was to fail has said: the message, behind a place in the test's own file unless it is
/// given with all that stands before it.
public func expectFailure(
  _ message: String, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  let isPlaced = message.contains("Fatal error") || text.contains("\(sourceLocation.fileName):")
  #expect(text.contains(message) && isPlaced, "\(text)", sourceLocation: sourceLocation)
}

/// Checks what a process that was to fail in line 12 of page.md has said.
public func expectFailure(
  _ result: ExitTest.Result?, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
) { expectFailure("page.md:12: Fatal error: \(message)", in: result, sourceLocation: sourceLocation) }
