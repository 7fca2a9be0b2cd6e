import TestSupport
import Testing

@testable import Tensors

@Suite struct PoolingTests {
  @Test("the largest elements of windows have their gradients, in windows of every kind")
  func largest() {
    let windows = [
      Window(kernel: (2, 2), stride: (2, 2), padding: (0, 0), ceilMode: false),
      Window(kernel: (2, 2), stride: (2, 2), padding: (0, 0), ceilMode: true),
      Window(kernel: (3, 2), stride: (2, 1), padding: (1, 1), ceilMode: false),
      Window(kernel: (1, 3), stride: (1, 3), padding: (0, 0), ceilMode: true),
    ]
    for window in windows {
      expectGradients(at: [point(2, 1, 4, 6)]) { maxPool("pool", $0[0], window) }
      expectGradients(at: [point(1, 5, 7)]) { maxPool("pool", $0[0].transpose(-1, -2), window) }
      expectGradients(at: [point(2, 3, 4)]) { meanPool("pool", $0[0], window, countsPadding: true) }
      expectGradients(at: [point(2, 4, 3)]) {
        meanPool("pool", $0[0].transpose(-1, -2), window, countsPadding: false)
      }
    }
    // Wide enough for every path of the vectorised loops.
    let quarters = windows[0]
    expectGradients(at: [point(1, 1, 5, 75)], order: 1) { maxPool("pool", $0[0], quarters) }
    #expect(
      maxPool("pool", point(3, 8, 66).float(), quarters).double().allclose(
        maxPool("pool", point(3, 8, 66), quarters), rtol: 1e-6))
  }

  @Test("images of another size have their gradients")
  func resampling() {
    let maps: [Mixing] = [
      .nearest(3, to: 7, scale: 3.0 / 7), .nearest(3, to: 2, scale: 1.5),
      .linear(3, to: 6, scale: 0.5, alignCorners: false), .linear(3, to: 5, scale: 0.6, alignCorners: true),
      .linear(3, to: 1, scale: 3, alignCorners: true), .linear(3, to: 2, scale: 1.5, alignCorners: false),
      .adaptiveMeans(over: 3, count: 2), .adaptiveMeans(over: 3, count: 5),
      .means(over: 3, kernel: 1, stride: 2, padding: 0, ceilMode: false, countsPadding: true),
    ]
    for (i, map) in maps.enumerated() {
      let other = maps[(i + 3) % maps.count]
      expectGradients(at: [point(2, 3, 3)]) { $0[0].mixed(rows: map, columns: other, by: "Mix").square() }
      #expect(map.transposed.transposed.resultCount == map.resultCount)
    }
  }
}
