extension Tensor {
  /// Whether every element is true (or not 0); so it is of nothing.
  public func all() -> Bool { fold(.all, detach()).element(at: 0) != 0 }
  /// Whether any element is true (or not 0).
  public func any() -> Bool { fold(.any, detach()).element(at: 0) != 0 }

  /// Where along the given dimensions every element is true (or not 0), as truth values.
  public func all(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { truth(.all, "all", [dim] + more, keepDim, file, line) }

  /// Where along the given dimensions every element is true (or not 0), as truth values.
  public func all(
    dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { truth(.all, "all", [dim] + more, keepDim, file, line) }

  /// Where along the given dimensions any element is true (or not 0), as truth values.
  public func any(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { truth(.any, "any", [dim] + more, keepDim, file, line) }

  /// Where along the given dimensions any element is true (or not 0), as truth values.
  public func any(
    dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { truth(.any, "any", [dim] + more, keepDim, file, line) }

  /// How many elements are true (or not 0), over the given dimensions or over all.
  public func countNonzero(dim: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    truth(.count, "countNonzero", dim, false, file, line)
  }

  /// How many elements are true (or not 0), over the given dimensions.
  public func countNonzero(_ dim: Int, _ more: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    truth(.count, "countNonzero", [dim] + more, false, file, line)
  }

  private func truth(
    _ op: Fold, _ operation: StaticString, _ dim: [Int], _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let dims = Dimensions(dim, of: self, operation, file, line)
    return fold(op, detach(), dims).without(dims, unless: keepDim)
  }
}
