import NotebookDisplay
import Testing

@Suite("A displayed value on its way")
struct DisplayMessageTests {
  private let message = DisplayMessage(
    identifier: 0x0102_0304_0506_0708,
    bundle: MIMEBundle(plainText: "né 😀\n").adding(.html, "<b>x</b>").adding(.png, data: [0, 255, 10, 13]).adding(
      .svg, ""
    )
    .adding("application/x-own", data: []))

  @Test("it arrives as it was sent")
  func roundTrip() {
    #expect(DisplayMessage(decoding: message.encoded()) == message)
    let empty = DisplayMessage(identifier: 0, bundle: MIMEBundle(plainText: ""))
    #expect(DisplayMessage(decoding: empty.encoded()) == empty)
    #expect(DisplayMessage(decoding: Array([9, 9] + message.encoded())[2...]) == message)
  }

  @Test("one that breaks off is none, or ends with a whole representation")
  func truncation() {
    let bytes = message.encoded()
    for count in 0..<bytes.count {
      guard let shorter = DisplayMessage(decoding: bytes.prefix(count)) else { continue }
      #expect(shorter.identifier == message.identifier)
      #expect(shorter.encoded().count == count || shorter.bundle == MIMEBundle(plainText: ""))
    }
    #expect(DisplayMessage(decoding: []) == nil)
    #expect(DisplayMessage(decoding: bytes.prefix(7)) == nil)
    #expect(DisplayMessage(decoding: bytes.dropLast()) == nil)
    #expect(DisplayMessage(decoding: bytes + [1]) == nil)
  }

  @Test("a length beyond the message, or a type that is no text, is none")
  func nonsense() {
    #expect(DisplayMessage(decoding: [UInt8](repeating: 0, count: 8) + [255, 255, 255, 255]) == nil)
    #expect(DisplayMessage(decoding: [UInt8](repeating: 0, count: 8) + [1, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0]) == nil)
  }
}
