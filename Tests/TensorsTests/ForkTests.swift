import Glibc
import Testing

@testable import Tensors

@_silgen_name("fork") private func fork() -> Int32

@Suite struct ForkTests {
  @Test(
    "what several threads compute comes out alike in the parent, in a child forked after it, and in a child's child")
  func computingAfterForks() async {
    await #expect(processExitsWith: .success) {
      setNumThreads(2)
      let a = Tensor.randn(300, 300, requiresGrad: true)
      let images = Tensor.randn(8, 4, 20, 20)
      let kernels = Tensor.randn(16, 4, 3, 3)
      func results() -> [Tensor] {
        let y = matmul(a, a).tanh()
        let z = convolution(images, kernels, nil, ConvolutionOptions(padding: (1, 1)))
        return [y.detach(), grad((y * y).sum(), a)[0], z, z.sum(dim: 0, 2)]
      }
      let expected = results()
      func isRight() -> Bool { zip(results(), expected).allSatisfy { $0.equal($1) } }
      func inChild(_ body: () -> Bool) -> Bool {
        let child = fork()
        if child == 0 { _exit(body() ? 0 : 1) }
        var status: Int32 = -1
        waitpid(child, &status, 0)
        return status == 0
      }
      let worked = inChild { isRight() && inChild(isRight) } && isRight() && inChild(isRight)
      exit(worked ? 0 : 1)
    }
  }
}
