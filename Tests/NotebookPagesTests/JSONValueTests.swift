import Testing

@testable import NotebookPages

@Suite struct JSONValueTests {
  @Test("JSON is written as Jupyter writes it: names in order, one space a level, a line end at the end")
  func layout() {
    let value: JSONValue = ["b": .array([.integer(1), .null]), "a": .object([:]), "c": .array([])]
    #expect(value.text == "{\n \"a\": {},\n \"b\": [\n  1,\n  null\n ],\n \"c\": []\n}\n")
  }

  @Test("whatever text is written is read again")
  func strings() {
    let text = "\"\\/\u{8}\u{1F}\u{7F}\n\r\t😀\u{2028}é"
    #expect(JSONValue(parsing: JSONValue.string(text).text) == .string(text))
  }

  @Test("numbers keep their kind")
  func numbers() {
    #expect(
      JSONValue(parsing: "[1, 2.5, -3e-7, true]") == .array([.integer(1), .number(2.5), .number(-3e-7), .bool(true)]))
    #expect(JSONValue(parsing: "[1,") == nil)
  }
}
