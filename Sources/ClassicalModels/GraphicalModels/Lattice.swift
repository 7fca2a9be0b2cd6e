import Tensors

/// What lies beyond the edge of a grid.
public enum LatticeBoundary: Sendable {
  /// The other edge: the grid is a torus.
  case periodic
  /// Nothing: sites at the edge have fewer neighbours.
  case free
}

/// A grid of sites with four neighbours each, as `CKLattice` describes it to the C loops.
struct Lattice {
  var chains = 1
  var height: Int
  var width: Int
  var isPeriodic: Int = 0
  var isGreedy: Int = 0
  var coupling: Double
  var seed: UInt64 = 0
  var offset: UInt64 = 0

  init(height: Int, width: Int, _ boundary: LatticeBoundary, coupling: Double) {
    (self.height, self.width, self.coupling) = (height, width, coupling)
    isPeriodic = boundary == .periodic ? 1 : 0
  }

  /// Sites `(height, width)` or `(chains, height, width)` after so many sweeps of a loop over them, each of which draws
  /// every site given its neighbours, or without a generator gives it what is best.
  func swept<Site: BitwiseCopyable>(
    _ sites: Tensor, sweeps: Int, _ generator: Generator?,
    loop: (UnsafeRawPointer, UnsafeMutablePointer<Site>) -> Void
  ) -> Tensor {
    var lattice = self
    lattice.chains = sites.ndim == 3 ? sites.shape[0] : 1
    if let generator {
      (lattice.seed, lattice.offset) = (generator.seed, generator.offset)
      generator.offset &+= UInt64(ck_lattice_blocks(&lattice)) &* UInt64(sweeps)
    } else {
      lattice.isGreedy = 1
    }
    return Tensor.filled(sites.shape, sites.dtype, as: Site.self) { new in
      sites.withElements(as: Site.self) { _ = new.update(fromContentsOf: $0) }
      loop(&lattice, new.baseAddress!)
    }
  }

  /// Sites to which sweeps lead that each lower the energy: iterated conditional modes.
  static func settled(_ sites: Tensor, sweep: (Tensor) -> Tensor) -> Tensor {
    var sites = sites
    // Rounding could make a change seem to lower the energy in both directions: so there is an end.
    for _ in 0..<10_000 {
      let next = sweep(sites)
      if next.equal(sites) { break }
      sites = next
    }
    return sites
  }

  /// Traps unless there can be so many sweeps of so many chains, from a state of so many where one is given.
  static func check(sweeps: Int, chains: Int?, given: Int?, _ caller: Caller) {
    if sweeps < 0 { caller.fail("\(sweeps) sweeps") }
    if let chains, chains < 1 { caller.fail("\(chains) chains: at least one") }
    if let given, let chains, given != chains {
      caller.fail("\(chains) chains from a state of \(given)")
    }
  }
}

extension LatticeBoundary {
  /// For each site the sum of `f` over the neighbour below and the one to the right, so that each pair of neighbours
  /// counts once: `(…, height, width)` in, `(…)` out.
  func sumOverPairs(_ x: Tensor, _ f: (Tensor, Tensor) -> Tensor) -> Tensor {
    var sum = Tensor.zeros(Shape(x.shape.dropLast(2)), dtype: .float64)
    for dimension in [-2, -1] {
      let size = x.shape[dimension]
      switch self {
      case .periodic: sum = sum + f(x, x.roll(1, dim: dimension)).to(.float64).sum(-2, -1)
      case .free where size > 1:
        let pairs = f(x.narrow(dimension, 0, size - 1), x.narrow(dimension, 1, size - 1))
        sum = sum + pairs.to(.float64).sum(-2, -1)
      case .free: break
      }
    }
    return sum
  }

  func check(height: Int, width: Int, coupling: Double, temperature: Double, _ caller: Caller) {
    let least = self == .periodic ? 3 : 1
    if height < least || width < least {
      caller.fail(
        "a grid of \(height) × \(width) is too small: at least \(least) × \(least)"
          + (self == .periodic ? " where the edges are neighbours" : ""))
    }
    if !coupling.isFinite { caller.fail("coupling must be finite, and is \(coupling)") }
    if !(temperature > 0 && temperature < .infinity) {
      caller.fail("temperature must be positive, and is \(temperature)")
    }
  }
}

@_extern(c, "ck_lattice_blocks") func ck_lattice_blocks(_ lattice: UnsafeRawPointer) -> Int
@_extern(c, "ck_lattice_ising") func ck_lattice_ising(
  _ lattice: UnsafeRawPointer, _ sweeps: Int, _ field: UnsafeRawPointer, _ spins: UnsafeMutableRawPointer)
@_extern(c, "ck_lattice_potts") func ck_lattice_potts(
  _ lattice: UnsafeRawPointer, _ sweeps: Int, _ states: Int, _ weights: UnsafeRawPointer,
  _ spins: UnsafeMutableRawPointer)
