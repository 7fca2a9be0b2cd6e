/// What a tensor's elements are.
public enum DType: UInt8, Sendable, CustomStringConvertible {
  /// Single precision, the default.
  case float32
  /// Double precision: for checking gradients.
  case float64
  /// Integers: indices, labels, tokens.
  case int64
  /// Truth values: masks, the results of comparisons.
  case bool

  /// The bytes of an element.
  public var size: Int {
    switch self {
    case .float32: 4
    case .float64, .int64: 8
    case .bool: 1
    }
  }

  /// Whether elements can carry gradients.
  public var isFloatingPoint: Bool { rawValue <= DType.float64.rawValue }

  public var description: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int64: "int64"
    case .bool: "bool"
    }
  }

  /// The kernels' name for this type: the raw values are CK_FLOAT32, CK_FLOAT64, CK_INT64 and CK_BOOL.
  var kernel: Int32 { Int32(rawValue) }

  /// The type that an operation on `a` and `b` computes in, by PyTorch's rule.
  ///
  /// The wider category wins (bool < int64 < floating point); within floating point a tensor with dimensions wins over
  /// a number, and float64 over float32.
  static func promoted(_ a: Tensor, _ b: Tensor) -> DType {
    if a.dtype == b.dtype { return a.dtype }
    if a.dtype.isFloatingPoint && b.dtype.isFloatingPoint {
      if a.shape.isEmpty != b.shape.isEmpty { return a.shape.isEmpty ? b.dtype : a.dtype }
      return .float64
    }
    if a.dtype.isFloatingPoint { return a.dtype }
    if b.dtype.isFloatingPoint { return b.dtype }
    return .int64
  }
}
