import NotebookDisplay
import Tensors

extension LatentDirichletAllocation: Displayable, CustomStringConvertible {
  /// The most probable words of a topic. Traps where there is no such topic, or the vocabulary has another number of words.
  public func topWords(
    of topic: Int, count: Int = 10, vocabulary: [String]? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Table {
    if !(0..<topics.shape[0]).contains(topic) {
      fail("topWords: topic \(topic) of \(topics.shape[0]): the first is 0", file: file, line: line)
    }
    let names = names(vocabulary, file, line)
    return Table(columns: ["word", "probability"], rows: best(topic, count).map { [names($0), $1] })
  }

  /// The most probable words of all topics, a column for each.
  public func topWords(
    count: Int = 10, vocabulary: [String]? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Table {
    let names = names(vocabulary, file, line)
    let columns = (0..<topics.shape[0]).map { best($0, count).map { names($0.word) } }
    return Table(
      columns: columns.indices.map { "topic \($0)" },
      rows: (0..<(columns.first?.count ?? 0)).map { row in columns.map { $0[row] } })
  }

  private func best(_ topic: Int, _ count: Int) -> [(word: Int, probability: Double)] {
    let (values, indices) = topics[topic].topk(min(max(count, 1), topics.shape[1]))
    return zip(indices.scalars, values.scalars).map { (Int($0), $1) }
  }

  private func names(_ given: [String]?, _ file: StaticString, _ line: UInt) -> (Int) -> String {
    Self.check(documentPrior, topicPrior, given, topics.shape[1], file, line)
    let words = given ?? vocabulary
    return { words?[$0] ?? "word \($0)" }
  }

  public var description: String { topWords().mimeBundle.plainText }
  public var mimeBundle: MIMEBundle { topWords().mimeBundle }
}
