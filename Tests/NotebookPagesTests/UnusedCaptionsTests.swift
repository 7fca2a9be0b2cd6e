import NotebookDisplay
import NotebookExecution
import NotebookPages
import Testing

@Suite("captions of nothing")
struct UnusedCaptionsTests {
  private let picture = CellOutput.result(MIMEBundle(plainText: "p").adding(.svg, samplePicture))
  private let table = CellOutput.result(Table(columns: ["a"], rows: [[1]]).mimeBundle)
  private let text = CellOutput.stream(.output, "done")

  private func sentences(_ options: String, _ outcome: CellOutcome) throws -> [String] {
    let page = try SamplePage("```swift\n\(options)\nx\n```\n", outcome)
    return UnusedCaptions(page.notebook.cells[0], outcome).sentences
  }

  @Test("a figure's caption, description or label without a figure, and a table's without a table, are told")
  func missing() throws {
    let figure = "is for a figure, and the cell shows none: is the figure its last expression?"
    let table = "is for a table, and the cell shows none: is the table its last expression?"
    #expect(try sentences("//| fig-cap: c", .ran(text)) == ["‘fig-cap’ \(figure)"])
    #expect(try sentences("//| fig-alt: a", .ran()) == ["‘fig-alt’ \(figure)"])
    #expect(try sentences("//| label: fig-loss", .ran()) == ["‘fig-loss’ \(figure)"])
    #expect(try sentences("//| tbl-cap: c", .ran(picture)) == ["‘tbl-cap’ \(table)"])
    #expect(try sentences("//| tbl-cap: c\n//| fig-cap: d", .ran()) == ["‘fig-cap’ \(figure)", "‘tbl-cap’ \(table)"])
  }

  @Test("nothing is told where they are shown, of a cell whose output is hidden, and of one that failed")
  func fine() throws {
    #expect(try sentences("//| fig-cap: c\n//| label: fig-loss", .ran(text, picture)).isEmpty)
    #expect(try sentences("//| tbl-cap: c", .ran(table)).isEmpty)
    #expect(try sentences("//| fig-cap: c\n//| tbl-cap: d", .ran(table, picture)).isEmpty)
    #expect(try sentences("//| label: loss", .ran()).isEmpty)
    #expect(try sentences("//| fig-cap: c\n//| output: false", .ran()).isEmpty)
    #expect(try sentences("//| fig-cap: c\n//| include: false", .ran()).isEmpty)
    #expect(try sentences("//| fig-cap: c", .failed(.crash, .init(message: "m", line: 1))).isEmpty)
    #expect(try sentences("//| fig-cap: c", CellOutcome(status: .notRun)).isEmpty)
  }
}
