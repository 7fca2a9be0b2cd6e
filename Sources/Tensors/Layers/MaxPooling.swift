/// A window that moves over a plane: pairs are of rows and columns.
package struct Window: Sendable {
  package let kernel: (Int, Int)
  package let stride: (Int, Int)
  package let padding: (Int, Int)
  /// Whether windows that hang over the lower or right edge count.
  package let ceilMode: Bool

  package init(kernel: (Int, Int), stride: (Int, Int), padding: (Int, Int), ceilMode: Bool) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.ceilMode = ceilMode
  }

  /// How many windows lie over a length; 0 where none fits.
  static func count(over length: Int, _ kernel: Int, _ stride: Int, _ padding: Int, ceilMode: Bool) -> Int {
    let room = length + 2 * padding - kernel
    if room < 0 || length == 0 { return 0 }
    var count = (room + (ceilMode ? stride - 1 : 0)) / stride + 1
    // The last one must begin inside the plane or its left padding.
    if ceilMode && (count - 1) * stride >= length + padding { count -= 1 }
    return count
  }

  func count(over height: Int, _ width: Int) -> (Int, Int) {
    (
      Window.count(over: height, kernel.0, stride.0, padding.0, ceilMode: ceilMode),
      Window.count(over: width, kernel.1, stride.1, padding.1, ceilMode: ceilMode)
    )
  }

  /// The sizes of the result over `x`, `(…, channels, height, width)`. Traps where they do not fit.
  func result(over x: Tensor, _ layer: StaticString, _ file: StaticString, _ line: UInt) -> (Int, Int) {
    if !(3...4).contains(x.ndim) || !x.dtype.isFloatingPoint {
      fail(
        "\(layer): an input of \(x.dtype) and shape \(x.shape) is not (batch, channels, height, width)", file: file,
        line: line)
    }
    if kernel.0 < 1 || kernel.1 < 1 || stride.0 < 1 || stride.1 < 1 || padding.0 < 0 || padding.1 < 0
      || 2 * padding.0 > kernel.0 || 2 * padding.1 > kernel.1
    {
      fail(
        "\(layer): windows of \(kernel) in steps of \(stride) with a padding of \(padding): windows and steps must be "
          + "positive, and the padding at most half a window", file: file, line: line)
    }
    let (rows, columns) = count(over: x.shape[-2], x.shape[-1])
    if rows < 1 || columns < 1 {
      fail(
        "\(layer): a window of \(kernel.0) × \(kernel.1) does not fit into an input of shape \(x.shape)", file: file,
        line: line)
    }
    return (rows, columns)
  }
}

/// The largest element of each window over `(…, channels, height, width)`: PyTorch's `F.max_pool2d`. Traps where no window
/// fits.
package func maxPool(
  _ layer: StaticString, _ x: Tensor, _ window: Window, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let (rows, columns) = window.result(over: x, layer, file, line)
  let x = x.contiguous()
  let shape = x.shape.replacing(x.ndim - 2, with: rows).replacing(x.ndim - 1, with: columns)
  let y = Tensor(uninitialised: shape, x.dtype)
  let planes = x.shape[..<(x.ndim - 2)].reduce(1, *)
  let isRecorded = Recording.isOn && x.requiresGrad
  let places = isRecorded ? Storage(byteCount: y.elementCount * 4) : nil
  let size: Shape = [x.shape[-2], x.shape[-1]]
  size.withUnsafePointer { size in
    Shape([rows, columns]).withUnsafePointer { result in
      Shape([window.kernel.0, window.kernel.1]).withUnsafePointer { kernel in
        Shape([window.stride.0, window.stride.1]).withUnsafePointer { stride in
          Shape([window.padding.0, window.padding.1]).withUnsafePointer { padding in
            ck_max_pool(
              x.dtype.kernel, planes, size, result, kernel, stride, padding, x.pointer, y.pointer, places?.pointer)
          }
        }
      }
    }
  }
  guard let places else { return y }
  let choice = Choice(places: places, planes: planes, inputs: x.shape, outputs: shape)
  return y.made(by: "MaxPool2DWithIndicesBackward0", from: x) { $0.pass(to: 0, choice.put($0.gradient)) }
}

/// Which elements were chosen: as a linear map it takes them out of a tensor, and its transpose puts them back.
private struct Choice {
  let places: Storage
  let planes: Int
  let inputs, outputs: Shape

  func put(_ g: Tensor) -> Tensor {
    let d = Tensor(uninitialised: inputs, g.dtype)
    let dense = g.contiguous()
    run { size, result in
      ck_put(g.dtype.kernel, planes, size, result, dense.pointer, places.pointer, d.pointer)
    }
    return d.made(by: "MaxPool2DWithIndicesBackwardBackward0", from: g) { $0.pass(to: 0, take($0.gradient)) }
  }

  private func take(_ x: Tensor) -> Tensor {
    let y = Tensor(uninitialised: outputs, x.dtype)
    let dense = x.contiguous()
    run { size, result in
      ck_take(x.dtype.kernel, planes, size, result, dense.pointer, places.pointer, y.pointer)
    }
    return y.made(by: "MaxPool2DWithIndicesBackward0", from: x) { $0.pass(to: 0, put($0.gradient)) }
  }

  private func run(_ body: (_ size: UnsafePointer<Int>, _ result: UnsafePointer<Int>) -> Void) {
    Shape([inputs[-2], inputs[-1]]).withUnsafePointer { size in
      Shape([outputs[-2], outputs[-1]]).withUnsafePointer { body(size, $0) }
    }
  }
}

@_extern(c, "ck_max_pool") private func ck_max_pool(
  _ dtype: Int32, _ planes: Int, _ size: UnsafePointer<Int>, _ result: UnsafePointer<Int>,
  _ kernel: UnsafePointer<Int>, _ stride: UnsafePointer<Int>, _ padding: UnsafePointer<Int>, _ x: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer, _ places: UnsafeMutableRawPointer?)
@_extern(c, "ck_put") private func ck_put(
  _ dtype: Int32, _ planes: Int, _ size: UnsafePointer<Int>, _ result: UnsafePointer<Int>,
  _ g: UnsafeRawPointer, _ places: UnsafeRawPointer, _ d: UnsafeMutableRawPointer)
@_extern(c, "ck_take") private func ck_take(
  _ dtype: Int32, _ planes: Int, _ size: UnsafePointer<Int>, _ result: UnsafePointer<Int>, _ x: UnsafeRawPointer,
  _ places: UnsafeRawPointer, _ y: UnsafeMutableRawPointer)
