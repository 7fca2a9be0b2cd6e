import NotebookDisplay
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

@Suite struct LatentDirichletAllocationTests {
  /// d, w = np.mgrid[0:12, 0:10]
  /// c = ((d * 7 + w * 5 + d * w) % 11 % 4 * ((d % 3) == (w % 3)) + ((d + w) % 5 == 0)).astype(float)
  private func counts() -> Tensor {
    Tensor(
      (0..<12).map { d in
        (0..<10).map { w in
          (d * 7 + w * 5 + d * w) % 11 % 4 * (d % 3 == w % 3 ? 1 : 0) + ((d + w) % 5 == 0 ? 1 : 0)
        }
      }, dtype: .float64)
  }

  // lda = LatentDirichletAllocation(3, learning_method="batch", max_iter=6), whose _init_latent_vars is made to set
  // components_ = 1 + 0.1 * np.sin(k * 10 + w) for k, w = np.mgrid[0:3, 0:10], and exp_dirichlet_component_ by that, and
  // whose _e_step
  // is made to begin with documents of ones, as its transform does. lda.fit(c).components_, lda.transform(c)[:3],
  // lda.perplexity(c)
  @Test("from a given start the topics are scikit-learn's")
  func golden() {
    let start =
      Tensor((0..<3).map { k in (0..<10).map { Double($0) + 10 * Double(k) } }, dtype: .float64).sin() * 0.1 + 1
    let model = LatentDirichletAllocation.fit(counts(), topics: 3, start: start, maxIterations: 6, tolerance: 0)
    let topics = [
      [
        0.34728463269, 6.211379625345, 0.334807869473, 4.128338769754, 4.42190674458, 0.334475292613, 1.159460026847,
        2.657127717895, 1.230033332473, 4.785265914308,
      ],
      [
        2.306392184728, 0.333946851545, 6.29604116694, 1.237495270275, 1.405062884926, 7.253402933904, 0.334114490093,
        0.372160893017, 7.432209668627, 2.223098799834,
      ],
      [
        4.346323182582, 0.45467352311, 1.369150963586, 1.634165959972, 2.173030370493, 0.412121773482, 5.50642548306,
        6.970711389088, 0.337756998901, 1.991635285858,
      ],
    ]
    #expect(model.topicParameters!.allclose(Tensor(topics, dtype: .float64), rtol: 1e-8))
    let shares = [
      [0.103921875507, 0.771853062635, 0.124225061858], [0.89677861091, 0.048548709805, 0.054672679285],
      [0.072243670374, 0.868564612156, 0.05919171747],
    ]
    #expect(model.transform(counts())[..<3].allclose(Tensor(shares, dtype: .float64), rtol: 1e-8))
    #expect(model.documentTopics!.equal(model.transform(counts())))
    #expect(abs(model.perplexity(counts()) - 14.445729575759785) < 1e-8)
  }

  /// Three topics of a third of the words each.
  private func truth() -> LatentDirichletAllocation {
    let rows = (0..<3).map { k in (0..<30).map { $0 / 10 == k ? 0.09 : 0.005 } }
    return LatentDirichletAllocation(
      topics: Tensor(rows, dtype: .float64), documentPrior: 0.2, vocabulary: (0..<30).map { "w\($0)" })
  }

  @Test("topics that made documents are found again")
  func recovery() {
    let (documents, shares) = truth().sample(documents: 150, words: 80, generator: Generator(seed: 1))
    #expect(documents.sum(1).scalars.allSatisfy { $0 == 80 })
    #expect((shares.sum(1) - 1).abs().max().item() < 1e-12)
    // The mean share of three equal topics is a third, its variance (1/3 · 2/3) / (3 · 0.2 + 1).
    #expect(abs(shares[.all, 0].mean().item() - 1.0 / 3) < 4 * (0.1389 / 150.0).squareRoot())
    let fit = LatentDirichletAllocation.fit(
      documents, topics: 3, vocabulary: truth().vocabulary, generator: Generator(seed: 2))
    for k in 0..<3 {
      let best = Set(fit.topWords(of: k).rows.map { $0[0] })
      #expect((0..<3).contains { truth in best == Set((0..<10).map { "w\(truth * 10 + $0)" }) })
    }
    let history = fit.boundHistory
    #expect(fit.hasConverged && zip(history, history.dropFirst()).allSatisfy { $1 > $0 - 1e-3 * abs($0) })
    // Known topics explain new documents as well as fitted ones, and better than shuffled ones.
    let (new, newShares) = truth().sample(documents: 50, words: 80, generator: Generator(seed: 3))
    #expect(truth().perplexity(new) < 30 && fit.perplexity(new) < 40)
    #expect((truth().transform(new) - newShares).abs().mean().item() < 0.06)
  }

  @Test("fits depend on the seed, and not on the number of threads")
  func determinism() {
    let threads = getNumThreads()
    let first = LatentDirichletAllocation.fit(counts(), topics: 3, generator: Generator(seed: 5))
    setNumThreads(1)
    let second = LatentDirichletAllocation.fit(counts(), topics: 3, generator: Generator(seed: 5))
    setNumThreads(threads)
    #expect(first.topics.equal(second.topics))
  }

  @Test("a document without words has the prior's topics")
  func empty() {
    #expect(truth().transform(Tensor.zeros(1, 30)).allclose(Tensor.full([1, 3], 1.0 / 3, dtype: .float64)))
  }

  @Test("it shows the best words of each topic")
  func display() {
    let words = truth().topWords(count: 2)
    #expect(words.columns == ["topic 0", "topic 1", "topic 2"] && words.rows[0].count == 3)
    #expect(truth().topWords(of: 1, count: 3).columns == ["word", "probability"])
    #expect(truth().mimeBundle.text(.html)!.contains("topic 2"))
  }

  @Test("wrong counts end the program with the reason")
  func failures() async {
    expectFailure(
      "LatentDirichletAllocation.fit: document 1 has word 0 -1.0 times: counts are not negative",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LatentDirichletAllocation.fit(Tensor([[1, 2], [-1, 3]]), topics: 2)
      })
    expectFailure(
      "the vocabulary has 1 words, and the columns are 2",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LatentDirichletAllocation.fit(Tensor([[1, 2], [1, 3]]), topics: 2, vocabulary: ["a"])
      })
  }
}
