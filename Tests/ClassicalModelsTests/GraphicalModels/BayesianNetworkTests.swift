import Glibc
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

private let rain = DiscreteVariable("rain"), sprinkler = DiscreteVariable("sprinkler", ["off", "on"])
private let wet = DiscreteVariable("wet")

private func sprinklers() -> BayesianNetwork {
  BayesianNetwork([
    .p(wet, given: [sprinkler, rain], [[1, 0], [0.2, 0.8], [0.1, 0.9], [0.01, 0.99]]),
    .p(rain, [0.8, 0.2]),
    .p(sprinkler, given: [rain], [[0.6, 0.4], [0.99, 0.01]]),
  ])
}

/// Lauritzen and Spiegelhalter's chest clinic, 1988.
private let clinic: [DiscreteVariable] = [
  "asia", "tuberculosis", "smoking", "cancer", "bronchitis", "either", "xray", "dyspnoea",
].map { DiscreteVariable($0) }
private func chestClinic() -> BayesianNetwork {
  let v = clinic
  return BayesianNetwork([
    .p(v[0], [0.99, 0.01]),
    .p(v[1], given: [v[0]], [[0.99, 0.01], [0.95, 0.05]]),
    .p(v[2], [0.5, 0.5]),
    .p(v[3], given: [v[2]], [[0.99, 0.01], [0.9, 0.1]]),
    .p(v[4], given: [v[2]], [[0.7, 0.3], [0.4, 0.6]]),
    .p(v[5], given: [v[1], v[3]], [[1, 0], [0, 1], [0, 1], [0, 1]]),
    .p(v[6], given: [v[5]], [[0.95, 0.05], [0.02, 0.98]]),
    .p(v[7], given: [v[4], v[5]], [[0.9, 0.1], [0.3, 0.7], [0.2, 0.8], [0.1, 0.9]]),
  ])
}

/// Every assignment with its probability, by multiplying the tables.
private func enumerated(_ network: BayesianNetwork) -> [(values: [DiscreteVariable: String], p: Double)] {
  var all: [(values: [DiscreteVariable: String], p: Double)] = [([:], 1)]
  for variable in network.variables {
    all = all.flatMap { entry in
      variable.values.map { value in (entry.values.merging([variable: value]) { a, _ in a }, 1.0) }
    }
  }
  return all.map { entry in
    let p = network.tables.reduce(1.0) { product, table in
      let row = table.parents.reduce(0) { $0 * $1.values.count + $1.values.firstIndex(of: entry.values[$1]!)! }
      return product * table.rows[row][table.variable.values.firstIndex(of: entry.values[table.variable]!)!]
    }
    return (entry.values, p)
  }
}

@Suite struct BayesianNetworkTests {
  @Test("the sprinkler's textbook numbers")
  func textbook() {
    // P(rain | wet) = 0.16038 / 0.44838 (closed form).
    let network = sprinklers()
    let table = network.probability(of: rain, given: [wet: "yes"])
    #expect(abs(table["yes"] - 0.16038 / 0.44838) < 1e-12)
    #expect(abs(network.probability(ofEvidence: [wet: "yes"]) - 0.44838) < 1e-12)
    #expect(abs(network.probability(ofEvidence: [wet: "yes", rain: "no"]) - 0.288) < 1e-12)
    let best = network.mostProbableExplanation(given: [wet: "yes"])
    #expect(best.values == [wet: "yes", rain: "no", sprinkler: "on"] && abs(best.probability - 0.288) < 1e-12)
  }

  @Test("every marginal, joint and explanation of the chest clinic is what enumeration gives")
  func enumeration() {
    let network = chestClinic()
    let all = enumerated(network)
    #expect(abs(network.probability(of: clinic[6])["yes"] - 0.11029) < 1e-5)
    #expect(abs(network.probability(of: clinic[7])["yes"] - 0.43597) < 1e-5)
    let evidence: [DiscreteVariable: String] = [clinic[0]: "yes", clinic[7]: "yes"]
    let given = all.filter { entry in evidence.allSatisfy { entry.values[$0.key] == $0.value } }
    let total = given.reduce(0) { $0 + $1.p }
    #expect(abs(network.probability(ofEvidence: evidence) - total) < 1e-14)
    for variable in clinic where evidence[variable] == nil {
      let table = network.probability(of: variable, given: evidence)
      let expected = given.filter { $0.values[variable] == "yes" }.reduce(0) { $0 + $1.p } / total
      #expect(abs(table["yes"] - expected) < 1e-12)
    }
    let joint = network.probability(of: [clinic[4], clinic[3], clinic[2]], given: evidence)
    for (b, c, s) in [("no", "yes", "yes"), ("yes", "no", "no")] {
      let expected =
        given.filter { $0.values[clinic[4]] == b && $0.values[clinic[3]] == c && $0.values[clinic[2]] == s }
        .reduce(0) { $0 + $1.p } / total
      #expect(abs(joint[b, c, s] - expected) < 1e-12)
    }
    #expect(abs(joint.marginal(clinic[2])["yes"] - network.probability(of: clinic[2], given: evidence)["yes"]) < 1e-12)
    #expect(joint.tensor.shape == [2, 2, 2] && abs(joint.tensor.sum().item() - 1) < 1e-12)
    let best = network.mostProbableExplanation(given: evidence)
    let expected = given.max { $0.p < $1.p }!
    #expect(best.values == expected.values && abs(best.probability - expected.p) < 1e-15)
  }

  @Test("random networks agree with enumeration")
  func random() {
    var generator = Generator(seed: 5)
    for _ in 0..<10 {
      let variables = (0..<6).map { DiscreteVariable("v\($0)", (0..<($0 % 3 + 2)).map(String.init)) }
      let network = BayesianNetwork(
        variables.enumerated().map { place, variable in
          let parents = variables[..<place].filter { _ in Bool.random(using: &generator) }.suffix(3)
          let count = parents.reduce(1) { $0 * $1.values.count }
          return .p(
            variable, given: Array(parents),
            (0..<count).map { _ in
              let row = variable.values.map { _ in Double.random(in: 0.01...1, using: &generator) }
              return row.map { $0 / row.reduce(0, +) }
            })
        })
      let all = enumerated(network)
      let asked = variables[0], known = variables[5]
      let given = all.filter { $0.values[known] == "1" }
      let expected = given.filter { $0.values[asked] == "1" }.reduce(0) { $0 + $1.p } / given.reduce(0) { $0 + $1.p }
      #expect(abs(network.probability(of: asked, given: [known: "1"])["1"] - expected) < 1e-12)
      let best = network.mostProbableExplanation()
      #expect(abs(best.probability - all.map(\.p).max()!) < 1e-14)
    }
  }

  @Test("d-separation: chains and forks are cut by what is known, colliders opened")
  func separation() {
    let network = chestClinic(), v = clinic
    #expect(network.areIndependent(v[0], v[2]))
    #expect(!network.areIndependent(v[0], v[6]) && network.areIndependent(v[0], v[6], given: [v[1]]))
    #expect(!network.areIndependent(v[3], v[4]) && network.areIndependent(v[3], v[4], given: [v[2]]))
    #expect(network.areIndependent(v[1], v[3]) && !network.areIndependent(v[1], v[3], given: [v[5]]))
    #expect(!network.areIndependent(v[1], v[3], given: [v[6]]))
    #expect(!network.areIndependent(v[0], v[2], given: [v[7]]))
    // What d-separation says holds in the numbers.
    let joint = network.probability(of: [v[3], v[4]], given: [v[2]: "yes"])
    let product = joint.marginal(v[3])["yes"] * joint.marginal(v[4])["yes"]
    #expect(abs(joint["yes", "yes"] - product) < 1e-12)
  }

  @Test("samples have the network's probabilities, and evidence weighs them")
  func sampling() {
    let network = sprinklers()
    let samples = network.sample(20_000, generator: Generator(seed: 1))
    #expect(abs(samples.probability(of: wet)["yes"] - 0.44838) < 0.012)
    #expect(samples[rain].count == 20_000 && Set(samples[sprinkler]) == ["off", "on"])
    let weighted = network.likelihoodWeighting(20_000, given: [wet: "yes"], generator: Generator(seed: 2))
    #expect(abs(weighted.probability(of: rain)["yes"] - 0.16038 / 0.44838) < 0.02)
    #expect(weighted.probability(of: wet)["yes"] == 1)
  }

  @Test("tables fitted to data are smoothed counts, and of many samples the tables themselves")
  func fitting() {
    let data = DiscreteSamples([rain, wet], [["no", "no"], ["no", "no"], ["no", "yes"], ["yes", "yes"]])
    let fit = BayesianNetwork.fit(data, structure: [rain: [], wet: [rain]])
    #expect(
      fit.tables[0].rows == [[4.0 / 6, 2.0 / 6]] && fit.tables[1].rows == [[3.0 / 5, 2.0 / 5], [1.0 / 3, 2.0 / 3]])
    let exact = BayesianNetwork.fit(data, structure: [rain: [], wet: [rain]], smoothing: 0)
    #expect(exact.tables[1].rows == [[2.0 / 3, 1.0 / 3], [0, 1]])
    // ln of 3/4³ · 1/4 · 2/3² · 1/3
    #expect(abs(exact.logLikelihood(data) - log(27.0 / 64 / 4 * 4 / 9 / 3)) < 1e-12)
    let network = sprinklers()
    let samples = network.sample(40_000, generator: Generator(seed: 4))
    let learned = BayesianNetwork.fit(samples, structure: [wet: [sprinkler, rain], rain: [], sprinkler: [rain]])
    for (a, b) in zip(learned.tables, network.tables) {
      // Rain and the sprinkler together are seen 80 times only.
      for (x, y) in zip(a.rows.joined(), b.rows.joined()) { #expect(abs(x - y) < 0.04) }
    }
    #expect(learned.logLikelihood(samples) > network.logLikelihood(samples) - 1)
  }

  @Test("it shows itself: the graph, its tables, its beliefs")
  func display() {
    let network = sprinklers()
    #expect(
      network.description == """
        wet (no, yes) ← sprinkler, rain
        rain (no, yes)
        sprinkler (off, on) ← rain
        """)
    #expect(network.svg.contains("Bayesian network</title>") && network.mimeBundle.text(.svg) == network.svg)
    let table = network.table(of: wet)
    #expect(table.columns == ["sprinkler", "rain", "wet = no", "wet = yes"])
    #expect(table.rows[2] == ["on", "no", "0.10", "0.90"])
    let beliefs = network.beliefs(given: [wet: "yes"])
    #expect(beliefs.description == "wet: yes (given)\nrain: no 64.2 %\nsprinkler: on 64.7 %")
    #expect(beliefs.svg.contains("yes (given)"))
    #expect(network.probability(of: rain, given: [wet: "yes"]).title == "P(rain | wet = yes)")
    #expect(network.probability(of: rain, given: [wet: "yes"]).mode == [rain: "no"])
  }

  @Test("a wrong network ends the program with the reason")
  func wrongNetworks() async {
    expectFailure(
      "the arrows go round in a circle, a → b → c → a:",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let a = DiscreteVariable("a"), b = DiscreteVariable("b"), c = DiscreteVariable("c")
        let rows = [[0.5, 0.5], [0.5, 0.5]]
        _ = BayesianNetwork([.p(a, given: [c], rows), .p(b, given: [a], rows), .p(c, given: [b], rows)])
      })
    expectFailure(
      "P(b | a), row 1 (a = yes) sums to 0.9, not 1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let a = DiscreteVariable("a"), b = DiscreteVariable("b")
        _ = BayesianNetwork([.p(a, [0.5, 0.5]), .p(b, given: [a], [[0.5, 0.5], [0.5, 0.4]])])
      })
    expectFailure(
      "P(b | a) has 1 rows and needs 2, one for each combination of its parents' values (a 2)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let a = DiscreteVariable("a"), b = DiscreteVariable("b")
        _ = BayesianNetwork([.p(a, [0.5, 0.5]), .p(b, given: [a], [[0.5, 0.5]])])
      })
  }

  @Test("a wrong question ends the program with the reason")
  func wrongQuestions() async {
    expectFailure(
      "probability: there is no variable ‘rian’: did you mean ‘rain’?",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = sprinklers().probability(of: DiscreteVariable("rian"))
      })
    expectFailure(
      "probability: rain has no value ‘yse’: did you mean ‘yes’?",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = sprinklers().probability(of: wet, given: [rain: "yse"])
      })
    expectFailure(
      "probability: what is given has probability 0 (rain = no, sprinkler = off, wet = yes)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let other = DiscreteVariable("other")
        let network = BayesianNetwork(sprinklers().tables + [.p(other, given: [wet], [[0.5, 0.5], [0.5, 0.5]])])
        _ = network.probability(of: other, given: [wet: "yes", sprinkler: "off", rain: "no"])
      })
    expectFailure(
      "the exact answer needs a table of 30 variables together",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let all = (0..<30).map { DiscreteVariable("v\($0)") }
        _ = BayesianNetwork(all.map { .p($0, [0.5, 0.5]) }).probability(of: all)
      })
  }
}
