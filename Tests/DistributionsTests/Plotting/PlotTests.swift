import Distributions
import NotebookDisplay
import Tensors
import Testing

@Suite struct PlotTests {
  private func count(_ piece: String, in text: String) -> Int {
    text.split(separator: piece, omittingEmptySubsequences: false).count - 1
  }

  @Test("a distribution shows itself as its parameters and a picture")
  func display() {
    let bundle = MIMEBundle(showing: Normal(0, 1))
    #expect(bundle.plainText == "Normal(loc: 0, scale: 1)")
    let svg = bundle.text(.svg) ?? ""
    #expect(svg.contains("Normal(loc: 0, scale: 1)") && svg.contains("p(x)"))
    #expect("\(Normal(0, 1).plot())".contains("1 band"))
  }

  @Test("masses are stems, one for each value")
  func stems() {
    let text = "\(Binomial(4, 0.5).plot())"
    #expect(text.contains("5 stems"), "\(text)")
    #expect("\(Poisson([1, 4]).plot())".contains("2 lines"))
    #expect("\(Binomial(0, 0.5).plot())".contains("bar") && "\(Bernoulli(0.5).plot())".contains("2 bars"))
  }

  @Test("a batch has a legend of what differs, and is drawn as far as eight")
  func batches() {
    let svg = Normal([0, 1, 2], 0.5).plot().svg
    #expect(svg.contains("loc 2") && !svg.contains("scale 0.5"))
    #expect("\(Exponential(Tensor.arange(1, 30).float()).plot())".contains("8 lines"))
    #expect("\(Normal(Tensor.zeros(0), 1).plot())" != "")
  }

  @Test("masses of a batch at few places are bars beside each other")
  func groups() {
    let text = "\(Bernoulli([0.2, 0.7]).plot())"
    #expect(text.contains("2 series of bars, 2 bars each"), "\(text)")
    let svg = Bernoulli([0.2, 0.7]).plot().svg
    #expect(svg.contains("probs 0.7") && !svg.contains("0.25<"))
    #expect("\(Categorical([[0.2, 0.5, 0.3], [0.5, 0.1, 0.4]]).plot())".contains("2 series of bars, 3 bars each"))
  }

  @Test("a mixture is drawn as far as each of its parts, however narrow another is")
  func mixtures() {
    func drawsWide(_ mixture: some Distribution) -> Bool {
      let text = "\(mixture.plot())"
      let start = text.firstRange(of: /x −[23]\.?\d*…[45]\.?\d*/)
      return start != nil
    }
    #expect(drawsWide(Mixture([0.1, 0.9], [Normal(0, 1), Normal(4, 0.2)])))
    #expect(drawsWide(Mixture([0.1, 0.9], Normal([0, 4], [1, 0.2]))))
    #expect(drawsWide(Mixture([0.1, 0.9], [Normal(0, 1), Uniform(4, 5)])))
  }

  @Test("every kind of distribution has a picture, also those without moments, with poles, and of vectors")
  func kinds() {
    let plane = MultivariateNormal([0, 0], covariance: [[2, 1], [1, 3]])
    let all: [any Distribution] = [
      StudentT(0.5), Beta(0.1, 0.1), Gamma(0.3, 1), Uniform(-1e-9, 1e-9), Normal(1e9, 1e-3), LogNormal(0, 5),
      Poisson(0), Poisson(1e9),
      Geometric(1), Categorical([1]), plane, MultivariateNormal([0, 0, 1], covariance: Tensor.eye(3)),
      Mixture([1, 1], [plane, plane]),
      MultivariateNormal([[0, 0], [3, 3]], covariance: [[1, 0], [0, 1]]),
      Mixture([0.3, 0.7], [Poisson(2), Geometric(0.5)]),
    ]
    for d in all {
      let svg = d.plot().svg
      #expect(svg.hasPrefix("<svg") && !svg.contains("nan") && !svg.contains("inf"), "\(d)")
    }
  }
}
