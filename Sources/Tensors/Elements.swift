// Elements by their addresses, and loops over several threads, for the models' own hot loops.
extension Tensor {
  /// A tensor whose elements `body` writes, row by row; they are uninitialised before. `Element` is the dtype's own type: Float,
  /// Double, Int64, or UInt8 for truth values.
  package static func filled<Element: BitwiseCopyable>(
    _ shape: Shape, _ dtype: DType, as type: Element.Type = Element.self,
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows -> Tensor {
    precondition(MemoryLayout<Element>.size == dtype.size, "\(type) is not the type of \(dtype)")
    let tensor = Tensor(uninitialised: shape, dtype)
    let start = tensor.pointer.assumingMemoryBound(to: type)
    try body(UnsafeMutableBufferPointer(start: start, count: tensor.elementCount))
    return tensor
  }

  /// Calls `body` with the elements, row by row, outside the graph; those of a tensor that is not contiguous are copied first.
  package func withElements<Element: BitwiseCopyable, R>(
    as type: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws -> R
  ) rethrows -> R {
    precondition(MemoryLayout<Element>.size == dtype.size, "\(type) is not the type of \(dtype)")
    let x = contiguous()
    return try withExtendedLifetime(x) {
      try body(UnsafeBufferPointer(start: x.pointer.assumingMemoryBound(to: type), count: elementCount))
    }
  }
}

/// Calls `body` for ranges that cover 0..<count once, on several threads at once where the count exceeds the grain. What is
/// computed must not depend on where the ranges end.
package func parallelFor(_ count: Int, grain: Int = 1, _ body: (Range<Int>) -> Void) {
  withoutActuallyEscaping(body) { body in
    var loop = body
    withUnsafeMutablePointer(to: &loop) { loop in
      ck_parallel_for(
        count, grain,
        { begin, end, loop in loop!.assumingMemoryBound(to: ((Range<Int>) -> Void).self).pointee(begin..<end) }, loop)
    }
  }
}

@_extern(c, "ck_parallel_for") private func ck_parallel_for(
  _ count: Int, _ grain: Int, _ body: @convention(c) (Int, Int, UnsafeMutableRawPointer?) -> Void,
  _ context: UnsafeMutableRawPointer?)
