import NotebookDisplay
import Testing

@testable import notebook

@Suite("Progress on the terminal")
struct ProgressTests {
  private func page(_ name: String, done: Int = 0, loop: LoopProgress? = nil) -> PageProgress {
    var page = PageProgress(name: name, total: 4)
    page.done = done
    page.line = 12
    page.loop = loop
    return page
  }

  @Test("a page's line shows how many cells are done, and where it is")
  func pageLine() {
    #expect(page("a.md").pageLine.text == "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/4  a.md  line 12")
    #expect(page("a.md", done: 1).pageLine.text == "━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1/4  a.md  line 12")
    #expect(page("a.md", done: 4).pageLine.text.hasPrefix("━━━━━━━━━━━━━━━━━━━━━━━━ 4/4"))
  }

  @Test("a loop's line shows its step, rate, time left and what is watched, as far as they are known")
  func loopLine() {
    func line(_ loop: LoopProgress) -> String? { page("a.md", loop: loop).loopLine?.text }
    let loss = [LoopProgress.Value(name: "loss", text: "0.251")]
    #expect(
      line(LoopProgress(title: "training", step: 500, total: 1000, rate: 512.4, secondsLeft: 0.9, values: loss))
        == "  ━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌ 500/1000  training  512/s  1 s left  loss 0.251")
    #expect(
      line(LoopProgress(title: "t", step: 0, total: 10)) == "  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/10  t")
    #expect(line(LoopProgress(title: "t", step: 7, rate: 3.14)) == "  7  t  3.1/s")
    #expect(line(LoopProgress(title: "t", step: 7, rate: 0.4)) == "  7  t  2.5 s each")
    #expect(
      line(LoopProgress(title: "t", step: 99, total: 10, rate: 2, secondsLeft: 5))
        == "  ━━━━━━━━━━━━━━━━━━━━━━ 99/10  t  2/s")
    #expect(page("a.md").loopLine == nil)
  }

  @Test(
    "seconds left are read as a clock", arguments: [(59.2, "1:00"), (125, "2:05"), (3723, "1:02:03"), (60, "1:00")])
  func timeLeft(seconds: Double, text: String) {
    let loop = LoopProgress(title: "t", step: 1, total: 2, secondsLeft: seconds)
    #expect(loop.sentence == "t 1/2, \(text) left")
  }

  @Test("what nobody can know is not shown", arguments: [Double.nan, .infinity, -1, 0])
  func nonsense(value: Double) {
    #expect(LoopProgress(title: "t", step: 1, rate: value, secondsLeft: value == 0 ? nil : value).sentence == "t 1")
  }

  @Test("lines are cut to the terminal's width, wide characters counted as two columns")
  func width() {
    #expect(TerminalText.width(of: "aé漢字e\u{301}👩‍👩‍👧🇩🇪") == 1 + 1 + 4 + 1 + 2 + 2)
    #expect(TerminalText.fitting("漢字漢字", columns: 8) == "漢字漢字")
    #expect(TerminalText.fitting("漢字漢字", columns: 6) == "漢字…")
    #expect(TerminalText.fitting("abc", columns: 0) == "" && TerminalText.fitting("abc", columns: 1) == "…")
    for columns in 0..<60 {
      let line = page("漢字.md", done: 2).pageLine.fitting(columns: columns)
      #expect(TerminalText.width(of: line.text) <= columns)
    }
  }

  @Test("a title can't move the cursor")
  func control() {
    let line = StyledLine(("a\u{1B}[2Jb\nc\r\u{7}", .plain))
    #expect(line.text == "ab c  ")
  }

  @Test("there are never more lines than rows: loops go first, then pages")
  func rows() {
    let loop = LoopProgress(title: "t", step: 1)
    let pages = (1...4).map { page("\($0).md", loop: $0 < 3 ? loop : nil) }
    #expect(ProgressBars.lines(of: pages, rows: 6).count == 6)
    #expect(ProgressBars.lines(of: pages, rows: 5).map(\.text) == pages.map(\.pageLine.text))
    #expect(
      ProgressBars.lines(of: pages, rows: 3).map(\.text) == pages.prefix(2).map(\.pageLine.text) + [
        "… and 2 more pages"
      ])
    #expect(ProgressBars.lines(of: pages, rows: 1).map(\.text) == ["… and 4 more pages"])
    #expect(ProgressBars.lines(of: pages, rows: 0).isEmpty)
  }

  @Test("lines are replaced in place, also where the terminal has become narrower and wrapped them")
  func region() {
    var region = LiveRegion()
    let lines = [StyledLine((String(repeating: "x", count: 30), .page)), StyledLine(("y", .plain))]
    func replace(_ lines: [StyledLine], below text: String = "", columns: Int = 80) -> String {
      region.replace(with: lines, below: text, columns: columns, inColor: false)
    }
    #expect(replace(lines) == String(repeating: "x", count: 30) + "\ny\n")
    #expect(replace(lines) == "")
    #expect(replace(lines, below: "said\n").hasPrefix("\u{1B}[2A\r\u{1B}[Jsaid\nxxx"))
    #expect(replace([], columns: 20) == "\u{1B}[3A\r\u{1B}[J")
    #expect(replace([], below: "done\n") == "done\n")
  }

  @Test("colours are there only where asked for")
  func color() {
    let line = StyledLine(("a", .page), ("b", .plain), ("", .faint))
    #expect(line.rendered(inColor: true) == "\u{1B}[36ma\u{1B}[0mb")
    #expect(line.rendered(inColor: false) == "ab")
    #expect(!Terminal(environment: ["TERM": "dumb"]).canRedraw && !Terminal(environment: [:]).canRedraw)
  }

  @Test("without a terminal, a long loop is told of every ten seconds, a short one never")
  func plainLines() {
    var lines = LoopLines()
    let loop = LoopProgress(title: "training", step: 5, total: 9, values: [.init(name: "loss", text: "1")])
    let start = ContinuousClock.now
    func line(_ seconds: Int) -> String? {
      lines.line(of: loop, in: "a.md", cellLine: 7, at: start + .seconds(seconds))
    }
    lines.begin("a.md", at: start)
    #expect([1, 9, 10, 11, 19, 20, 35].map { line($0) != nil } == [false, false, true, false, false, true, true])
    lines.begin("a.md", at: start + .seconds(40))
    #expect(line(41) == nil)
    #expect(line(50) == "a.md:7: training 5/9, loss 1")
  }
}
