import Glibc
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

@Suite struct MarkovRandomFieldTests {
  private let names = ["a", "b", "c", "d"].map { DiscreteVariable($0, ["0", "1"]) }

  /// Four that disagree in a ring (Koller and Friedman, 2009, figure 4.1): the classical misconception.
  private func ring() -> MarkovRandomField {
    let (a, b, c, d) = (names[0], names[1], names[2], names[3])
    return MarkovRandomField([
      .potential(a, b, [[30, 5], [1, 10]]), .potential(b, c, [[100, 1], [1, 100]]),
      .potential(c, d, [[1, 100], [100, 1]]), .potential(d, a, [[100, 1], [1, 100]]),
    ])
  }

  @Test("the ring's partition function and marginals are the book's")
  func book() {
    // Z = 7201840 and P(b = 1 | c = 0) ≈ 0.06 in the book; the sums by hand, over the sixteen products.
    #expect(abs(ring().logPartitionFunction() - log(7_201_840)) < 1e-12)
    #expect(abs(ring().probability(of: names[1])["1"] - 5_301_510 / 7_201_840) < 1e-12)
    #expect(abs(ring().probability(of: names[1], given: [names[2]: "0"])["1"] - 101_010 / 1_701_110) < 1e-12)
    let best = ring().mostProbableExplanation()
    #expect(best.values == [names[0]: "0", names[1]: "1", names[2]: "1", names[3]: "0"])
    #expect(abs(best.probability - 5_000_000 / 7_201_840) < 1e-12)
  }

  @Test("variables are independent where the known ones cut all ways between them")
  func separation() {
    #expect(!ring().areIndependent(names[0], names[2]))
    #expect(!ring().areIndependent(names[0], names[2], given: [names[1]]))
    #expect(ring().areIndependent(names[0], names[2], given: [names[1], names[3]]))
  }

  @Test("Gibbs samples have the exact marginals")
  func sampling() {
    let (a, b) = (names[0], names[1])
    let field = MarkovRandomField([
      .potential(a, [1, 2]), .potential(a, b, [[3, 1], [1, 3]]), .potential(b, names[2], [[2, 1], [1, 2]]),
    ])
    let samples = field.sample(8_000, sweeps: 20, generator: Generator(seed: 1))
    for variable in names[..<3] {
      let exact = field.probability(of: variable)["1"]
      #expect(abs(samples.probability(of: variable)["1"] - exact) < 4 * (exact * (1 - exact) / 8_000).squareRoot())
    }
  }

  @Test("it shows its neighbours, and lines without arrows")
  func display() {
    #expect(ring().description.hasPrefix("a (0, 1) — b, d\nb (0, 1) — a, c\n"))
    #expect(ring().svg.contains("Markov random field</title>") && !ring().svg.contains("Z\""))
  }

  @Test("a wrong potential ends the program with the reason")
  func failures() async {
    expectFailure(
      "φ(a, b) needs 2 × 2 numbers, and has rows of 2",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MarkovRandomField([.potential(DiscreteVariable("a"), DiscreteVariable("b"), [[1, 2]])])
      })
    expectFailure(
      "φ(a) is -1.0: a potential is finite and not negative",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MarkovRandomField([.potential(DiscreteVariable("a"), [1, -1])])
      })
  }
}
