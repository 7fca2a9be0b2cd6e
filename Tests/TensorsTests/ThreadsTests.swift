import Glibc
import Testing

@testable import Tensors

@Suite struct ThreadsTests {
  @Test("loops on several threads at once, from several of the program's own, give what one thread gives")
  func concurrentCallers() async {
    let x = Tensor.randn(200, 300, generator: Generator(seed: 4))
    let expected = matmul(x, x.t()).scalars
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let x = Tensor.randn(200, 300, generator: Generator(seed: 4))
          return (0..<20).allSatisfy { _ in matmul(x, x.t()).scalars == expected }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("no thread is left when the pool is told to stop, and the next loop starts it again")
  func stopping() async {
    await #expect(processExitsWith: .success) {
      setNumThreads(3)
      let x = Tensor.randn(400, 400)
      let before = matmul(x, x)
      let running = threadCount()
      ck_stop_threads()
      let stopped = threadCount()
      exit(running > stopped && matmul(x, x).equal(before) ? 0 : 1)
    }
  }

  @Test("memory that tensors free is used again, whatever its size")
  func reuse() async {
    await #expect(processExitsWith: .success) {
      func step() {
        var kept: [Tensor] = []
        for size in [10, 1000, 5000, 70_000, 900_000] { kept.append(Tensor.ones(size) + 1) }
      }
      for _ in 0..<20 { step() }
      let before = residentPages()
      for _ in 0..<5000 { step() }
      exit(residentPages() - before < 500 ? 0 : 1)
    }
  }
}

/// The pages of memory that this process has.
private func residentPages() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 200)
  fgets(&line, 200, file)
  let numbers = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
    separator: " ")
  return Int(numbers[1])!
}

@_silgen_name("ck_stop_threads") private func ck_stop_threads()

private func threadCount() -> Int {
  guard let folder = opendir("/proc/self/task") else { return 0 }
  defer { closedir(folder) }
  var count = 0
  while readdir(folder) != nil { count += 1 }
  return count
}
