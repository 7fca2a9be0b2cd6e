// `a += b` changes `a` in place, as in PyTorch, and with it all that shares its memory: `noGrad { w -= w.grad! * 0.1 }` moves
// the parameter itself. What is differentiated is not changed in place: there `a` becomes a new tensor, so that
// `loss += penalty` works in a graph.
extension Tensor {
  public static func += (a: inout Tensor, b: Tensor) {
    if isRecorded(a, b) { a = a + b } else { a.add_(b, file: "", line: 0) }
  }
  public static func -= (a: inout Tensor, b: Tensor) {
    if isRecorded(a, b) { a = a - b } else { a.sub_(b, file: "", line: 0) }
  }
  public static func *= (a: inout Tensor, b: Tensor) {
    if isRecorded(a, b) { a = a * b } else { a.mul_(b, file: "", line: 0) }
  }
  public static func /= (a: inout Tensor, b: Tensor) {
    if isRecorded(a, b) { a = a / b } else { a.div_(b, file: "", line: 0) }
  }

  public static func += (a: inout Tensor, b: Double) {
    if isRecorded(a, a) { a = a + b } else { a.add_(b, file: "", line: 0) }
  }
  public static func -= (a: inout Tensor, b: Double) {
    if isRecorded(a, a) { a = a - b } else { a.sub_(b, file: "", line: 0) }
  }
  public static func *= (a: inout Tensor, b: Double) {
    if isRecorded(a, a) { a = a * b } else { a.mul_(b, file: "", line: 0) }
  }
  public static func /= (a: inout Tensor, b: Double) {
    if isRecorded(a, a) { a = a / b } else { a.div_(b, file: "", line: 0) }
  }

  /// Whether the result would take part in differentiation. A leaf that requires a gradient must not be replaced: its
  /// place is in a module or an optimiser, and the change in place says so.
  private static func isRecorded(_ a: Tensor, _ b: Tensor) -> Bool {
    Recording.isOn && (a.requiresGrad || b.requiresGrad) && !(a.isLeaf && a.requiresGrad)
  }
}
