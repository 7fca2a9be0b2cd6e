import Datasets
import Tensors
import TestSupport
import Testing

@Suite struct TopicsTests {
  @Test("documents are counted words of topics that are told")
  func generated() throws {
    let corpus = Datasets.topics(documents: 60, topics: 4, meanLength: 50, generator: Generator(seed: 2))
    let truth = try #require(corpus.truth)
    #expect(corpus.counts.shape == [60, corpus.vocabulary.count] && corpus.documents.count == 60)
    #expect(truth.names == ["cooking", "sea", "football", "astronomy"])
    #expect(truth.topics.shape == [4, corpus.vocabulary.count] && truth.proportions.shape == [60, 4])
    expectClose(truth.topics.sum(dim: 1), [1, 1, 1, 1], within: 1e-6)
    expectClose(truth.proportions.sum(dim: 1), [Double](repeating: 1, count: 60), within: 1e-6)
    let lengths = corpus.counts.sum(dim: 1)
    #expect(abs(lengths.mean().item() - 50) < 4)
    // The counts are those of the texts.
    let again = WordCounts(corpus.documents, stopWords: [], minimumCount: 1)
    #expect(again.counts.sum().item() == lengths.sum().item() as Double)
    let goal = try #require(again.vocabulary.firstIndex(of: "goal"))
    let column = try #require(corpus.vocabulary.firstIndex(of: "goal"))
    #expect(again.counts.select(1, goal).equal(corpus.counts.select(1, column)))
    // What is mostly about the sea has the sea's words.
    let mostlySea = truth.proportions.select(1, 1).scalars.enumerated().max { $0.element < $1.element }!.offset
    #expect(corpus.documents[mostlySea].contains("ship") && corpus.documents[mostlySea].contains("wave"))
    let same = Datasets.topics(documents: 60, topics: 4, meanLength: 50, generator: Generator(seed: 2))
    #expect(same.documents == corpus.documents && same.counts.equal(corpus.counts))
  }

  @Test("words are in small letters, without stop words and rare ones")
  func counting() {
    let counts = WordCounts(["The sea is calm. A CALM sea!", "Don’t drink the sea, sailor's friend.", "42 × x"])
    #expect(counts.vocabulary == ["calm", "sea"])
    #expect(counts.counts.scalars == [2, 2, 0, 1, 0, 0] && counts.counts.shape == [3, 2])
    let all = WordCounts(["Don’t drink the sea, sailor's friend'"], stopWords: [], minimumCount: 1)
    #expect(all.vocabulary == ["don't", "drink", "friend", "sailor's", "sea", "the"])
    #expect(counts.description == "3 documents, 5 words of a vocabulary of 2")
    #expect(counts.mimeBundle.text(.html)?.contains("<td>sea</td>") == true)
  }

  @Test("other documents are counted by the words that are known")
  func otherDocuments() {
    let films = WordCounts(["a good film", "a bad film, bad, bad"], minimumCount: 1)
    #expect(films.vocabulary == ["bad", "film", "good"])
    #expect(films.counts(of: ["Good, good play", "", "FILM"]).equal(Tensor([[0, 0, 2], [0, 0, 0], [0, 1, 0]])))
    #expect(films.counts(of: films.documents).equal(films.counts) && films.counts(of: []).shape == [0, 3])
  }

  @Test("texts without a word, and topics that there are not, end the program")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = WordCounts(["the sea", "the ship"], file: "Cell1/page.md", line: 12)
      }, "WordCounts: none of the 2 words of 2 documents is there at least 2 times")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Datasets.topics(topics: 9, file: "Cell1/page.md", line: 12)
      }, "topics: topics must be in 2...8, and is 9")
  }
}
