import Tensors

// Modules print as PyTorch's, and so their values as Python's.

extension Bool {
  /// `True` or `False`.
  var pythonName: String { self ? "True" : "False" }
}

extension Shape {
  /// `(3, 28)`, and `(128,)` of one.
  var pythonTuple: String { count == 1 ? "(\(self[0]),)" : "(" + map(String.init).joined(separator: ", ") + ")" }
}
