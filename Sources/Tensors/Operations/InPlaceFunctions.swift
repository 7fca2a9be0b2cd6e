extension Tensor {
  /// self ← e^self
  @discardableResult
  public func exp_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("exp_", nil, file, line) { $0.exp() }
  }

  /// self ← ln self
  @discardableResult
  public func log_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("log_", nil, file, line) { $0.log() }
  }

  /// self ← √self
  @discardableResult
  public func sqrt_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("sqrt_", nil, file, line) { $0.sqrt() }
  }

  /// self ← 1 / √self
  @discardableResult
  public func rsqrt_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("rsqrt_", nil, file, line) { $0.rsqrt() }
  }

  /// self ← self²
  @discardableResult
  public func square_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("square_", nil, file, line) { $0.square() }
  }

  /// self ← |self|
  @discardableResult
  public func abs_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("abs_", nil, file, line) { $0.abs() }
  }

  /// self ← −self
  @discardableResult
  public func neg_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("neg_", nil, file, line) { -$0 }
  }

  /// self ← 1 / self
  @discardableResult
  public func reciprocal_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("reciprocal_", nil, file, line) { $0.reciprocal() }
  }

  /// self ← sin self
  @discardableResult
  public func sin_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("sin_", nil, file, line) { $0.sin() }
  }

  /// self ← cos self
  @discardableResult
  public func cos_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("cos_", nil, file, line) { $0.cos() }
  }

  /// self ← tanh self
  @discardableResult
  public func tanh_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("tanh_", nil, file, line) { $0.tanh() }
  }

  /// self ← 1 / (1 + e^−self)
  @discardableResult
  public func sigmoid_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("sigmoid_", nil, file, line) { $0.sigmoid() }
  }

  /// self ← max(self, 0)
  @discardableResult
  public func relu_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("relu_", nil, file, line) { $0.relu() }
  }

  /// self ← ⌊self⌋
  @discardableResult
  public func floor_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("floor_", nil, file, line) { $0.floor() }
  }

  /// self ← ⌈self⌉
  @discardableResult
  public func ceil_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("ceil_", nil, file, line) { $0.ceil() }
  }

  /// self ← the nearest whole number, halves to the even one
  @discardableResult
  public func round_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("round_", nil, file, line) { $0.round() }
  }

  /// self ← the whole number next to it on the side of 0
  @discardableResult
  public func trunc_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("trunc_", nil, file, line) { $0.trunc() }
  }

  /// self ← erf self
  @discardableResult
  public func erf_(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    change("erf_", nil, file, line) { $0.erf() }
  }

  /// self ← min(max(self, min), max)
  @discardableResult
  public func clamp_(
    min: Double = -.infinity, max: Double = .infinity, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { change("clamp_", nil, file, line) { $0.clamp(min: min, max: max) } }

  /// self ← min(max(self, min), max)
  @discardableResult
  public func clamp_(
    _ min: Double, _ max: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { clamp_(min: min, max: max, file: file, line: line) }
}
