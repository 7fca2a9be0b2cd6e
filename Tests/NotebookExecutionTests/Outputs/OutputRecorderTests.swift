import NotebookDisplay
import Testing

@testable import NotebookExecution

@Suite("The record of a cell's output")
struct OutputRecorderTests {
  private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
  private func message(_ identifier: UInt64, _ text: String) -> DisplayMessage {
    DisplayMessage(identifier: identifier, bundle: MIMEBundle(plainText: text))
  }

  @Test("neighbours of a stream are one output, and the order is kept")
  func order() {
    var recorder = OutputRecorder()
    recorder.record(.output, bytes("a"))
    recorder.record(.output, bytes("b"))
    recorder.record(.error, bytes("c"))
    recorder.record(.output, bytes(""))
    recorder.record(.error, bytes("d"))
    recorder.record(.display, message(1, "e"))
    recorder.record(.output, bytes("f"))
    recorder.record(.result, message(2, "g"))
    #expect(
      recorder.outputs == [
        .stream(.output, "ab"), .stream(.error, "cd"), .display(MIMEBundle(plainText: "e")), .stream(.output, "f"),
        .result(MIMEBundle(plainText: "g")),
      ])
  }

  @Test("an update replaces what was displayed; one of an earlier cell's is shown")
  func updates() {
    var recorder = OutputRecorder()
    recorder.record(.display, message(1, "a"))
    recorder.record(.output, bytes("between"))
    recorder.record(.update, message(1, "b"))
    recorder.record(.update, message(7, "c"))
    recorder.record(.update, message(7, "d"))
    #expect(
      recorder.outputs == [
        .display(MIMEBundle(plainText: "b")), .stream(.output, "between"), .display(MIMEBundle(plainText: "d")),
      ])
  }

  @Test("text past the limit is left out and counted, on both streams together")
  func textLimit() {
    var recorder = OutputRecorder(limits: .init(text: 10, displays: 100))
    recorder.record(.output, bytes("123456"))
    #expect(!recorder.isFull)
    recorder.record(.error, bytes("7890abc"))
    #expect(recorder.isFull)
    recorder.record(.output, bytes("more"))
    recorder.record(.display, message(1, "shown"))
    #expect(
      recorder.outputs == [
        .stream(.output, "123456"), .stream(.error, "7890"), .display(MIMEBundle(plainText: "shown")),
        .notice("7 bytes more text was printed and is left out: a cell shows 10 bytes."),
      ])
  }

  @Test("a line that is written over again and again never fills the record")
  func overwrittenLines() {
    var recorder = OutputRecorder(limits: .init(text: 100, displays: 100))
    for step in 0..<1000 { recorder.record(.output, bytes("\rstep \(step)")) }
    #expect(recorder.outputs == [.stream(.output, "step 999")])
  }

  @Test("displayed values past their limit are left out and counted, and small ones still fit")
  func displayLimit() {
    var recorder = OutputRecorder(limits: .init(text: 10, displays: 8))
    recorder.record(.display, message(1, "12345"))
    recorder.record(.display, message(2, "12345"))
    recorder.record(.display, message(3, "123"))
    #expect(
      recorder.outputs == [
        .display(MIMEBundle(plainText: "12345")), .display(MIMEBundle(plainText: "123")),
        .notice("1 more displayed values are left out: a cell shows 8 bytes."),
      ])
  }

  @Test("what is shown in place of a value counts instead of it")
  func updateLimit() {
    var recorder = OutputRecorder(limits: .init(text: 10, displays: 8))
    recorder.record(.display, message(1, "1"))
    recorder.record(.update, message(1, "1234567"))
    recorder.record(.update, message(1, "123456789"))
    recorder.record(.display, message(2, "12"))
    #expect(recorder.outputs.first == .display(MIMEBundle(plainText: "1234567")))
    #expect(recorder.outputs.count == 2)
  }

  @Test("the runtime's words are taken out with their line, and the rest stays")
  func takingErrorText() {
    var recorder = OutputRecorder()
    recorder.record(.output, bytes("out"))
    recorder.record(
      .error, bytes("Fatal error: mine\nwarning\npage.md:3: Fatal error: Index out of range\n*** Signal 4"))
    let text = recorder.takeErrorText(fromLastOf: ["Precondition failed", "Fatal error"])
    #expect(text == "page.md:3: Fatal error: Index out of range\n*** Signal 4")
    #expect(recorder.outputs == [.stream(.output, "out"), .stream(.error, "Fatal error: mine\nwarning\n")])
    #expect(recorder.takeErrorText(fromLastOf: ["absent"]) == nil)
    _ = recorder.takeErrorText(fromLastOf: ["Fatal error"])
    #expect(recorder.outputs == [.stream(.output, "out")])
  }

  @Test("what is printed to standard output is never the runtime's word")
  func outputIsNotTaken() {
    var recorder = OutputRecorder()
    recorder.record(.output, bytes("Fatal error: printed\n"))
    #expect(recorder.takeErrorText(fromLastOf: ["Fatal error"]) == nil)
  }

  @Test("counts are told in the unit that fits", arguments: [(12, "12 bytes"), (1536, "1.5 kB"), (3 << 20, "3 MB")])
  func units(count: Int, words: String) {
    var recorder = OutputRecorder(limits: .init(text: 0, displays: 0))
    recorder.record(.output, Array(repeating: 0x61, count: count)[...])
    #expect(recorder.outputs == [.notice("\(words) more text was printed and is left out: a cell shows 0 bytes.")])
  }
}
