import NeuralNetworks
import Tensors
import Testing

@Suite struct EarlyStoppingTests {
  @Test("training stops after so many values without improvement")
  func patience() {
    let stopping = EarlyStopping(patience: 2, minDelta: 0.1)
    #expect([1, 0.8, 0.75, 0.9].map { stopping.step($0) } == [false, false, false, true])
    #expect(stopping.best == 0.8 && stopping.bestStep == 2 && stopping.shouldStop)
    let rising = EarlyStopping(patience: 1, mode: .max)
    #expect([.nan, 0.5, 0.6, .nan].map { rising.step($0) } == [true, false, false, true])
    #expect(rising.best == 0.6)
  }

  @Test("the best weights come back")
  func restoring() {
    let model = Linear(2, 1, bias: false)
    let stopping = EarlyStopping(model, patience: 3)
    for (value, loss) in [(1.0, 3.0), (2, 1), (3, 2), (4, 1)] {
      Init.constant_(model.weight, value)
      stopping.step(Tensor(loss))
    }
    #expect(model.weight.scalars == [4, 4])
    stopping.restoreBest()
    #expect(model.weight.scalars == [2, 2] && model.weight.requiresGrad)
  }
}
