import TestSupport
import Testing

@testable import Tensors

@Suite struct ConvolutionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var size = (5, 6)
    var channels = (2, 3)
    var kernel = (3, 3)
    var options: (stride: (Int, Int), padding: (Int, Int), dilation: (Int, Int), groups: Int)
    var testDescription: String { "\(size) \(channels) \(kernel) \(options)" }
    var convolution: ConvolutionOptions {
      ConvolutionOptions(
        stride: options.stride, padding: options.padding, dilation: options.dilation, groups: options.groups)
    }
  }

  static let cases: [Case] = [
    Case(options: ((1, 1), (0, 0), (1, 1), 1)),
    Case(options: ((1, 1), (1, 1), (1, 1), 1)),
    Case(size: (8, 8), kernel: (4, 4), options: ((2, 2), (1, 1), (1, 1), 1)),
    Case(size: (7, 9), kernel: (3, 2), options: ((2, 3), (1, 0), (1, 1), 1)),
    Case(size: (9, 9), kernel: (3, 3), options: ((1, 1), (2, 2), (2, 2), 1)),
    Case(size: (9, 10), kernel: (2, 3), options: ((2, 2), (1, 2), (2, 3), 1)),
    Case(size: (5, 5), channels: (4, 6), options: ((1, 1), (1, 1), (1, 1), 2)),
    Case(size: (6, 6), channels: (4, 4), options: ((2, 2), (1, 1), (1, 1), 4)),
    Case(size: (7, 7), kernel: (2, 2), options: ((3, 3), (0, 0), (1, 1), 1)),
    Case(size: (4, 4), kernel: (4, 4), options: ((1, 1), (3, 3), (1, 1), 1)),
    Case(size: (3, 3), kernel: (1, 1), options: ((1, 1), (2, 2), (1, 1), 1)),
    Case(size: (1, 30), channels: (1, 1), kernel: (1, 5), options: ((1, 1), (0, 2), (1, 1), 1)),
    Case(size: (8, 7), channels: (1, 8), kernel: (4, 3), options: ((2, 2), (1, 1), (1, 1), 1)),
    Case(size: (7, 8), channels: (2, 12), kernel: (3, 2), options: ((1, 2), (2, 0), (2, 1), 2)),
    Case(size: (4, 4), channels: (3, 5), kernel: (4, 4), options: ((1, 1), (0, 0), (1, 1), 1)),
    Case(size: (6, 7), channels: (4, 2), kernel: (5, 5), options: ((1, 1), (0, 0), (1, 1), 2)),
    Case(size: (7, 7), channels: (2, 2), kernel: (3, 3), options: ((3, 3), (1, 1), (1, 1), 1)),
    Case(size: (13, 17), channels: (3, 16), options: ((1, 1), (1, 1), (1, 1), 1)),
  ]

  /// The sum of the definition, term by term.
  static func direct(_ x: Tensor, _ weight: Tensor, _ c: Case) -> Tensor {
    let shape = ConvolutionShape(x: x.shape, weight: weight.shape, c.convolution)
    let (a, w) = (x.scalars, weight.scalars)
    var y: [Double] = []
    let (inGroup, outGroup) = (shape.channels / shape.groups, shape.outChannels / shape.groups)
    for n in 0..<shape.batch {
      for o in 0..<shape.outChannels {
        for i in 0..<shape.outHeight {
          for j in 0..<shape.outWidth {
            var sum = 0.0
            for ch in 0..<inGroup {
              for k in 0..<shape.kernelHeight {
                for l in 0..<shape.kernelWidth {
                  let row = i * shape.strideHeight + k * shape.dilationHeight - shape.paddingHeight
                  let column = j * shape.strideWidth + l * shape.dilationWidth - shape.paddingWidth
                  guard row >= 0, row < shape.height, column >= 0, column < shape.width else { continue }
                  let channel = o / outGroup * inGroup + ch
                  sum +=
                    a[((n * shape.channels + channel) * shape.height + row) * shape.width + column]
                    * w[((o * inGroup + ch) * shape.kernelHeight + k) * shape.kernelWidth + l]
                }
              }
            }
            y.append(sum)
          }
        }
      }
    }
    return Tensor(y, dtype: .float64).reshape(shape.y)
  }

  static func operands(_ c: Case, batch: Int = 2) -> (x: Tensor, weight: Tensor) {
    (
      point(batch, c.channels.0, c.size.0, c.size.1, seed: 3),
      point(c.channels.1, c.channels.0 / c.options.groups, c.kernel.0, c.kernel.1, seed: 4)
    )
  }

  @Test("a convolution is the sum of its definition, in both precisions", arguments: cases)
  func definition(_ c: Case) {
    let (x, weight) = Self.operands(c)
    let bias = point(c.channels.1, seed: 5)
    let expected = Self.direct(x, weight, c) + bias.view(-1, 1, 1)
    #expect(convolution(x, weight, bias, c.convolution).allclose(expected, atol: 1e-12))
    let single = convolution(x.float(), weight.float(), bias.float(), c.convolution)
    #expect(single.dtype == .float32)
    #expect(single.double().allclose(expected, rtol: 1e-4, atol: 1e-4))
  }

  @Test("the transposed convolution is the convolution's transpose: ⟨conv(x), y⟩ = ⟨x, convᵀ(y)⟩", arguments: cases)
  func transpose(_ c: Case) {
    let (x, weight) = Self.operands(c)
    let y = Tensor.randnLike(convolution(x, weight, nil, c.convolution), generator: Generator(seed: 9))
    let shape = ConvolutionShape(x: x.shape, weight: weight.shape, c.convolution)
    func left(_ size: Int, _ out: Int, _ k: Int, _ s: Int, _ p: Int, _ d: Int) -> Int {
      size - ((out - 1) * s - 2 * p + d * (k - 1) + 1)
    }
    let rest = (
      left(
        shape.height, shape.outHeight, shape.kernelHeight, shape.strideHeight, shape.paddingHeight, shape.dilationHeight
      ),
      left(shape.width, shape.outWidth, shape.kernelWidth, shape.strideWidth, shape.paddingWidth, shape.dilationWidth)
    )
    let back = transposedConvolution(y, weight, nil, c.convolution, outputPadding: rest)
    #expect(back.shape == x.shape)
    let difference = (Self.direct(x, weight, c) * y).sum() - (x * back).sum()
    #expect(abs(difference.item()) < 1e-9)
  }

  @Test("derivatives of both orders agree with finite differences", arguments: cases.dropLast())
  func gradients(_ c: Case) {
    let (x, weight) = Self.operands(c, batch: 1)
    let small = x.narrow(2, 0, min(x.shape[2], 6)).narrow(3, 0, min(x.shape[3], 6))
    let bias = point(c.channels.1, seed: 5)
    expectGradients(at: [small, weight, bias]) { convolution($0[0], $0[1], $0[2], c.convolution) }
  }

  @Test("derivatives of the transposed convolution agree with finite differences")
  func transposedGradients() {
    let options = ConvolutionOptions(stride: (2, 2), padding: (1, 1))
    expectGradients(at: [point(1, 2, 3, 2, seed: 3), point(2, 3, 4, 3, seed: 4), point(3, seed: 5)]) {
      transposedConvolution($0[0], $0[1], $0[2], options, outputPadding: (1, 0))
    }
    expectGradients(at: [point(2, 4, 2, 2, seed: 3), point(4, 1, 2, 2, seed: 4)]) {
      transposedConvolution($0[0], $0[1], nil, ConvolutionOptions(stride: (3, 3), groups: 2))
    }
  }

  @Test("views and expanded images are read as they are")
  func strided() {
    let c = Case(options: ((1, 1), (1, 1), (1, 1), 1))
    let (x, weight) = Self.operands(c)
    let turned = x.permute(0, 1, 3, 2)
    #expect(
      convolution(turned, weight, nil, c.convolution).equal(
        convolution(turned.contiguous(), weight, nil, c.convolution)))
    expectGradients(at: [point(1, 1, 5, 4), point(3, 2, 3, 3)]) {
      convolution($0[0].transpose(2, 3).expand([1, 2, 4, 5]), $0[1], nil, c.convolution)
    }
  }

  @Test("taps whose weights are all 0 change nothing, but do not hide infinity", arguments: cases)
  func maskedKernel(_ c: Case) {
    let (x, weight) = Self.operands(c)
    let mask = Tensor.ones(c.kernel.0 * c.kernel.1, dtype: .float64)
    mask[(mask.shape[0] / 2)...] = Tensor(0)
    let masked = weight * mask.view(c.kernel.0, c.kernel.1)
    let y = convolution(x, masked, nil, c.convolution)
    #expect(y.allclose(Self.direct(x, masked, c), atol: 1e-12))
    let slope = Tensor.randnLike(y, generator: Generator(seed: 8))
    let leaf = x.clone().requiresGrad_()
    let gradient = grad((convolution(leaf, masked, nil, c.convolution) * slope).sum(), leaf)[0]
    #expect(abs(((gradient * x).sum() - (y * slope).sum()).item()) < 1e-9)
    let infinite = x.clone()
    infinite[0, 0, 0, 0] = Tensor(Double.infinity)
    let expected = Self.direct(infinite, masked, c)
    #expect(convolution(infinite, masked, nil, c.convolution).isnan().equal(expected.isnan()))
  }

  @Test("an empty batch has an empty result, and gradients of zero for the weight")
  func empty() {
    let weight = point(3, 2, 3, 3).requiresGrad_()
    let y = convolution(Tensor.zeros(0, 2, 5, 5, dtype: .float64), weight, nil, ConvolutionOptions())
    #expect(y.shape == [0, 3, 3, 3])
    y.sum().backward()
    #expect(weight.grad!.equal(Tensor.zeros(3, 2, 3, 3, dtype: .float64)))
  }

  @Test("the same bits for any number of threads")
  func threads() {
    defer { setNumThreads(2) }
    let generator = Generator(seed: 1)
    let x = Tensor.randn(8, 16, 20, 20, generator: generator)
    let weight = Tensor.randn(24, 16, 3, 3, requiresGrad: true, generator: generator)
    func result(_ count: Int) -> [Tensor] {
      setNumThreads(count)
      let y = convolution(x, weight, nil, ConvolutionOptions(padding: (1, 1)))
      return [y.detach(), grad(y.square().sum(), weight)[0]]
    }
    let expected = result(1)
    for count in [2, 3, 5] {
      for (a, b) in zip(result(count), expected) { #expect(a.equal(b)) }
    }
  }
}
