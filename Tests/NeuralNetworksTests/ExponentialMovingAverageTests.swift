import NeuralNetworks
import Tensors
import Testing

@Suite struct ExponentialMovingAverageTests {
  private final class Counting: Module {
    let weight = Parameter(Tensor([0, 10], dtype: .float64))
    let mean = Tensor([1], dtype: .float64)
    let count = Tensor(0, dtype: .int64)
  }

  @Test("parameters and buffers are averaged, counts copied")
  func average() {
    let model = Counting()
    let average = ExponentialMovingAverage(model, decay: 0.9)
    noGrad {
      model.weight.fill_(1)
      model.mean.fill_(2)
      model.count.fill_(5)
    }
    average.update()
    average.update()
    // 0.81 · start + 0.19 · new
    let state = average.stateDict()
    #expect(state["weight"]!.allclose(Tensor([0.19, 8.29], dtype: .float64)))
    #expect(state["mean"]!.allclose(Tensor([1.19], dtype: .float64)) && state["count"]!.item() == 5.0)
    #expect(model.weight.scalars == [1, 1])
  }

  @Test("the average stands in for the weights, and gives them back")
  func applying() throws {
    let model = Counting()
    let average = ExponentialMovingAverage(model, decay: 0.5)
    noGrad { _ = model.weight.fill_(20) }
    average.update()
    let inside = average.applied { model.weight.scalars }
    #expect(inside == [10, 15] && model.weight.scalars == [20, 20] && model.weight.requiresGrad)
    let other = ExponentialMovingAverage(Counting())
    try other.loadStateDict(average.stateDict())
    #expect(other.stateDict()["weight"]!.scalars == [10, 15])
    let error = #expect(throws: StateDictError.self) { try other.loadStateDict(["weight": Tensor([1])]) }
    #expect(error?.missing == ["mean", "count"] && error?.misshaped.map(\.name) == ["weight"])
  }
}
