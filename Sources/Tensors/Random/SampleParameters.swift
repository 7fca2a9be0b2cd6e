/// What samples are drawn with: a place for them, and the parameters as the kernels read them.
///
/// The parameters are in double precision and contiguous, and repeat themselves after ``period`` elements, or each is one number:
/// a batch of distributions is not repeated to the size of its samples.
struct SampleParameters {
  let samples: Tensor
  let parameters: [Tensor]

  /// The elements after which the parameters repeat themselves.
  var period: Int { parameters.lazy.map(\.elementCount).max()! }

  /// Traps where the parameters do not broadcast to `shape`, which is that of the samples.
  init(_ name: StaticString, _ shape: Shape, _ parameters: [Tensor], dtype: DType? = nil) {
    Tensor.checkSizes(shape)
    var batch = Shape()
    for parameter in parameters { batch = broadcastShape(name, batch, parameter.shape, "", 0) }
    let periods = parameters.map { parameter -> Tensor in
      let numbers = parameter.detach().to(.float64)
      return numbers.elementCount == 1 ? numbers.contiguous() : numbers.expand(batch).repeating(over: shape)
    }
    self.parameters = periods
    samples = Tensor(uninitialised: shape, dtype ?? Tensor.floatingType(parameters))
  }

  /// Calls `body` with the addresses of the parameters, null beyond, and with their counts.
  func withPointers(_ body: (UnsafePointer<UnsafeRawPointer?>, UnsafePointer<Int>) -> Void) {
    withExtendedLifetime(parameters) {
      let pointers = (0..<3).map { $0 < parameters.count ? UnsafeRawPointer(parameters[$0].pointer) : nil }
      let counts = (0..<3).map { $0 < parameters.count ? parameters[$0].elementCount : 1 }
      body(pointers, counts)
    }
  }
}
