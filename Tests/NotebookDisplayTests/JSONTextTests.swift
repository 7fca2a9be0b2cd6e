import Foundation
import Testing

@testable import NotebookDisplay

struct JSONTextTests {
  @Test("a JSON decoder reads back the progress that was written, with every kind of character")
  func progress() throws {
    let progress = LoopProgress(
      title: "\"training\"\\\n\u{1}é🎲", step: 3, total: 10, rate: 2.5, secondsLeft: nil,
      values: [.init(name: "loss", text: "0.25")])
    #expect(try JSONDecoder().decode(LoopProgress.self, from: Data(progress.json.utf8)) == progress)
  }

  @Test("a JSON decoder reads back the sequence that was written")
  func pictureSequence() throws {
    let sequence = PictureSequence(
      title: "walk", frames: [.init(label: "1", svg: "<svg a=\"b\"/>"), .init(label: "2", svg: "")], rate: 8)
    #expect(try JSONDecoder().decode(PictureSequence.self, from: Data(sequence.json.utf8)) == sequence)
  }

  @Test("a number that JSON can't write is null", arguments: [.nan, .infinity, -.infinity, nil] as [Double?])
  func unwritable(value: Double?) { #expect(JSONText.number(value) == "null") }
}
