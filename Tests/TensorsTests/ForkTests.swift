import Glibc
import Tensors
import Testing

@_silgen_name("fork") private func fork() -> Int32

@Suite struct ForkTests {
  @Test("a product on several threads works in a child forked after one in the parent")
  func productInChild() async {
    await #expect(processExitsWith: .success) {
      let a = Tensor.randn(600, 600)
      let b = Tensor.randn(600, 600)
      let before = matmul(a, b)
      let child = fork()
      if child == 0 { _exit(matmul(a, b).equal(before) ? 0 : 1) }
      var status: Int32 = -1
      waitpid(child, &status, 0)
      exit(status == 0 ? 0 : 1)
    }
  }
}
