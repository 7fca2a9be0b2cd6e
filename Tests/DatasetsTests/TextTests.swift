import Datasets
import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct TextTests {
  private let folder = TemporaryFolder()

  @Test("the library's own text is long, plain English")
  func own() {
    let text = Datasets.text()
    #expect(text.count > 50_000 && text.text.hasSuffix("\n") && !text.text.contains("\\"))
    let tokenizer = CharacterTokenizer(text)
    #expect((50...75).contains(tokenizer.vocabularySize))
    #expect(tokenizer.characters.filter { !$0.isASCII }.isEmpty)
    #expect(tokenizer.decode(tokenizer.encode(text.text)) == text.text)
    let (train, test) = text.split(test: 0.1)
    #expect(train.text + test.text == text.text && abs(test.count * 10 - text.count) < 10)
  }

  @Test("a file is read where it is UTF-8, and the place named where it is not")
  func files() throws {
    let corpus = try TextCorpus(contentsOf: folder.write([0xEF, 0xBB, 0xBF] + Array("Grüße\n".utf8)))
    #expect(corpus.text == "Grüße\n" && corpus.description == "\(folder.path)/file: 6 characters")
    expectRefusal("line 2, column 3: the byte 252 is not UTF-8") {
      try TextCorpus(contentsOf: folder.write(Array("é\nGr".utf8) + [0xFC, 0x20]))
    }
    expectRefusal("is empty") { try TextCorpus(contentsOf: folder.write([])) }
    expectRefusal("can't be opened") { try TextCorpus(contentsOf: "\(folder.path)/none") }
  }

  @Test("windows are followed by the next token at each place")
  func windows() {
    let data = TextDataset(Tensor.arange(10), contextLength: 4)
    #expect(data.sampleCount == 6)
    #expect(data[5].0.scalars == [5, 6, 7, 8] && data[5].1.scalars == [6, 7, 8, 9])
    let (x, y) = data.batch(Tensor([0, 3], dtype: .int64))
    #expect(x.shape == [2, 4] && x.scalars == [0, 1, 2, 3, 3, 4, 5, 6] && y.equal(x + 1) && x.dtype == .int64)
    let strided = TextDataset(Tensor.arange(10), contextLength: 3, stride: 3)
    #expect(DataLoader(strided, batchSize: 2).map { $0.0.scalars } == [[0, 1, 2, 3, 4, 5], [6, 7, 8]])
    let (a, b) = data.randomBatch(50, generator: Generator(seed: 1))
    #expect(a.shape == [50, 4] && b.equal(a + 1) && a.max().item() == 8.0 && a.min().item() == 0.0)
  }

  @Test("unknown characters and tokens end the program, and are named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CharacterTokenizer("abc").encode("aβ\n", file: "Cell1/page.md", line: 12)
      },
      "CharacterTokenizer: ‘\\n’, ‘β’ are not among the 3 characters of the vocabulary; the first stands at position 1")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CharacterTokenizer("abc").decode(Tensor([0, 3], dtype: .int64), file: "Cell1/page.md", line: 12)
      }, "CharacterTokenizer: tokens are in 0..<3, and the one at [1] is 3")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CharacterTokenizer("abc").token(3, file: "Cell1/page.md", line: 12)
      }, "CharacterTokenizer: tokens are in 0..<3, and 3 is none")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = CharacterTokenizer("abc").decode(Tensor([0, 1]), file: "Cell1/page.md", line: 12)
      }, "CharacterTokenizer: tokens are a vector of int64, such as .long() makes, not float32 of shape [2]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TextDataset(Tensor.arange(4), contextLength: 4, file: "Cell1/page.md", line: 12)
      }, "TextDataset: 4 tokens are too few for a context of 4 and the token behind it")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BytePairTokenizer.train(on: "abc", vocabularySize: 100, file: "Cell1/page.md", line: 12)
      }, "BytePairTokenizer: vocabularySize must be in 256...1048576")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BytePairTokenizer(merges: [.init(left: 97, right: 256)], file: "Cell1/page.md", line: 12)
      }, "BytePairTokenizer: merge 0 is of 97 and 256, but only tokens below 256 are made before it")
  }
}

@Suite struct BytePairTokenizerTests {
  private let folder = TemporaryFolder()

  @Test("the merges of “aaabdaaabac” are aa, ab, aaab")
  func known() {
    // The example of the article on byte-pair encoding: aaabdaaabac, ZabdZabac, ZYdZYac, XdXac.
    let tokenizer = BytePairTokenizer.train(on: "aaabdaaabac", vocabularySize: 1000)
    #expect(tokenizer.merges == [.init(left: 97, right: 97), .init(left: 97, right: 98), .init(left: 256, right: 257)])
    #expect(tokenizer.vocabularySize == 259 && tokenizer.token(258) == "aaab")
    #expect(tokenizer.encode("aaabdaaabac").scalars == [258, 100, 258, 97, 99])
    #expect(tokenizer.decode(Tensor([258, 100], dtype: .int64)) == "aaabd")
    // What is merged first is done first: aa before ab.
    #expect(tokenizer.encode("aab").scalars == [256, 98])
  }

  @Test("words keep the space before them, and nothing is merged beyond a word")
  func words() {
    let tokenizer = BytePairTokenizer.train(on: "low low low lower lower newest 12 12", vocabularySize: 270)
    let tokens = (256..<tokenizer.vocabularySize).map(tokenizer.token)
    #expect(tokens.contains("␣low") && tokens.contains("low"))
    #expect(tokens.allSatisfy { !$0.dropFirst().contains("␣") })
    for number in tokenizer.encode("low 12 lower").scalars {
      let text = tokenizer.token(Int(number))
      #expect(!(text.contains("1") && text.contains("w")))
    }
  }

  @Test("any bytes come back as they were")
  func roundTrips() {
    let tokenizer = BytePairTokenizer.train(on: Datasets.text(), vocabularySize: 400)
    #expect(tokenizer.vocabularySize == 400)
    var random = Generator(seed: 3)
    for length in 0..<120 {
      let bytes = (0..<length).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : Array(" the, \n\t0ab".utf8).randomElement(using: &random)!
      }
      #expect(tokenizer.bytes(tokenizer.encode(bytes)) == bytes)
    }
    let long =
      String(repeating: "北京", count: 300) + String(repeating: " ", count: 500) + String(repeating: "a", count: 300)
    #expect(tokenizer.decode(tokenizer.encode(long)) == long)
    let text = "Der Käse — 北京, naïve\r\n\r\n   12.5 %  "
    #expect(tokenizer.decode(tokenizer.encode(text)) == text)
    let own = Datasets.text().prefix(2000)
    #expect(tokenizer.decode(tokenizer.encode(own)) == own && tokenizer.encode(own).elementCount < 1200)
    #expect(tokenizer.token(10) == "\\n" && tokenizer.token(0xE2) == "\\xE2")
  }

  @Test("what is saved is read again, and nothing else is read")
  func files() throws {
    let tokenizer = BytePairTokenizer.train(on: "the sea the ship the shore", vocabularySize: 262)
    let path = "\(folder.path)/merges.txt"
    try tokenizer.save(path)
    #expect(try BytePairTokenizer(contentsOf: path) == tokenizer)
    func refused(_ text: String, _ problem: String, sourceLocation: SourceLocation = #_sourceLocation) {
      expectRefusal(problem, sourceLocation: sourceLocation) {
        try BytePairTokenizer(contentsOf: folder.write(Array(text.utf8)))
      }
    }
    refused("", "the first line of a file of merges is")
    refused("#version: byte pairs 1\n97 98 99\n", "line 2, column 1: ‘97 98 99’ is not a merge")
    refused("#version: byte pairs 1\n97 98\n97 98\n", "merges 0 and 1 are both of 97 and 98")
    refused("#version: byte pairs 1\n97 300\n", "only tokens below 256 are made before it")
    refused("#version: byte pairs 1\n97 -1\n", "merge 0 is of 97 and -1")
    // Each token twice as long as the one before it.
    let bomb = (0..<60).map { $0 == 0 ? "97 97" : "\(255 + $0) \(255 + $0)" }.joined(separator: "\n")
    refused("#version: byte pairs 1\n" + bomb, "is longer than 65536 bytes")
  }
}

extension TextCorpus {
  fileprivate func prefix(_ count: Int) -> String { String(text.prefix(count)) }
}
