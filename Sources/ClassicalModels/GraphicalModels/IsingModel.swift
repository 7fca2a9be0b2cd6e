import Tensors

/// Spins s = ±1 on a grid, each of which wants to be like its neighbours (Ising, 1925): P(s) ∝ e^(−E(s)/T) with
/// E(s) = −J Σ sᵢ sⱼ − Σ hᵢ sᵢ, the first sum over pairs of neighbours.
///
/// ```swift
/// let model = IsingModel(height: 64, width: 64, temperature: 2.27)
/// let state = model.sample(sweeps: 200)
/// state.magnetization
/// state                        // shows itself as a picture
/// ```
///
/// A Markov random field whose variables are pixels. On a large periodic grid without a field the spins agree below the
/// temperature 2 J / ln(1 + √2) ≈ 2.269 J and not above (Onsager, 1944).
public struct IsingModel {
  public let height: Int
  public let width: Int
  /// J: above 0 neighbours want to be equal, below 0 different.
  public let coupling: Double
  /// h: above 0 spins want to be 1; a number, or a tensor `(height, width)`.
  public let field: Tensor
  /// T, in units of energy.
  public let temperature: Double
  public let boundary: LatticeBoundary

  /// Traps where the grid has less than one site, or than 3 × 3 where it is periodic, the temperature is not positive,
  /// or the field is not finite or of another shape.
  public init(
    height: Int, width: Int, coupling: Double = 1, field: Tensor, temperature: Double = 1,
    boundary: LatticeBoundary = .periodic, file: StaticString = #fileID, line: UInt = #line
  ) {
    let caller = Caller("IsingModel", file, line)
    boundary.check(height: height, width: width, coupling: coupling, temperature: temperature, caller)
    if !field.shape.isEmpty && field.shape != [height, width] {
      caller.fail("a field of shape \(field.shape): a number or the shape [\(height), \(width)] is expected")
    }
    if !field.isfinite().all() { caller.fail("the field must be finite") }
    self.height = height
    self.width = width
    self.coupling = coupling
    self.field = field.detach().to(.float64)
    self.temperature = temperature
    self.boundary = boundary
  }

  /// The same with one field for all spins.
  public init(
    height: Int, width: Int, coupling: Double = 1, field: Double = 0, temperature: Double = 1,
    boundary: LatticeBoundary = .periodic, file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(
      height: height, width: width, coupling: coupling, field: Tensor(field, dtype: .float64), temperature: temperature,
      boundary: boundary, file: file, line: line)
  }

  /// The temperature below which the spins of a large grid agree, for J = 1: 2 / ln(1 + √2).
  public static let criticalTemperature = 2.269185314213022

  /// Random spins, each −1 or 1 with probability ½: `(height, width)`, or `(chains, height, width)` of several.
  public func randomState(chains: Int? = nil, generator: Generator = .default) -> State {
    let shape = Shape((chains.map { [$0] } ?? []) + [height, width])
    return State(model: self, spins: Tensor.randint(0, 2, shape, generator: generator).to(.float32) * 2 - 1)
  }

  /// The state of given spins, `(height, width)` or `(chains, height, width)`. Traps on another shape, and where a spin
  /// is not ±1.
  public func state(_ spins: Tensor, file: StaticString = #fileID, line: UInt = #line) -> State {
    if !(2...3).contains(spins.ndim) || spins.shape[-2] != height || spins.shape[-1] != width {
      fail(
        "IsingModel: spins of shape \(spins.shape): [\(height), \(width)] is expected, or several of them", file: file,
        line: line)
    }
    if !((spins == 1) | (spins == -1)).all() { fail("IsingModel: spins are −1 and 1", file: file, line: line) }
    return State(model: self, spins: spins.detach().to(.float32))
  }

  /// The state after `sweeps` sweeps of Gibbs sampling from a given state, or from a random one.
  ///
  /// A sweep draws every spin given its neighbours: P(sᵢ = 1) = σ(2 (J Σ sⱼ + hᵢ) / T). The squares of a chequerboard
  /// that have one colour are not neighbours, so they are drawn together. With `chains` several states at once,
  /// `(chains, height, width)`.
  public func sample(
    sweeps: Int, from state: State? = nil, chains: Int? = nil, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> State {
    Lattice.check(sweeps: sweeps, chains: chains, given: state?.chains, Caller("sample", file, line))
    let start =
      state.map { self.state($0.spins, file: file, line: line) } ?? randomState(chains: chains, generator: generator)
    return State(model: self, spins: swept(start.spins, sweeps: sweeps, generator))
  }

  /// The state to which single flips that lower the energy lead: iterated conditional modes (Besag, 1986).
  ///
  /// It is a minimum among its neighbours, seldom the lowest of all. Ends where no flip lowers the energy.
  public func mode(from state: State, file: StaticString = #fileID, line: UInt = #line) -> State {
    let start = self.state(state.spins, file: file, line: line).spins
    return State(model: self, spins: Lattice.settled(start) { swept($0, nil) })
  }

  /// The spins' means E[sᵢ], from −1 to 1, over sweeps of Gibbs sampling from a random state, the first `burnIn` of
  /// which don't count: `(height, width)`.
  public func mean(
    sweeps: Int, burnIn: Int = 50, chains: Int = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if sweeps < 1 || burnIn < 0 {
      fail("mean: over \(sweeps) sweeps after \(burnIn): at least one is needed", file: file, line: line)
    }
    var spins = sample(sweeps: burnIn, chains: chains, generator: generator, file: file, line: line).spins
    var sum = Tensor.zeros(height, width, dtype: .float64)
    for _ in 0..<sweeps {
      spins = swept(spins, generator)
      sum = sum + spins.to(.float64).mean(0)
    }
    return sum / Double(sweeps)
  }

  /// The spins after sweeps of Gibbs sampling, or without a generator of the best choices.
  private func swept(_ spins: Tensor, sweeps: Int = 1, _ generator: Generator?) -> Tensor {
    let lattice = Lattice(height: height, width: width, boundary, coupling: coupling / temperature)
    let local = (field / temperature).to(.float32).expand([height, width])
    return lattice.swept(spins, sweeps: sweeps, generator) { (lattice, spins: UnsafeMutablePointer<Float>) in
      local.withElements(as: Float.self) { ck_lattice_ising(lattice, sweeps, $0.baseAddress!, spins) }
    }
  }
}
