extension Tensor: CustomStringConvertible {
  /// The elements as PyTorch prints them: `tensor([[1., 2.],\n        [3., 4.]])`, summarised beyond 1000 elements, with
  /// the type where it is not evident and what the tensor's gradient is for.
  public var description: String {
    let opening = "tensor("
    let isSummarised = elementCount > 1000
    let format = NumberFormat(of: shown(isSummarised), dtype)
    var body = elementCount == 0 ? "[]" : text(format, indent: opening.utf8.count, isSummarised)
    var notes: [String] = []
    if elementCount == 0 && shape != [0] { notes.append("size=(\(shape.map(String.init).joined(separator: ", ")))") }
    if dtype == .float64 || (elementCount == 0 && dtype != .float32) { notes.append("dtype=\(dtype)") }
    if let node { notes.append("grad_fn=<\(node.name)>") } else if requiresGrad { notes.append("requires_grad=True") }
    let lastLine = body.split(separator: "\n", omittingEmptySubsequences: false).last?.utf8.count ?? 0
    var width = lastLine + (body.contains("\n") ? 0 : opening.utf8.count)
    for note in notes {
      let fits = width + note.utf8.count + 3 <= Self.lineWidth
      body += fits ? ", \(note)" : ",\n       \(note)"
      width = fits ? width + note.utf8.count + 2 : note.utf8.count + 7
    }
    return opening + body + ")"
  }

  private static let lineWidth = 80
  /// How many elements a summary shows at each end of a dimension.
  private static let edge = 3

  /// The indices of a dimension that are printed; nil stands for the dots.
  private func printed(_ size: Int, _ isSummarised: Bool) -> [Int?] {
    guard isSummarised && size > 2 * Self.edge else { return Array(0..<size) }
    return Array(0..<Self.edge) + [nil] + Array(size - Self.edge..<size)
  }

  /// The elements that are printed, from which the format is chosen.
  private func shown(_ isSummarised: Bool) -> [Double] {
    guard let size = shape.first else { return [element(at: offset)] }
    return printed(size, isSummarised).flatMap { $0.map { row($0).shown(isSummarised) } ?? [] }
  }

  private func row(_ index: Int) -> Tensor {
    var (newShape, newStrides) = (shape, strides)
    newShape.remove(at: 0)
    newStrides.remove(at: 0)
    return Tensor(storage, offset: offset + index * strides[0], shape: newShape, strides: newStrides, dtype: dtype)
  }

  private func text(_ format: NumberFormat, indent: Int, _ isSummarised: Bool) -> String {
    guard let size = shape.first else { return format.text(element(at: offset)) }
    let indices = printed(size, isSummarised)
    if shape.count > 1 {
      let separator = "," + String(repeating: "\n", count: shape.count - 1) + String(repeating: " ", count: indent + 1)
      let rows = indices.map { $0.map { row($0).text(format, indent: indent + 1, isSummarised) } ?? "..." }
      return "[" + rows.joined(separator: separator) + "]"
    }
    let perLine = Swift.max(1, (Self.lineWidth - indent) / (format.width + 2))
    let numbers = indices.map { $0.map { format.text(element(at: offset + $0 * strides[0])) } ?? " ..." }
    let lines = stride(from: 0, to: numbers.count, by: perLine).map {
      numbers[$0..<Swift.min($0 + perLine, numbers.count)].joined(separator: ", ")
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }
}
