import Foundation
import NotebookDisplay
import Testing

@testable import NotebookExecution

@Suite("What cells print and display")
struct OutputTests {
  @Test("standard output, standard error and displays keep their order")
  func order() async throws {
    let page = try await PageTrial(
      """
      import Foundation
      print("1")
      fputs("2\\n", stderr)
      print("3", terminator: "")
      display(4)
      FileHandle.standardError.write(Data("5".utf8))
      print("6")
      perror(nil)
      FileHandle.standardOutput.write(Data("7\\n".utf8))
      write(1, "8\\n", 2)
      write(2, "9\\n", 2)
      print("10")
      11
      """)
    let outputs = page.outcomes[0].outputs.filter { if case .stream(.error, "Success\n") = $0 { false } else { true } }
    #expect(
      outputs == [
        .stream(.output, "1\n"), .stream(.error, "2\n"), .stream(.output, "3"), .display(MIMEBundle(plainText: "4")),
        .stream(.error, "5"), .stream(.output, "6\n"), .stream(.output, "7\n8\n"), .stream(.error, "9\n"),
        .stream(.output, "10\n"), .result(MIMEBundle(plainText: "11")),
      ])
  }

  @Test("a displayed value is replaced in place, between what was printed before and after it")
  func updates() async throws {
    let page = try await PageTrial(
      "let progress = display(\"0 %\")\nprint(\"between\")\nfor step in 1...3 { progress.update(\"\\(step) of 3\") }\nprint(\"end\")"
    )
    #expect(
      page.outcomes[0].outputs == [
        .display(MIMEBundle(plainText: "3 of 3")), .stream(.output, "between\nend\n"),
      ])
  }

  @Test("a carriage return takes the line back to its start")
  func carriageReturns() async throws {
    let page = try await PageTrial(
      "for i in 0...100 { print(\"\\r\\(i) %\", terminator: \"\") }\nprint(\" done\\r\\nnext\")")
    #expect(page.text(0) == "100 % done\nnext\n")
  }

  @Test("bytes that are no UTF-8 are shown as replacement characters")
  func invalidText() async throws {
    let page = try await PageTrial(
      "import Glibc\nlet bytes: [UInt8] = [0x41, 0xFF, 0xC3, 0x0A]\nfwrite(bytes, 1, 4, stdout);\nprint(\"Z\")")
    #expect(page.text(0) == "A\u{FFFD}\u{FFFD}\nZ\n")
  }

  @Test("characters of several bytes survive whatever their pieces")
  func pieces() async throws {
    let page = try await PageTrial(
      "import Glibc\nfor byte in Array(\"né→😀\".utf8) { var b = byte; write(1, &b, 1) }\nprint(String(repeating: \"😀\", count: 50_000).count)"
    )
    #expect(page.text(0) == "né→😀50000\n")
  }

  @Test("a cell whose output is not what it expects fails, and the cells after it see what it did")
  func expectations() async throws {
    let page = try await PageTrial(
      "//| expect: \"loss: 0.5\"\nvar n = 1\nprint(\"loss: 0.5\")",
      "//| expect: five\n//| error: true\nn = 5\nprint(n)", "n",
      "//| expect: \"6\"\nn + 1", "//| expect: \"0.1\"\nprint(\"0.2\")", "print(\"never\")")
    #expect(page.statuses == ["ran", "unexpected-output", "ran", "ran", "unexpected-output", "not run"])
    #expect(page.message(1) == "the output does not contain what the cell expects: ‘five’")
    #expect(page.text(2) == "5")
    #expect(page.text(1) == "5\n")
  }

  @Test(
    "of 200 MB of output the first is kept, and the page says how much is left out",
    arguments: ["fwrite(line, 1, 1 << 20, stdout);", "fwrite(line, 1, 1 << 20, stderr);"])
  func floods(statement: String) async throws {
    let page = try await PageTrial(
      "import Glibc\nlet line = [UInt8](repeating: 0x78, count: (1 << 20) - 1) + [10]\nfor _ in 0..<200 { \(statement) }\nprint(\"end\")"
    )
    #expect(page.statuses == ["ran"])
    #expect(page.notices(0) == ["199 MB more text was printed and is left out: a cell shows 1 MB."])
    #expect(page.text(0).utf8.count == 1 << 20)
  }

  @Test("a flood of short lines is bounded too")
  func shortLines() async throws {
    let page = try await PageTrial("for i in 0..<300_000 { print(i % 10, \"short\") }")
    #expect(page.text(0).utf8.count == 1 << 20)
    #expect(page.notices(0).count == 1)
  }
}
