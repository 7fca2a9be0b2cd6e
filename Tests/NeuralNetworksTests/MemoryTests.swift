import Glibc
import NeuralNetworks
import Tensors
import Testing

@Suite struct MemoryTests {
  @Test("ten thousand training steps end with the memory that a hundred had")
  func steps() async {
    await #expect(processExitsWith: .success) {
      let model = Sequential(
        Conv2d(1, 2, 3), BatchNorm2d(2), LeakyReLU(0.2), Flatten(), Dropout(0.1), Linear(32, 4), Tanh(), Linear(4, 3))
      let optimizer = Adam(model.parameters(), lr: 1e-3)
      let x = Tensor.randn(4, 1, 6, 6)
      let y = Tensor([0, 1, 2, 1], dtype: .int64)
      func train(_ steps: Int) {
        for _ in 0..<steps {
          let loss = CrossEntropyLoss()(model(x), y)
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
        }
      }
      train(100)
      let before = residentPages()
      train(10_000)
      exit(residentPages() - before < 250 ? 0 : 1)  // a megabyte
    }
  }

  @Test("gradients of gradients leave nothing behind")
  func secondOrder() async {
    await #expect(processExitsWith: .success) {
      let critic = Sequential(Linear(6, 8), LeakyReLU(0.2), Linear(8, 1))
      let x = Tensor.randn(5, 6)
      func train(_ steps: Int) {
        for _ in 0..<steps {
          let point = x.clone().requiresGrad_()
          let slope = grad(critic(point).sum(), point, createGraph: true)[0]
          critic.zeroGrad()
          (slope.norm(dim: 1) - 1).pow(2).mean().backward()
        }
      }
      train(100)
      let before = residentPages()
      train(5_000)
      exit(residentPages() - before < 250 ? 0 : 1)
    }
  }
}

/// The pages of memory that this process has.
private func residentPages() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 200)
  fgets(&line, 200, file)
  let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  return Int(text.split(separator: " ")[1])!
}
