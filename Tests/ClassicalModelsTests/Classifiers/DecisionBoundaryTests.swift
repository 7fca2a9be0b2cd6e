import ClassicalModels
import Plotting
import Tensors
import TestSupport
import Testing

@Suite struct DecisionBoundaryTests {
  private let x = Tensor([[0, 0], [1, 0], [0, 1], [4, 4], [5, 4], [4, 5]])
  private let y = Tensor([0, 0, 0, 1, 1, 1])

  @Test("areas, borders and examples are drawn")
  func picture() {
    let figure = decisionBoundary(
      of: LogisticRegression.fit(x, y), x, y, names: ["near", "far"], title: "Two classes", xLabel: "u", yLabel: "v")
    let svg = figure.svg
    #expect(svg.contains("near") && svg.contains("far") && svg.contains("fill-rule=\"evenodd\""))
    #expect(svg.components(of: "fill-rule=\"evenodd\"") == 2)
    #expect(!svg.contains("stroke-dasharray"))
  }

  @Test("it is drawn in one chart of several")
  func charts() {
    let model = LogisticRegression.fit(x, y)
    let grid = subplots(rows: 1, columns: 2)
    grid[0].decisionBoundary(of: model, x, y)
    #expect(grid.svg.components(of: "fill-rule=\"evenodd\"") == 2)
    grid[1].decisionBoundary(of: model, x, y, xLimits: 0...5, yLimits: 0...5)
    #expect(grid.svg.components(of: "fill-rule=\"evenodd\"") == 4)
    #expect(grid[1].xLimits == 0...5 && grid[0].xLimits != 0...5)
  }

  @Test("a support vector machine shows its margins")
  func margins() {
    let machine = SupportVectorMachine.fit(x, y, kernel: .linear, c: 10)
    #expect(decisionBoundary(of: machine, x, y).svg.contains("stroke-dasharray=\"5 4\""))
  }

  @Test("where one class is predicted everywhere there is one area and no border")
  func single() {
    let model = LogisticRegression(weights: Tensor([[0, 0]]), intercepts: Tensor([1]))
    #expect(decisionBoundary(of: model, x, y).svg.components(of: "fill-rule=\"evenodd\"") == 1)
  }

  @Test("a class without examples has no points, and more classes than colours are drawn")
  func classes() {
    let model = KNearestNeighbors.fit(x, y * 2, k: 1)
    #expect(decisionBoundary(of: model, x, y * 2).svg.components(of: "fill-rule=\"evenodd\"") == 2)
    let many = KNearestNeighbors.fit(Tensor.arange(40).float().view(20, 2), Tensor.arange(20), k: 1)
    let figure = decisionBoundary(of: many, x * 8, y, xLimits: 0...40, yLimits: 0...40)
    #expect(figure.svg.components(of: "fill-rule=\"evenodd\"") == 20)
  }

  @Test("other than two features are refused")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = LogisticRegression(weights: Tensor([[0, 0, 1]]), intercepts: Tensor([1]))
        _ = decisionBoundary(of: model, Tensor.zeros(2, 3), Tensor([0, 1]), file: "page.md", line: 12)
      }, "decisionBoundary: a plane has two features, and the model 3")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
