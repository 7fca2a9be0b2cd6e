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

  /// Takes from the generator what `sweeps` sweeps need.
  mutating func take(sweeps: Int, from generator: Generator) {
    seed = generator.seed
    offset = generator.offset
    generator.offset &+= UInt64(ck_lattice_blocks(&self)) &* UInt64(sweeps)
  }
}

extension LatticeBoundary {
  /// For each site the sum of `f` over the neighbour below and the one to the right, so that each pair of neighbours
  /// counts once:
  /// `(…, height, width)` in, `(…)` out.
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

  func check(
    _ model: String, height: Int, width: Int, coupling: Double, temperature: Double, _ file: StaticString, _ line: UInt
  ) {
    let least = self == .periodic ? 3 : 1
    if height < least || width < least {
      fail(
        "\(model): a grid of \(height) × \(width) is too small: at least \(least) × \(least)"
          + (self == .periodic ? " where the edges are neighbours" : ""), file: file, line: line)
    }
    if !coupling.isFinite { fail("\(model): coupling must be finite, and is \(coupling)", file: file, line: line) }
    if !(temperature > 0 && temperature < .infinity) {
      fail("\(model): temperature must be positive, and is \(temperature)", file: file, line: line)
    }
  }
}

@_extern(c, "ck_lattice_blocks") func ck_lattice_blocks(_ lattice: UnsafeRawPointer) -> Int
@_extern(c, "ck_lattice_ising") func ck_lattice_ising(
  _ lattice: UnsafeRawPointer, _ sweeps: Int, _ field: UnsafeRawPointer, _ spins: UnsafeMutableRawPointer)
@_extern(c, "ck_lattice_potts") func ck_lattice_potts(
  _ lattice: UnsafeRawPointer, _ sweeps: Int, _ states: Int, _ weights: UnsafeRawPointer,
  _ spins: UnsafeMutableRawPointer)
