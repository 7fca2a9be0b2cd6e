import NotebookDisplay
import Tensors
import Testing

@testable import Plotting

@Suite struct ComputationGraphTests {
  private func graph() -> ComputationGraph {
    let x = Tensor([[1, 2]])
    let w = Tensor([[3], [4]], requiresGrad: true)
    let b = Tensor([1], requiresGrad: true)
    return computationGraph(of: (matmul(x, w) + b).square().sum(), named: ["x": x, "w": w, "b": b])
  }

  @Test("the graph names operations, leaves and shapes")
  func words() {
    #expect(
      graph().description == """
        matmul: 1 × 1 ← x 1 × 2, w 2 × 1
        add: 1 × 1 ← matmul 1 × 1, b 1
        pow: 1 × 1 ← add 1 × 1
        sum: number ← pow 1 × 1
        """)
    #expect(graph().nodes.map(\.kind) == [.result, .operation, .operation, .operation, .leaf, .data, .leaf])
    #expect(graph().mimeBundle.text(.svg) == graph().svg)
  }

  @Test(
    "operations are named as they are called",
    arguments: [
      ("MulBackward0", "mul"), ("AddmmBackward0", "linear"), ("SumBackward1", "sum"),
      ("LeakyReluBackward0", "leakyRelu"),
      ("LinalgInvExBackward0", "inv"), ("NativeBatchNormBackward0", "batchNorm"), ("SliceBackward0Backward0", "slice′"),
      ("Custom", "custom"),
    ])
  func names(operation: String, name: String) {
    let literal: StaticString =
      switch operation {
      case "MulBackward0": "MulBackward0"
      case "AddmmBackward0": "AddmmBackward0"
      case "SumBackward1": "SumBackward1"
      case "LeakyReluBackward0": "LeakyReluBackward0"
      case "LinalgInvExBackward0": "LinalgInvExBackward0"
      case "NativeBatchNormBackward0": "NativeBatchNormBackward0"
      case "SliceBackward0Backward0": "SliceBackward0Backward0"
      default: "Custom"
      }
    #expect(ComputationGraph.words(for: literal) == name)
  }

  @Test("boxes do not meet, arrows lead downwards, and the same graph gives the same picture")
  func layout() {
    var generator = Generator(seed: 3)
    for _ in 0..<20 {
      // A random graph whose nodes have inputs among those after them.
      let count = Int.random(in: 2...40, using: &generator)
      let inputs = (0..<count).map { node in
        node + 1 < count
          ? (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            Int.random(in: (node + 1)..<count, using: &generator)
          } : []
      }
      let widths = (0..<count).map { _ in Double.random(in: 20...120, using: &generator) }
      let layout = LayeredLayout(inputs: inputs, widths: widths, nodeHeight: 38, gap: 12, layerGap: 26)
      for (source, target, points) in layout.ways {
        #expect(layout.places[source].y < layout.places[target].y)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.y < $1.y })
        #expect(points.first == layout.places[source] && points.last == layout.places[target])
      }
      for a in 0..<count {
        for b in 0..<a where layout.places[a].y == layout.places[b].y {
          #expect(abs(layout.places[a].x - layout.places[b].x) >= (widths[a] + widths[b]) / 2 + 12 - 1e-9)
        }
        #expect(
          layout.places[a].x - widths[a] / 2 >= -1e-9 && layout.places[a].x + widths[a] / 2 <= layout.width + 1e-9)
      }
    }
    #expect(graph().svg == graph().svg)
  }

  @Test("two crossed edges are uncrossed")
  func crossings() {
    // 0 of 1 and 2; 1 of 4, 2 of 3: as numbered, the lower edges cross.
    let layout = LayeredLayout(
      inputs: [[1, 2], [4], [3], [], []], widths: [50, 50, 50, 50, 50], nodeHeight: 38, gap: 12, layerGap: 26)
    #expect((layout.places[1].x < layout.places[2].x) == (layout.places[4].x < layout.places[3].x))
    #expect(
      abs(layout.places[1].x - layout.places[4].x) < 0.01)
  }

  @Test("a tensor used twice is drawn once, with both arrows")
  func reuse() {
    let x = Tensor([2], requiresGrad: true)
    let graph = computationGraph(of: (x * x).sum(), named: ["x": x])
    #expect(graph.nodes.count == 3 && graph.inputs[1] == [2, 2])
    #expect(graph.svg.contains("<desc id=\"plot-description\">mul: 1 ← x 1, x 1; sum: number ← mul 1</desc>"))
  }

  @Test("of a large graph the part nearest to the result is drawn, and said")
  func large() {
    let x = Tensor([1], requiresGrad: true)
    var y = x
    for _ in 0..<5_000 { y = y * 1.01 }
    let graph = computationGraph(of: y)
    #expect(graph.nodes.count == 61 && graph.nodes.last?.kind == .omission)
    #expect(graph.note == "The 60 tensors nearest to the result, of 5001." && graph.svg.contains(graph.note))
  }

  @Test("after backward() the picture says that the graph was freed")
  func freed() {
    let x = Tensor([1, 2], requiresGrad: true)
    let y = x.exp().sum()
    y.backward()
    #expect(computationGraph(of: y).note == "backward() has freed part of the graph: draw it before.")
  }

  @Test("a tensor without a graph ends the program")
  func noGraph() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = computationGraph(of: Tensor([1, 2]).sum())
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("ComputationGraphTests.swift:") && text.contains("so no graph was recorded"), "\(text)")
  }
}
