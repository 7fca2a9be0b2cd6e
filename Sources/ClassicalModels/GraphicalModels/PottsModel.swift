import Glibc
import Tensors

/// Labels 0 … q − 1 on a grid, each of which wants to be its neighbours' (Potts, 1952): P(s) ∝ e^(−E(s)/T) with
/// E(s) = −J Σ [sᵢ = sⱼ] − Σ hᵢ(sᵢ), the first sum over pairs of neighbours.
///
/// With two labels it is the Ising model of half the coupling. A picture in several classes of pixels is restored with
/// a field hᵢ(k) that is the logarithm of how likely the pixel is in class k.
public struct PottsModel {
  public let height: Int
  public let width: Int
  /// q, the number of labels.
  public let states: Int
  /// J: above 0 neighbours want to be equal.
  public let coupling: Double
  /// h, how much each site wants each label: `(height, width, states)`, or nil for none.
  public let field: Tensor?
  /// T, in units of energy.
  public let temperature: Double
  public let boundary: LatticeBoundary

  /// Traps where the grid has less than one site, or than 3 × 3 where it is periodic, there are not 2 to 64 labels, the
  /// temperature is not positive, or the field is not finite or of another shape.
  public init(
    height: Int, width: Int, states: Int, coupling: Double = 1, field: Tensor? = nil, temperature: Double = 1,
    boundary: LatticeBoundary = .periodic, file: StaticString = #fileID, line: UInt = #line
  ) {
    let caller = Caller("PottsModel", file, line)
    boundary.check(height: height, width: width, coupling: coupling, temperature: temperature, caller)
    if !(2...64).contains(states) { caller.fail("\(states) labels: 2 to 64 are possible") }
    if let field, field.shape != [height, width, states] || !field.isfinite().all() {
      caller.fail(
        "the field has shape \(field.shape): finite numbers of shape [\(height), \(width), \(states)] are expected")
    }
    self.height = height
    self.width = width
    self.states = states
    self.coupling = coupling
    self.field = field?.detach().to(.float64)
    self.temperature = temperature
    self.boundary = boundary
  }

  /// The temperature below which one label prevails on a large grid, for J = 1: 1 / ln(1 + √q).
  public var criticalTemperature: Double { 1 / Glibc.log(1 + Double(states).squareRoot()) }

  /// Random labels, each as probable: `(height, width)`, or `(chains, height, width)` of several.
  public func randomState(chains: Int? = nil, generator: Generator = .default) -> State {
    let shape = Shape((chains.map { [$0] } ?? []) + [height, width])
    return State(model: self, labels: Tensor.randint(0, states, shape, generator: generator))
  }

  /// The state of given labels, int64 `(height, width)` or `(chains, height, width)`. Traps on another shape, and
  /// outside the labels.
  public func state(_ labels: Tensor, file: StaticString = #fileID, line: UInt = #line) -> State {
    if !(2...3).contains(labels.ndim) || labels.shape[-2] != height || labels.shape[-1] != width
      || labels.dtype != .int64
    {
      fail(
        "PottsModel: \(labels.dtype) labels of shape \(labels.shape): int64 of [\(height), \(width)] is expected, or several of them",
        file: file, line: line)
    }
    if ((labels < 0) | (labels >= Double(states))).any() {
      fail("PottsModel: labels are 0 to \(states - 1)", file: file, line: line)
    }
    return State(model: self, labels: labels)
  }

  /// The state after `sweeps` sweeps of Gibbs sampling from a given state, or from a random one; with `chains` several
  /// at once.
  public func sample(
    sweeps: Int, from state: State? = nil, chains: Int? = nil, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> State {
    Lattice.check(sweeps: sweeps, chains: chains, given: state?.chains, Caller("sample", file, line))
    let start =
      state.map { self.state($0.labels, file: file, line: line) } ?? randomState(chains: chains, generator: generator)
    return State(model: self, labels: swept(start.labels, sweeps: sweeps, generator))
  }

  /// The state to which single changes that lower the energy lead: iterated conditional modes (Besag, 1986).
  public func mode(from state: State, file: StaticString = #fileID, line: UInt = #line) -> State {
    let start = self.state(state.labels, file: file, line: line).labels
    return State(model: self, labels: Lattice.settled(start) { swept($0, nil) })
  }

  /// The labels after sweeps of Gibbs sampling, or without a generator of the best choices.
  private func swept(_ labels: Tensor, sweeps: Int = 1, _ generator: Generator?) -> Tensor {
    let lattice = Lattice(height: height, width: width, boundary, coupling: coupling / temperature)
    let local = field.map { ($0 - $0.amax(dim: -1, keepDim: true)) / temperature }
    let weights = local?.exp() ?? Tensor.ones(height, width, states, dtype: .float64)
    return lattice.swept(labels, sweeps: sweeps, generator) { (lattice, labels: UnsafeMutablePointer<Int64>) in
      weights.withElements(as: Double.self) { ck_lattice_potts(lattice, sweeps, states, $0.baseAddress!, labels) }
    }
  }
}
