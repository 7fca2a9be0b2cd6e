import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct PottsModelTests {
  @Test("long runs agree with enumeration")
  func enumeration() {
    let n = 6, count = 729
    let labels = Tensor(
      (0..<count).map { state in
        (0..<n).map { place in (state / [1, 3, 9, 27, 81, 243][place]) % 3 }
      }, dtype: .int64
    ).reshape(count, 2, 3)
    let field = (Tensor.arange(18, dtype: .float64) * 0.7).sin().reshape(2, 3, 3)
    let model = PottsModel(
      height: 2, width: 3, states: 3, coupling: 0.9, field: field, temperature: 1.4, boundary: .free)
    let p = (model.state(labels).energy / -1.4).softmax(dim: 0)
    let exact = (p.reshape(-1, 1, 1, 1) * labels.oneHot(3).to(.float64)).sum(0)
    let state = model.sample(sweeps: 30, chains: 20_000, generator: Generator(seed: 5))
    let means = state.labels.oneHot(3).to(.float64).mean(0)
    let errors = (exact * (1 - exact) / 20_000).sqrt()
    #expect(((means - exact).abs() / errors).max().item() < 4.2)
  }

  @Test("with two labels it is the Ising model of half the coupling")
  func ising() {
    let potts = PottsModel(height: 4, width: 5, states: 2, coupling: 2, boundary: .periodic)
    let ising = IsingModel(height: 4, width: 5, coupling: 1)
    let spins = ising.randomState(chains: 6, generator: Generator(seed: 1))
    let labels = ((spins.spins + 1) / 2).to(.int64)
    // Σ [s = s'] = Σ (s s' + 1) / 2, of 40 pairs.
    #expect((potts.state(labels).energy + 40).allclose(spins.energy))
    #expect(abs(potts.criticalTemperature - IsingModel.criticalTemperature / 2) < 1e-12)
  }

  @Test("a mode is a minimum, and a state shows the labels")
  func mode() {
    let model = PottsModel(height: 20, width: 20, states: 3)
    let state = model.sample(sweeps: 2, generator: Generator(seed: 1))
    let mode = model.mode(from: state)
    let energies: [Double] = [mode.energy.item(), state.energy.item()]
    #expect(energies[0] <= energies[1])
    #expect(abs(state.shares.sum().item() - 1) < 1e-12 && state.mimeBundle.text(.svg)!.contains("<svg"))
  }

  @Test("a model is told in one line")
  func description() {
    #expect(
      PottsModel(height: 8, width: 9, states: 3).description
        == "PottsModel(8 × 9 labels of 3, coupling 1, temperature 1)")
  }
}
