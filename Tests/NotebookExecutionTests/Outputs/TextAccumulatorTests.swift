import Testing

@testable import NotebookExecution

@Suite("Text as a terminal leaves it")
struct TextAccumulatorTests {
  private func text(_ pieces: [String]) -> String {
    var accumulator = TextAccumulator()
    for piece in pieces { accumulator.append(Array(piece.utf8)[...]) }
    return accumulator.text
  }

  @Test(
    "a carriage return takes the line back to its start, and only ends it before a line feed",
    arguments: [
      ("a\rb\n", "b\n"), ("a\r\nb", "a\nb"), ("10 %\r20 %\r30 %", "30 %"), ("long line\rab", "ab"), ("a\r", "a"),
      ("\r\r\rx", "x"),
      ("one\ntwo\rthree\n", "one\nthree\n"), ("a\r\r\nb", "a\nb"), ("", ""), ("né\r😀", "😀"), ("\n\ra", "\na"),
    ])
  func carriageReturns(written: String, left: String) {
    #expect(text([written]) == left)
    #expect(text(written.map(String.init)) == left)
    #expect(text(written.unicodeScalars.map { String($0) }) == left)
  }

  @Test("a character that comes in pieces is whole")
  func pieces() {
    var accumulator = TextAccumulator()
    for byte in Array("x→😀".utf8) { accumulator.append([byte]) }
    #expect(accumulator.text == "x→😀")
    #expect(accumulator.count == 8 && !accumulator.isEmpty)
  }

  @Test("a slice that does not begin at zero is taken as it is")
  func slices() {
    var accumulator = TextAccumulator()
    accumulator.append(Array("..a\nb".utf8)[2...])
    accumulator.append(Array("...\rc".utf8)[3...])
    #expect(accumulator.text == "a\nc")
  }
}
