import Foundation
import NotebookExecution
import Testing

@testable import NotebookPages

@Suite struct FailureHTMLTests {
  private func html(_ text: String, _ outcome: CellOutcome) throws -> String { try SamplePage(text, outcome).html }

  @Test(
    "each kind of failure has words of its own",
    arguments: [
      (CellFailure.Kind.compileError, "This cell does not compile"), (.crash, "This cell crashed"),
      (.uncaughtError, "This cell threw an error that nothing caught"), (.exit, "This cell ended the program"),
      (.timeout, "This cell ran out of time"), (.interrupted, "This cell was interrupted"),
      (.killed, "This cell&#39;s process was killed"),
    ])
  func kinds(kind: CellFailure.Kind, title: String) throws {
    let problem = CellFailure.Problem(message: "a <b>", line: nil)
    let markup = try html("```swift\nx\n```\n", .failed(kind, problem))
    #expect(markup.contains("<section class=\"failure \(kind.rawValue)\"><p class=\"failure-title\">\(title)</p>"))
    #expect(markup.contains("<p class=\"problem-message\">a &lt;b&gt;</p>"))
  }

  @Test("the line is shown with its number, and a mark under its column, which is in bytes")
  func excerpt() throws {
    let problem = CellFailure.Problem(message: "m", line: 3, column: 13)
    let markup = try html("> ```swift\n> é\n> \tlet é = \"<\"\n> ```\n", .failed(.crash, problem))
    #expect(
      markup.contains(
        "<span class=\"line-number\">3 │ </span><code>\tlet é = &quot;&lt;&quot;</code>\n"
          + "<span class=\"line-number\">  │ </span>\t        <span class=\"marker\">^</span>"), "\(markup)")
  }

  @Test("a column or a line that the page does not have is left out")
  func outside() throws {
    let markup = try html(
      "```swift\nx\n```\n",
      .failed(
        .compileError, CellFailure.Problem(message: "a", line: 2, column: 99),
        CellFailure.Problem(message: "b", line: 77)))
    #expect(!markup.contains("marker"))
    #expect(markup.contains("does not compile: 2 errors") && markup.contains("In line 77."))
  }

  @Test("notes follow the problem")
  func notes() throws {
    let problem = CellFailure.Problem(
      message: "m", line: 2,
      notes: [CellFailure.Note(message: "look <here>", line: 1), CellFailure.Note(message: "try")])
    let markup = try html("```swift\nx\n```\n", .failed(.compileError, problem))
    #expect(markup.contains("<p class=\"note\">Line 1: look &lt;here&gt;</p><p class=\"note\">try</p>"))
  }

  @Test("what was printed before the failure stands before it")
  func outputBefore() throws {
    let outcome = CellOutcome.failed(
      .crash, CellFailure.Problem(message: "m", line: 2), outputs: [.stream(.output, "first")])
    let markup = try html("```swift\nx\n```\n", outcome)
    let first = try #require(markup.range(of: "first"))
    let failure = try #require(markup.range(of: "failure"))
    #expect(first.upperBound < failure.lowerBound)
  }

  @Test("a failure that the page does not expect shows even in a hidden cell")
  func hidden() throws {
    let outcome = CellOutcome.failed(.crash, CellFailure.Problem(message: "m", line: nil))
    #expect(try html("```swift\n//| include: false\nx\n```\n", outcome).contains("This cell crashed"))
    #expect(try html("```swift\n//| output: false\n//| error: true\nx\n```\n", outcome).contains("crashed") == false)
    #expect(try html("```swift\n//| error: true\nx\n```\n", outcome).contains("This cell crashed"))
  }
}
