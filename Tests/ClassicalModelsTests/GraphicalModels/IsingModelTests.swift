import Glibc
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

/// All states of a small grid: `(2^n, height, width)`.
private func allSpins(_ height: Int, _ width: Int) -> Tensor {
  let n = height * width
  let state = Tensor.arange(1 << n, dtype: .float64).unsqueeze(1)
  let places = Tensor.arange(n, dtype: .float64).exp2()
  return ((state / places).floor() % 2 * 2 - 1).reshape(1 << n, height, width)
}

@Suite struct IsingModelTests {
  @Test("the energy is the sum over neighbours, at the edges as the boundary says")
  func energy() {
    let up = Tensor.ones(3, 4)
    let periodic = IsingModel(height: 3, width: 4, coupling: 2, field: 0.5)
    #expect(periodic.state(up).energy.scalars == [-54])
    let free = IsingModel(height: 3, width: 4, coupling: 2, field: 0.5, boundary: .free)
    #expect(free.state(up).energy.scalars == [-40])
    #expect(free.state(up).magnetization.scalars == [1])
    #expect(free.randomState(chains: 5).energy.shape == [5])
  }

  @Test(
    "long runs of Gibbs sampling agree with enumeration: even and odd sides, both boundaries, a field of its own at each site",
    arguments: [
      (3, 3, LatticeBoundary.free), (3, 3, .periodic), (4, 4, .periodic), (3, 4, .periodic), (2, 5, .free),
      (1, 6, .free),
    ])
  func enumeration(height: Int, width: Int, boundary: LatticeBoundary) {
    let n = height * width
    let field = (Tensor.arange(n, dtype: .float64) * 1.3).sin().reshape(height, width) * 0.3
    let model = IsingModel(
      height: height, width: width, coupling: 0.8, field: field, temperature: 2.2, boundary: boundary)
    let states = allSpins(height, width)
    let all = model.state(states)
    let p = (all.energy / -2.2).softmax(dim: 0)
    let exact = (p.reshape(-1, 1, 1) * states.to(.float64)).sum(0)
    let exactEnergy = (p * all.energy).sum().item() as Double
    let spread = ((p * (all.energy - exactEnergy).square()).sum().item() as Double).squareRoot()
    // Independent chains: the means' errors are those of as many independent states.
    let chains = 20_000
    let state = model.sample(sweeps: 40, chains: chains, generator: Generator(seed: 3))
    let means = state.spins.to(.float64).mean(0)
    let errors = ((1 - exact.square()) / Double(chains)).sqrt()
    #expect(((means - exact).abs() / errors).max().item() < 4.2)
    #expect(abs(state.energy.mean().item() - exactEnergy) < 4 * spread / Double(chains).squareRoot())
    // And neighbours' correlation, which a wrong colouring would spoil.
    let exactPairs =
      (p * states[.all, 0, 0].to(.float64) * states[.all, height - 1, width - 1].to(.float64)).sum().item() as Double
    let pairs =
      (state.spins[.all, 0, 0] * state.spins[.all, height - 1, width - 1]).to(.float64).mean().item() as Double
    #expect(abs(pairs - exactPairs) < 4.2 / Double(chains).squareRoot())
  }

  @Test("the grid as a field of variables gives the same exact marginals")
  func exact() {
    let model = IsingModel(height: 3, width: 3, coupling: 0.7, field: 0.2, temperature: 1.5)
    let states = allSpins(3, 3)
    let p = (model.state(states).energy / -1.5).softmax(dim: 0)
    let mean = (p * states[.all, 1, 2].to(.float64)).sum().item() as Double
    let table = model.markovRandomField().probability(of: DiscreteVariable("1,2", ["-1", "1"]))
    #expect(abs(table["1"] - table["-1"] - mean) < 1e-12)
    let six = IsingModel(height: 6, width: 6, coupling: 0.7, field: 0.2, temperature: 1.5, boundary: .free)
    let likeliest = six.markovRandomField().mostProbableExplanation().values
    #expect(likeliest.values.allSatisfy { $0 == "1" })
  }

  @Test("below Onsager's temperature spins agree as he says, above they don't")
  func onsager() {
    // m = (1 − sinh(2/T)^−4)^(1/8) (Onsager, 1944; Yang, 1952).
    let cold = IsingModel(height: 48, width: 48, temperature: 1.8)
    let ordered = cold.sample(
      sweeps: 200, from: cold.state(Tensor.ones(8, 48, 48)), generator: Generator(seed: 1))
    let expected = pow(1 - pow(sinh(2 / 1.8), -4), 0.125)
    #expect(abs(ordered.magnetization.mean().item() - expected) < 0.01)
    let warm = IsingModel(height: 48, width: 48, temperature: 3.2)
    let mixed = warm.sample(sweeps: 200, from: warm.state(Tensor.ones(8, 48, 48)), generator: Generator(seed: 1))
    #expect(abs(mixed.magnetization.mean().item() as Double) < 0.05)
  }

  @Test("states depend on the seed, and not on the number of threads or how sweeps are divided")
  func determinism() {
    let model = IsingModel(height: 33, width: 301, temperature: 2.3)
    let start = model.randomState(chains: 2, generator: Generator(seed: 1))
    let threads = getNumThreads()
    let generator = Generator(seed: 2)
    let first = model.sample(sweeps: 3, from: start, generator: generator)
    setNumThreads(1)
    let again = Generator(seed: 2)
    let second = model.sample(
      sweeps: 2, from: model.sample(sweeps: 1, from: start, generator: again), generator: again)
    setNumThreads(threads)
    #expect(first.spins.equal(second.spins) && generator.next() == again.next())
    #expect(!first.spins.equal(model.sample(sweeps: 3, from: start, generator: Generator(seed: 3)).spins))
  }

  @Test("noise is removed: by the nearest mode, and better by the mean")
  func denoising() {
    let row = Tensor.arange(64).unsqueeze(1), column = Tensor.arange(64).unsqueeze(0)
    let disc = ((row - 32).square() + (column - 32).square() < 400).to(.float32) * 2 - 1
    let flips = (Tensor.rand(64, 64, generator: Generator(seed: 1)) < 0.15).to(.float32) * -2 + 1
    let noisy = disc * flips
    func errors(_ x: Tensor) -> Double { (x.sign() != disc.to(x.dtype)).to(.float64).sum().item() }
    let posterior = IsingModel(denoising: noisy, flipProbability: 0.15, coupling: 0.8)
    let mode = posterior.mode(from: posterior.state(noisy))
    let mean = posterior.mean(sweeps: 60, burnIn: 20, generator: Generator(seed: 2))
    #expect(errors(noisy) > 500 && errors(mode.spins) < 150 && errors(mean) < 60)
    let energies: [Double] = [mode.energy.item(), posterior.state(noisy).energy.item()]
    #expect(energies[0] <= energies[1])
    #expect(posterior.mode(from: mode).spins.equal(mode.spins))
  }

  @Test("a state shows itself as a picture")
  func display() {
    let state = IsingModel(height: 8, width: 8, temperature: 2).state(Tensor.ones(8, 8))
    #expect(state.description == "8 × 8 spins at temperature 2, magnetization 1")
    #expect(state.mimeBundle.text(.svg)!.contains("<svg"))
  }

  @Test("impossible grids end the program with the reason")
  func failures() async {
    expectFailure(
      "IsingModel: temperature must be positive, and is 0.0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IsingModel(height: 8, width: 8, temperature: 0)
      })
    expectFailure(
      "IsingModel: a grid of 2 × 8 is too small: at least 3 × 3 where the edges are neighbours",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IsingModel(height: 2, width: 8)
      })
    expectFailure(
      "IsingModel: spins are −1 and 1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = IsingModel(height: 3, width: 3).state(Tensor.zeros(3, 3))
      })
  }

  @Test("a model is told in one line")
  func description() {
    #expect(
      IsingModel(height: 8, width: 9, temperature: 2.27).description
        == "IsingModel(8 × 9 spins, coupling 1, temperature 2.27)")
    #expect(
      IsingModel(height: 8, width: 9, field: 0.5).description
        == "IsingModel(8 × 9 spins, coupling 1, field 0.5, temperature 1)")
  }
}
